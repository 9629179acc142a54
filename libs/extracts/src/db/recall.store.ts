import { Injectable } from '@nestjs/common';
import type { WithdrawnRows } from '#catalogue';
import type { ContributionId, DatasetId, ExtractId, FederationId, GrantId, OrganisationId, PersonId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Purpose } from '#policy';
import type { UsedPart } from '../domain/earlier-table';
import type { Terms } from '../domain/permit';
import type { Recall, RecallState } from '../domain/recall';
import type { SealedCertificate } from '../domain/report/report-facts';

/** One release of an extract. */
export type ReleaseKey = { readonly extractId: ExtractId; readonly number: number };

/** A release as those see it whose rows are in it. */
export type TracedRelease = ReleaseKey & {
  readonly datasetId: DatasetId;
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly datasetVersion: number;
  readonly cells: number;
  readonly releasedAt: Date;
  readonly requestedBy: PersonId;
  readonly federationId: FederationId;
  readonly grantId: GrantId | null;
  readonly parts: readonly UsedPart[];
  readonly terms: Terms;
  readonly largest: bigint | null;
};

const RECALL = `select extract_id as "extractId", number, since, state, destroyed_at as "destroyedAt" from extracts.recall`;
const PARTS = `(select coalesce(jsonb_agg(jsonb_build_object('contributionId', p.contribution_id, 'organisationId',
  p.organisation_id) order by p.contribution_id), '[]') from extracts.release_part p
  where p.extract_id = r.extract_id and p.number = r.number)`;
/** Whether contributors took back of `$2` (files) or `$3`, `$4`, `$5` (purposes, and since when) what a release is made of. */
const IS_STALE = `(exists (select from extracts.release_part p
    where p.extract_id = r.extract_id and p.number = r.number and p.contribution_id = any($2::uuid[]))
  or exists (select from unnest($3::uuid[], $4::text[], $5::timestamptz[]) as taken (organisation, purpose, since)
    where taken.organisation = any(r.contributors) and taken.purpose = e.purpose and taken.since >= r.released_at))`;
const IS_LATEST = `not exists (select from extracts.release l where l.extract_id = r.extract_id and l.number > r.number)`;

/** Releases that rows were taken back from: what is done about them. */
@Injectable()
export class RecallStore {
  constructor(private readonly db: Database) {}

  /** The latest releases of a dataset that are stale, and about which nothing was done yet. */
  async unnoticed(datasetId: DatasetId, withdrawn: WithdrawnRows): Promise<ExtractId[]> {
    const rows = await this.db.query<{ id: ExtractId }>(
      `select e.id from extracts.extract e join extracts.release r on r.extract_id = e.id
       where e.dataset_id = $1 and ${IS_LATEST} and ${IS_STALE}
         and not exists (select from extracts.recall c where c.extract_id = r.extract_id and c.number = r.number)
       order by e.id`,
      [datasetId, ...paramsOf(withdrawn)],
    );
    return rows.map(({ id }) => id);
  }

  /** What is held back of a dataset. */
  async held(datasetId: DatasetId): Promise<ExtractId[]> {
    const rows = await this.db.query<{ id: ExtractId }>(
      `select e.id from extracts.extract e join extracts.recall c on c.extract_id = e.id
       where e.dataset_id = $1 and c.state = 'held' order by e.id`,
      [datasetId],
    );
    return rows.map(({ id }) => id);
  }

  async find({ extractId, number }: ReleaseKey, on: Queryable = this.db): Promise<Recall | null> {
    const [recall] = await on.query<Recall>(`${RECALL} where extract_id = $1 and number = $2`, [extractId, number]);
    return recall ?? null;
  }

  async ofExtracts(ids: readonly ExtractId[]): Promise<Recall[]> {
    return this.db.query<Recall>(`${RECALL} where extract_id = any($1::uuid[])`, [ids]);
  }

  async insert(tx: Transaction, { extractId, number, since, state }: Omit<Recall, 'destroyedAt'>): Promise<void> {
    await tx.query('insert into extracts.recall (extract_id, number, since, state) values ($1, $2, $3, $4)', [
      ...[extractId, number, since, state],
    ]);
  }

  async save(tx: Transaction, { extractId, number }: ReleaseKey, state: RecallState): Promise<void> {
    await tx.query('update extracts.recall set state = $3 where extract_id = $1 and number = $2', [
      ...[extractId, number, state],
    ]);
  }

  async destroyed(tx: Transaction, { extractId, number }: ReleaseKey, at: Date): Promise<void> {
    await tx.query('update extracts.recall set destroyed_at = $3 where extract_id = $1 and number = $2', [
      ...[extractId, number, at],
    ]);
  }

  /** Until the end of the transaction no files of releases are destroyed. */
  async holdFiles(tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock_shared(740)');
  }

  /** Waits for whoever is about to release files, and keeps others from it until the end of the transaction. */
  async lockFiles(tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(740)');
  }

