import { Injectable } from '@nestjs/common';
import { isId, missing, type DatasetId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { SchemaVersion } from '../domain/schema/schema-version';

const SELECT = `select s.dataset_id as "datasetId", s.number, s.table_schema as schema, s.hash, s.note, s.breaking,
  s.migration, s.readable_since as "readableSince", s.created_at as "createdAt", s.created_by as "createdBy"
  from catalogue.dataset_schema s`;

/** The versions of datasets' schemas; what was written once is never changed. */
@Injectable()
export class SchemaStore {
  /** From the latest, or from behind a number, to the first. */
  async page(on: Queryable, id: DatasetId, after: number | null, limit: number): Promise<SchemaVersion[]> {
    const sql = `${SELECT} where s.dataset_id = $1 and ($2::int is null or s.number < $2) order by s.number desc limit $3`;
    return on.query<SchemaVersion>(sql, [isId(id) ? id : null, after, limit]);
  }

  /** @throws DATASET.MISSING */
  async latest(on: Queryable, id: DatasetId): Promise<SchemaVersion> {
    const sql = `${SELECT} where s.dataset_id = $1 order by s.number desc limit 1`;
    const [version] = isId(id) ? await on.query<SchemaVersion>(sql, [id]) : [];
    if (!version) throw missing('dataset', id);
    return version;
  }

  /** One version; null: there is none of that number. */
  async find(on: Queryable, id: DatasetId, number: number): Promise<SchemaVersion | null> {
    const sql = `${SELECT} where s.dataset_id = $1 and s.number = $2`;
    const [version] = await on.query<SchemaVersion>(sql, [isId(id) ? id : null, number]);
    return version ?? null;
  }

  async insert(tx: Transaction, version: SchemaVersion): Promise<void> {
    await tx.query(
      `insert into catalogue.dataset_schema (dataset_id, number, table_schema, hash, note, breaking, migration,
         readable_since, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[version.datasetId, version.number, JSON.stringify(version.schema), version.hash, version.note],
        ...[version.breaking, version.migration && JSON.stringify(version.migration), version.readableSince],
        ...[version.createdAt, version.createdBy],
      ],
    );
  }
}
