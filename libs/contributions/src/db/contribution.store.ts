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
import type { Dialect } from '#warehouse';
import type { Contribution, ContributionFile, Report, VaultKeyId } from '../domain/contribution';
import type { ContributionState } from '../domain/states';

type Row = {
  id: ContributionId;
  dataset_id: DatasetId;
  federation_id: FederationId;
  organisation_id: OrganisationId;
  submitted_by: PersonId;
  submitted_at: Date;
  hints: Partial<Dialect>;
  review_asked: boolean;
  state: ContributionState;
  received_at: Date | null;
  reason: string | null;
  dialect: Dialect | null;
  rows: string | null;
  people: string | null;
  finding_count: number | null;
  warning_count: number | null;
  rows_sha256: string | null;
  rows_bytes: string | null;
  fingerprint: string | null;
  same_as_id: ContributionId | null;
  upload_key: VaultKeyId;
  findings_key: VaultKeyId;
  pseudonym_key: number | null;
  schema_number: number | null;
  withdrawn_at: Date | null;
};
type FileRow = {
  contribution_id: ContributionId;
  number: number;
  name: string;
  announced_bytes: string | null;
  announced_sha256: string | null;
  received_at: Date | null;
  reading: ContributionFile['reading'];
  mapping: ContributionFile['mapping'];
};

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
    return this.withFiles(this.db, rows);
  }

  async insert(tx: Transaction, c: Contribution): Promise<void> {
    await tx.query(
      `insert into contributions.contribution (id, dataset_id, federation_id, organisation_id, submitted_by,
         submitted_at, hints, review_asked, state, upload_key, findings_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[c.id, c.datasetId, c.federationId, c.organisationId, c.submittedBy],
        ...[c.submittedAt, JSON.stringify(c.hints), c.reviewAsked, c.state, c.uploadKey, c.findingsKey],
      ],
    );
    await this.putFiles(tx, c);
  }

  async save(tx: Transaction, c: Contribution): Promise<void> {
    await tx.query(
      `update contributions.contribution set state = $2, received_at = $3, reason = $4, review_asked = $5,
         fingerprint = $6, same_as_id = $7, pseudonym_key = $8, schema_number = $9, rows_sha256 = $10, rows_bytes = $11,
         dialect = $12, rows = $13, people = $14, finding_count = $15, warning_count = $16
       where id = $1`,
      [
        ...[c.id, c.state, c.receivedAt, c.reason, c.reviewAsked],
        ...[c.fingerprint, c.sameAsId, c.pseudonymKey, c.schemaNumber, c.rows?.sha256, c.rows?.bytes],
        ...reportColumns(c.report),
      ],
    );
    await this.putFiles(tx, c);
  }

  /** Whoever decides on rows of an organisation for a dataset waits here until the one before has committed. */
  async lockPlace(tx: Transaction, { datasetId, organisationId }: Contribution): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 610))', [`${datasetId} ${organisationId}`]);
  }

  /** Whether other files of the organisation for the dataset have come, and nobody has decided on them yet. */
  async hasOthersOnTheirWay({ id, datasetId, organisationId }: Contribution, on: Queryable): Promise<boolean> {
    const rows = await on.query(
      `select 1 from contributions.contribution where dataset_id = $2 and organisation_id = $3 and id <> $1
       and withdrawn_at is null
       and state in ('inspecting', 'awaitingReading', 'validating', 'awaitingConfirmation', 'awaitingApproval') limit 1`,
      [id, datasetId, organisationId],
    );
    return rows.length > 0;
  }

  private async putFiles(tx: Transaction, { id, files }: Contribution): Promise<void> {
    await tx.query(
      `insert into contributions.file (contribution_id, number, name, announced_bytes, announced_sha256, received_at,
         reading, mapping)
       select $1, (f->>'number')::smallint, f->>'name', (f->>'bytes')::bigint, f->>'sha256',
         (f->>'receivedAt')::timestamptz, nullif(f->'reading', 'null'), nullif(f->'mapping', 'null')
       from jsonb_array_elements($2::jsonb) f
       on conflict (contribution_id, number) do update set received_at = excluded.received_at,
         reading = excluded.reading, mapping = excluded.mapping`,
      [id, JSON.stringify(files)],
    );
  }

  private async one(on: Queryable, id: ContributionId, suffix: '' | 'for update'): Promise<Contribution> {
    const rows = isId(id)
      ? await on.query<Row>(`select * from contributions.contribution where id = $1 ${suffix}`, [id])
      : [];
    const [contribution] = await this.withFiles(on, rows);
    if (!contribution) throw missing('contribution', id);
    return contribution;
  }

  private async withFiles(on: Queryable, rows: readonly Row[]): Promise<Contribution[]> {
    if (rows.length === 0) return [];
    const found = await on.query<FileRow>(
      'select * from contributions.file where contribution_id = any($1::uuid[]) order by contribution_id, number',
      [rows.map(({ id }) => id)],
    );
    const files = new Map<ContributionId, ContributionFile[]>();
    for (const file of found) {
      files.set(file.contribution_id, [...(files.get(file.contribution_id) ?? []), toFile(file)]);
    }
    return rows.map((row) => toContribution(row, files.get(row.id) ?? []));
  }
}

const toFile = (row: FileRow): ContributionFile => ({
  number: row.number,
  name: row.name,
  bytes: row.announced_bytes === null ? null : Number(row.announced_bytes),
  sha256: row.announced_sha256,
  receivedAt: row.received_at,
  reading: row.reading,
  mapping: row.mapping,
});

const toContribution = (row: Row, files: readonly ContributionFile[]): Contribution => ({
  id: row.id,
  datasetId: row.dataset_id,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  submittedBy: row.submitted_by,
  submittedAt: row.submitted_at,
  files,
  hints: row.hints,
  reviewAsked: row.review_asked,
  state: row.withdrawn_at ? 'withdrawn' : row.state,
  withdrawnAt: row.withdrawn_at,
  receivedAt: row.received_at,
  reason: row.reason,
  report: toReport(row),
  rows: row.rows_sha256 === null ? null : { sha256: row.rows_sha256, bytes: Number(row.rows_bytes) },
  fingerprint: row.fingerprint,
  sameAsId: row.same_as_id,
  uploadKey: row.upload_key,
  findingsKey: row.findings_key,
  pseudonymKey: row.pseudonym_key,
  schemaNumber: row.schema_number,
});

const reportColumns = (report: Report | null): unknown[] =>
  report
    ? [
        report.dialect && JSON.stringify(report.dialect),
        ...[report.rows, report.people.toString(), report.findingCount, report.warningCount],
      ]
    : [null, null, null, null, null];

function toReport({ dialect, rows, people, finding_count, warning_count }: Row): Report | null {
  if (finding_count === null) return null;
  return {
    ...{ dialect, rows: Number(rows), people: BigInt(people ?? 0) },
    ...{ findingCount: finding_count, warningCount: warning_count ?? 0 },
  };
}
