import { Injectable } from '@nestjs/common';
import { documentHash, type DatasetId } from '#kernel';
import { Database, type Transaction } from '#platform';
import type { Purpose } from '#policy';
import type { EarlierTable } from '../domain/difference';
import type { MadeOf } from '../domain/recall';

/** A table that somebody looked at: what it was made of, and when it was first shown. */
export type ShownTable = EarlierTable & MadeOf;

@Injectable()
export class ShownTableStore {
  constructor(private readonly db: Database) {}

  /** The same table, shown again, is one entry; it counts from when it was first shown. */
  async put(tx: Transaction, datasetId: DatasetId, { purpose, dimensions, terms, parts, largest, at }: ShownTable) {
    const hash = documentHash({ purpose, dimensions: [...dimensions], terms, parts: [...parts] });
    await tx.query(
      `insert into extracts.shown_table values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (dataset_id, hash) do update set largest = greatest(shown_table.largest, excluded.largest)`,
      [
        ...[datasetId, hash, purpose, dimensions, JSON.stringify(terms), JSON.stringify(parts)],
        ...[largest?.toString() ?? null, at],
      ],
    );
  }

  async ofDataset(datasetId: DatasetId): Promise<ShownTable[]> {
    const rows = await this.db.query<
      Pick<ShownTable, 'dimensions' | 'terms' | 'parts' | 'at'> & { purpose: Purpose; largest: string | null }
    >(
      `select purpose, dimensions, terms, parts, largest, shown_at as at from extracts.shown_table where dataset_id = $1`,
      [datasetId],
    );
    return rows.map(({ largest, ...table }) => ({ ...table, largest: largest === null ? null : BigInt(largest) }));
  }
}
