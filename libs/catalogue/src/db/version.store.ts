import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { DatasetVersion, Part } from '../domain/dataset';

@Injectable()
export class VersionStore {
  /** The latest version; null while nothing has been accepted. */
  async latest(on: Queryable, id: DatasetId): Promise<DatasetVersion | null> {
    const rows = await on.query<VersionRow>(
      `select v.id, v.number, v.created_at, p.contribution_id, p.organisation_id, p.file_sha256, p.received_at
       from catalogue.dataset_version v join catalogue.version_part p on p.version_id = v.id
       where v.dataset_id = $1 and v.number = (select version from catalogue.dataset where id = $1)
       order by p.contribution_id`,
      [id],
    );
    const [first] = rows;
    if (!first) return null;
    return { id: first.id, datasetId: id, number: first.number, createdAt: first.created_at, parts: rows.map(toPart) };
  }

  async insert(tx: Transaction, { id, datasetId, number, createdAt, parts }: DatasetVersion): Promise<void> {
    await tx.query('insert into catalogue.dataset_version values ($1, $2, $3, $4)', [id, datasetId, number, createdAt]);
    for (const { contributionId, organisationId, fileSha256, receivedAt } of parts) {
      await tx.query('insert into catalogue.version_part values ($1, $2, $3, $4, $5)', [
        ...[id, contributionId, organisationId, fileSha256, receivedAt],
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
  created_at: Date;
  contribution_id: Part['contributionId'];
  organisation_id: Part['organisationId'];
  file_sha256: string;
  received_at: Date;
};

const toPart = (row: VersionRow): Part => ({
  contributionId: row.contribution_id,
  organisationId: row.organisation_id,
  fileSha256: row.file_sha256,
  receivedAt: row.received_at,
});
