import { Injectable } from '@nestjs/common';
import {
  isId,
  missing,
  type ContributionId,
  type DatasetId,
  type FederationId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { whereAllowed, type Ability } from '#policy';
import type { Dialect, Finding } from '#warehouse';
import type { Contribution, ContributionState, Report } from '../domain/contribution';

type Row = {
  id: ContributionId;
  dataset_id: DatasetId;
  federation_id: FederationId;
  organisation_id: OrganisationId;
  submitted_by: PersonId;
  submitted_at: Date;
  file_name: string;
  hints: Partial<Dialect>;
  state: ContributionState;
  received_at: Date | null;
  dialect: Dialect | null;
  rows: string | null;
  people: string | null;
  finding_count: number | null;
};
type FindingRow = {
  row_number: string | null;
  column_name: string | null;
  code: Finding['code'];
  facts: NonNullable<Finding['facts']>;
};

/** A file in the store, sealed; `key`: 32 bytes, and nowhere else. */
export type SealedUpload = { readonly sha256: string; readonly key: Buffer };

const COLUMNS = new Map([
  ['id', 'id'],
  ['federationId', 'federation_id'],
  ['organisationId', 'organisation_id'],
  ['datasetId', 'dataset_id'],
]);

@Injectable()
export class ContributionStore {
  constructor(private readonly db: Database) {}

  /** @throws CONTRIBUTION.MISSING */
  async find(id: ContributionId, on: Queryable = this.db): Promise<Contribution> {
    return this.one(on, id, '');
  }

  /** @throws CONTRIBUTION.MISSING */
  async lock(tx: Transaction, id: ContributionId): Promise<Contribution> {
    return this.one(tx, id, 'for update');
  }

  /** What the ability shows, newest first; of one dataset if given. */
  async page(
    ability: Ability,
    dataset: DatasetId | null,
    after: string | null,
    limit: number,
  ): Promise<Contribution[]> {
    if (dataset !== null && !isId(dataset)) return [];
    const allowed = whereAllowed(ability, ['read', 'Contribution'], COLUMNS, 3);
    const rows = await this.db.query<Row>(
      `select * from contributions.contribution where ${allowed.sql} and ($1::uuid is null or dataset_id = $1)
       and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [dataset, after, limit, ...allowed.params],
    );
    return rows.map(toContribution);
  }

  async insert(tx: Transaction, c: Contribution): Promise<void> {
    await tx.query(
      `insert into contributions.contribution (id, dataset_id, federation_id, organisation_id, submitted_by,
         submitted_at, file_name, hints, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[c.id, c.datasetId, c.federationId, c.organisationId, c.submittedBy],
        ...[c.submittedAt, c.fileName, JSON.stringify(c.hints), c.state],
      ],
    );
  }

  async save(tx: Transaction, { id, state, receivedAt, report }: Contribution): Promise<void> {
    await tx.query(
      `update contributions.contribution set state = $2, received_at = $3, dialect = $4, rows = $5, people = $6,
         finding_count = $7 where id = $1`,
      [
        ...[id, state, receivedAt, report && JSON.stringify(report.dialect)],
        ...[report?.rows, report?.people.toString(), report?.findingCount],
      ],
    );
  }

  async insertFindings(tx: Transaction, id: ContributionId, findings: readonly Finding[]): Promise<void> {
    await tx.query(
      `insert into contributions.finding
       select $1, number, (f->>'row')::bigint, f->>'column', f->>'code', coalesce(f->'facts', '{}')
       from jsonb_array_elements($2::jsonb) with ordinality as t(f, number)`,
      [id, JSON.stringify(findings.map(withPlainColumn))],
    );
  }

  async findings(id: ContributionId, after: number, limit: number): Promise<Finding[]> {
    const rows = await this.db.query<FindingRow>(
      `select row_number, column_name, code, facts from contributions.finding
       where contribution_id = $1 and number > $2 order by number limit $3`,
      [id, after, limit],
    );
    return rows.map(toFinding);
  }

  async insertUpload(tx: Transaction, id: ContributionId, { sha256, key }: SealedUpload): Promise<void> {
    await tx.query('insert into contributions.upload values ($1, $2, $3)', [id, sha256, key]);
  }

  /** The file as it was sent; null where there is none yet, or none any more. */
  async upload(id: ContributionId, on: Queryable = this.db): Promise<SealedUpload | null> {
    const [upload] = await on.query<SealedUpload>(
      'select sha256, key from contributions.upload where contribution_id = $1',
      [id],
    );
    return upload ?? null;
  }

  async deleteUpload(tx: Transaction, id: ContributionId): Promise<void> {
    await tx.query('delete from contributions.upload where contribution_id = $1', [id]);
  }

  private async one(on: Queryable, id: ContributionId, suffix: '' | 'for update'): Promise<Contribution> {
    const [row] = isId(id)
      ? await on.query<Row>(`select * from contributions.contribution where id = $1 ${suffix}`, [id])
      : [];
    if (!row) throw missing('contribution', id);
    return toContribution(row);
  }
}

/** The header of a file may hold what no database keeps. */
const withPlainColumn = ({ column, ...finding }: Finding): Finding => ({
  ...finding,
  column: column && column.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD'),
});

const toContribution = (row: Row): Contribution => ({
  id: row.id,
  datasetId: row.dataset_id,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  submittedBy: row.submitted_by,
  submittedAt: row.submitted_at,
  fileName: row.file_name,
  hints: row.hints,
  state: row.state,
  receivedAt: row.received_at,
  report: toReport(row),
});

function toReport({ dialect, rows, people, finding_count }: Row): Report | null {
  if (!dialect || finding_count === null) return null;
  return { dialect, rows: Number(rows), people: BigInt(people ?? 0), findingCount: finding_count };
}

const toFinding = (row: FindingRow): Finding => ({
  row: row.row_number === null ? null : Number(row.row_number),
  column: row.column_name,
  code: row.code,
  facts: row.facts,
});
