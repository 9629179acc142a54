import { Injectable } from '@nestjs/common';
import { isId, type DatasetId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { DatasetVersion, Part, VersionSummary } from '../domain/dataset';

@Injectable()
export class VersionStore {
  /** The latest version, maybe without any rows; null while nothing has been accepted. */
  async latest(on: Queryable, id: DatasetId): Promise<DatasetVersion | null> {
    return this.find(on, id, null);
  }

  /** @param number null: the latest @returns null where there is none */
  async find(on: Queryable, id: DatasetId, number: number | null): Promise<DatasetVersion | null> {
    const rows = await on.query<VersionRow>(
      `select v.id, v.number, v.schema_number as version_schema, v.created_at, p.contribution_id, p.organisation_id,
         p.file_sha256, p.received_at, p.schema_number
       from catalogue.dataset_version v left join catalogue.version_part p on p.version_id = v.id
         and not exists (select from catalogue.withdrawn_part w where w.contribution_id = p.contribution_id)
       where v.dataset_id = $1 and v.number = coalesce($2, (select version from catalogue.dataset where id = $1))
       order by p.contribution_id`,
      [isId(id) ? id : null, number],
    );
    const [first] = rows;
    if (!first) return null;
    const parts = rows.flatMap((row) => (row.contribution_id === null ? [] : [toPart(row)]));
    const { version_schema: schemaNumber, created_at: createdAt } = first;
    return { id: first.id, datasetId: id, number: first.number, schemaNumber, createdAt, parts };
  }

  /** Newest first. @param before the number that the page ends before; null: none */
  async history(on: Queryable, id: DatasetId, before: number | null, limit: number): Promise<VersionSummary[]> {
    return on.query<VersionSummary>(
      `select v.number, v.schema_number as "schemaNumber", v.created_at as "createdAt",
         (select count(distinct p.organisation_id)::integer from catalogue.version_part p where p.version_id = v.id
            and not exists (select from catalogue.withdrawn_part w where w.contribution_id = p.contribution_id)
         ) as contributors
       from catalogue.dataset_version v where v.dataset_id = $1 and ($2::integer is null or v.number < $2)
       order by v.number desc limit $3`,
      [isId(id) ? id : null, before, limit],
    );
  }

  async insert(
    tx: Transaction,
    { id, datasetId, number, schemaNumber, createdAt, parts }: DatasetVersion,
  ): Promise<void> {
    await tx.query(
      'insert into catalogue.dataset_version (id, dataset_id, number, created_at, schema_number) values ($1, $2, $3, $4, $5)',
      [id, datasetId, number, createdAt, schemaNumber],
    );
    for (const part of parts) {
      await tx.query('insert into catalogue.version_part values ($1, $2, $3, $4, $5, $6)', [
        ...[id, part.contributionId, part.organisationId, part.fileSha256, part.receivedAt],
        part.schemaNumber ?? schemaNumber,
      ]);
    }
    const contributors = new Set(parts.map(({ organisationId }) => organisationId)).size;
    await tx.query('update catalogue.dataset set version = $2, contributors = $3 where id = $1', [
      datasetId,
      number,
      contributors,
    ]);
  }
}

type VersionRow = {
  id: DatasetVersion['id'];
  number: number;
  version_schema: number;
  created_at: Date;
} & (PartRow | { contribution_id: null });

type PartRow = {
  contribution_id: Part['contributionId'];
  organisation_id: Part['organisationId'];
  file_sha256: string;
  received_at: Date;
  schema_number: number;
};

const toPart = (row: PartRow): Part => ({
  contributionId: row.contribution_id,
  organisationId: row.organisation_id,
  fileSha256: row.file_sha256,
  receivedAt: row.received_at,
  schemaNumber: row.schema_number,
});
