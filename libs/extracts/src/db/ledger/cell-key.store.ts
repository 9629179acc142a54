import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';

/** Which different tables of a dataset have left with cell keys. */
@Injectable()
export class CellKeyStore {
  constructor(private readonly db: Database) {}

  /** Whoever counts a table of a dataset waits here for the others. */
  async lock(tx: Transaction, datasetId: DatasetId): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(771, hashtext($1))', [datasetId]);
  }

  /** How many there are, and whether this is one of them. */
  async tables(
    datasetId: DatasetId,
    hash: string,
    on: Queryable = this.db,
  ): Promise<{ readonly count: number; readonly isKnown: boolean }> {
    const [row] = await on.query<{ count: number; isKnown: boolean }>(
      `select count(*)::int as count, coalesce(bool_or(question_hash = $2), false) as "isKnown"
       from extracts.cell_key_table where dataset_id = $1`,
      [datasetId, hash],
    );
    return row ?? { count: 0, isKnown: false };
  }

  async insert(tx: Transaction, datasetId: DatasetId, hash: string, at: Date): Promise<void> {
    await tx.query('insert into extracts.cell_key_table values ($1, $2, $3)', [datasetId, hash, at]);
  }
}
