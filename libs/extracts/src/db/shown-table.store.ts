import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Purpose } from '#policy';
import type { LeftTable } from '../domain/left-table';
import type { ShownPattern } from '../domain/shown-pattern';

type Row = Omit<LeftTable, 'largest' | 'pattern'> & { readonly purpose: Purpose; readonly largest: string | null };
type Kept = Omit<LeftTable, 'isKnown' | 'pattern'> & { readonly pattern: ShownPattern | null };

/** Every table that left the commons, by the line of its dataset. */
@Injectable()
export class ShownTableStore {
  constructor(private readonly db: Database) {}

  /** Until the end of the transaction no other table of the dataset leaves. */
  async lock(tx: Transaction, datasetId: DatasetId): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(765, hashtext($1))', [datasetId]);
  }

  /** The same table, shown again, is one entry; it counts from when it was first shown. */
  async put(tx: Transaction, datasetId: DatasetId, table: Kept): Promise<void> {
    const { hash, purpose, dimensions, measures, terms, parts, datasetVersion, pattern, records, largest, at } = table;
    await tx.query(
      `insert into extracts.shown_table (dataset_id, hash, purpose, dimensions, measures, terms, parts, dataset_version,
         pattern, largest, shown_at, records) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (dataset_id, hash, purpose) do update set largest = greatest(shown_table.largest, excluded.largest)`,
      [
        ...[datasetId, hash, purpose, dimensions, measures, JSON.stringify(terms), JSON.stringify(parts)],
        ...[datasetVersion, pattern && JSON.stringify(pattern), largest?.toString() ?? null, at, records ?? null],
      ],
    );
  }

  /** Whether the very table left before, for whatever purpose. */
  async has(on: Queryable, datasetId: DatasetId, hash: string): Promise<boolean> {
    const rows = await on.query('select from extracts.shown_table where dataset_id = $1 and hash = $2 limit 1', [
      ...[datasetId, hash],
    ]);
    return rows.length > 0;
  }

  /** Grows with every table that leaves the dataset; 0: none did. */
  async height(datasetId: DatasetId, on: Queryable = this.db): Promise<number> {
    const [row] = await on.query<{ height: string | null }>(
      'select max(height) as height from extracts.shown_table where dataset_id = $1',
      [datasetId],
    );
    return Number(row?.height ?? 0);
  }

  /** In the order in which they left, without their patterns. @param height up to which; left out: all */
  async ofDataset(datasetId: DatasetId, height: number | null = null): Promise<LeftTable[]> {
    const rows = await this.db.query<Row>(
      `select hash, purpose, dimensions, measures, terms, parts, dataset_version as "datasetVersion", largest, records,
         pattern is not null as "isKnown", shown_at as at from extracts.shown_table
       where dataset_id = $1 and ($2::int is null or height <= $2) order by height`,
      [datasetId, height],
    );
    return rows.map(({ largest, ...table }) => ({ ...table, largest: largest === null ? null : BigInt(largest) }));
  }

  /** null: it is not known. */
  async pattern(datasetId: DatasetId, hash: string): Promise<ShownPattern | null> {
    const [row] = await this.db.query<{ pattern: ShownPattern | null }>(
      'select pattern from extracts.shown_table where dataset_id = $1 and hash = $2 limit 1',
      [datasetId, hash],
    );
    return row?.pattern ?? null;
  }
}