  /** Of the files of a release, those that are no other release's too that may still be had. */
  async ownFiles(tx: Transaction, { extractId, number }: ReleaseKey): Promise<string[]> {
    const rows = await tx.query<{ sha256: string }>(
      `select file.sha256 from extracts.release r, unnest(array[r.csv_sha256, r.parquet_sha256]) as file (sha256)
       where r.extract_id = $1 and r.number = $2 and not exists (
         select from extracts.release o where file.sha256 in (o.csv_sha256, o.parquet_sha256)
           and not exists (select from extracts.recall c where c.extract_id = o.extract_id and c.number = o.number))`,
      [extractId, number],
    );
    return rows.map(({ sha256 }) => sha256);
  }

  /** Which of some files and keys no release refers to that is not destroyed, and nothing that people look at, or have let go. */
  async unreferred(tx: Transaction, names: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(
      `select distinct made.name from unnest($1::text[]) as made (name)
       where not exists (select from extracts.release r
           where made.name in (r.csv_sha256, r.parquet_sha256, r.report->'certificate'->>'sha256',
             r.report->'certificate'->>'keyId')
           and not exists (select from extracts.recall c
             where c.extract_id = r.extract_id and c.number = r.number and c.destroyed_at is not null))
         and not exists (select from extracts.output_check o where made.name in (o.csv_sha256, o.parquet_sha256)
           and (o.outcome is null or o.outcome = 'released'))`,
      [names],
    );
    return rows.map(({ name }) => name);
  }

  /** The certificate of a recalled release, unless a release that may still be had has the same. */
  async ownCertificate(tx: Transaction, { extractId, number }: ReleaseKey): Promise<SealedCertificate | null> {
    const [row] = await tx.query<{ sealed: SealedCertificate | null }>(
      `select nullif(r.report->'certificate', 'null') as sealed from extracts.release r
       where r.extract_id = $1 and r.number = $2 and not exists (
         select from extracts.release o where o.report->'certificate'->>'sha256' = r.report->'certificate'->>'sha256'
           and not exists (select from extracts.recall c where c.extract_id = o.extract_id and c.number = o.number))`,
      [extractId, number],
    );
    return row?.sealed ?? null;
  }

  /** Who asked for a release, and who downloaded it or what it took the place of after it was made. */
  async recipients(on: Queryable, { extractId, number }: ReleaseKey): Promise<PersonId[]> {
    const rows = await on.query<{ id: PersonId }>(
      `select requested_by as id from extracts.extract where id = $1 union
       select d.person_id from extracts.decision d join extracts.release r on r.extract_id = d.extract_id and r.number = $2
       where d.extract_id = $1 and d.occasion = 'download' and d.granted and d.at >= r.released_at order by 1`,
      [extractId, number],
    );
    return rows.map(({ id }) => id);
  }

  /** Every release that was made of any of these contributions, newest first. */
  async madeOf(ids: readonly ContributionId[], after: ReleaseKey | null, limit: number): Promise<TracedRelease[]> {
    const rows = await this.db.query<TracedRow>(
      `${TRACED} where exists (select from extracts.release_part p where p.extract_id = r.extract_id
         and p.number = r.number and p.contribution_id = any($1::uuid[])) and ${AFTER}`,
      [ids, after?.extractId ?? null, after?.number ?? null, limit],
    );
    return rows.map(toTraced);
  }

  /** Every release of a dataset, newest first. */
  async ofDataset(id: DatasetId, after: ReleaseKey | null, limit: number): Promise<TracedRelease[]> {
    const rows = await this.db.query<TracedRow>(`${TRACED} where e.dataset_id = $1 and ${AFTER}`, [
      id,
      after?.extractId ?? null,
      after?.number ?? null,
      limit,
    ]);
    return rows.map(toTraced);
  }

  /** Every release of an extract, oldest first. */
  async ofExtract(id: ExtractId): Promise<TracedRelease[]> {
    return (await this.db.query<TracedRow>(`${TRACED} where r.extract_id = $1 order by r.number`, [id])).map(toTraced);
  }
}

const TRACED = `select r.extract_id as "extractId", r.number, e.dataset_id as "datasetId", e.purpose, e.dimensions,
  e.measures, r.dataset_version as "datasetVersion", r.published_cells as cells, r.released_at as "releasedAt",
  e.requested_by as "requestedBy", e.federation_id as "federationId", e.grant_id as "grantId", ${PARTS} as parts,
  r.permit -> 'terms' as terms, r.largest
  from extracts.release r join extracts.extract e on e.id = r.extract_id`;

/** A page, newest first: `$2`, `$3`: after which release; `$4`: how many. */
const AFTER = `($2::uuid is null or (r.extract_id, r.number) < ($2, $3)) order by r.extract_id desc, r.number desc limit $4`;

type TracedRow = Omit<TracedRelease, 'largest'> & { readonly largest: string | null };

const toTraced = ({ largest, ...row }: TracedRow): TracedRelease => ({
  ...row,
  largest: largest === null ? null : BigInt(largest),
});

/** One row for each purpose. */
function paramsOf({ contributions, purposes }: WithdrawnRows) {
  const taken = purposes.flatMap(({ organisationId, purposes: each, since }) =>
    each.map((purpose): [OrganisationId, Purpose, Date] => [organisationId, purpose, since]),
  );
  return [[...contributions.keys()], ...[0, 1, 2].map((at) => taken.map((one) => one[at]))];
}
