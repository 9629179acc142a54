import { Injectable } from '@nestjs/common';
import {
  isId,
  missing,
  type DatasetId,
  type ExtractId,
  type FederationId,
  type GrantId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { whereAllowed, type Ability, type Purpose } from '#policy';
import type { UsedPart } from '../domain/earlier-table';
import type { NoiseFacts } from '../domain/ledger/noise-facts';
import type { MicrodataFacts } from '../domain/microdata-facts';
import type { Permit, Terms } from '../domain/permit';
import type { Extract, ExtractAction, ExtractState, Release } from '../domain/extract';
import type { ReportFacts } from '../domain/report/report-facts';

type Row = {
  id: ExtractId;
  dataset_id: DatasetId;
  federation_id: FederationId;
  requested_by: PersonId;
  requested_at: Date;
  action: ExtractAction;
  purpose: Purpose;
  dimensions: string[];
  measures: string[];
  state: ExtractState;
  refusal: Extract['refusal'];
  permit: Permit | null;
  grant_id: GrantId | null;
} & (ReleaseColumns | { dataset_version: null });

type ReleaseColumns = {
  number: number;
  dataset_version: number;
  contributors: OrganisationId[];
  parts: UsedPart[];
  largest: string | null;
  newest_version: number | null;
  noise: NoiseFacts | null;
  microdata: MicrodataFacts | null;
  report: ReportFacts | null;
  release_permit: Permit;
  csv_sha256: string;
  csv_bytes: string;
  parquet_sha256: string;
  parquet_bytes: string;
  published_cells: number;
  primary_cells: number;
  secondary_cells: number;
  released_at: Date;
};

/** An extract with the latest of its releases. */
const SELECT = `select e.*, r.number, r.dataset_version, r.contributors, r.permit as release_permit, r.csv_sha256,
  r.csv_bytes, r.parquet_sha256, r.parquet_bytes, r.published_cells, r.primary_cells, r.secondary_cells, r.released_at,
  r.largest, r.newest_version, r.noise, r.microdata, r.report, (select coalesce(jsonb_agg(jsonb_build_object('contributionId', p.contribution_id, 'organisationId',
    p.organisation_id) order by p.contribution_id), '[]') from extracts.release_part p
    where p.extract_id = r.extract_id and p.number = r.number) as parts
  from extracts.extract e left join extracts.release r on r.extract_id = e.id
    and not exists (select from extracts.release l where l.extract_id = r.extract_id and l.number > r.number)`;
const COLUMNS = new Map([
  ['id', 'e.id'],
  ['federationId', 'e.federation_id'],
  ['requestedBy', 'e.requested_by'],
]);

type Asked = Pick<Extract, 'datasetId' | 'action' | 'purpose' | 'dimensions' | 'measures'>;

export type MadeTables = Pick<Extract, 'datasetId' | 'dimensions' | 'measures'> & {
  readonly version: number;
  readonly terms: Terms;
};

@Injectable()
export class ExtractStore {
  constructor(private readonly db: Database) {}

  /** @throws EXTRACT.MISSING */
  async find(id: ExtractId, on: Queryable = this.db): Promise<Extract> {
    const [row] = isId(id) ? await on.query<Row>(`${SELECT} where e.id = $1`, [id]) : [];
    if (!row) throw missing('extract', id);
    return toExtract(row);
  }

  /** @throws EXTRACT.MISSING */
  async lock(tx: Transaction, id: ExtractId): Promise<Extract> {
    await tx.query('select 1 from extracts.extract where id = $1 for update', [isId(id) ? id : null]);
    return this.find(id, tx);
  }

  /** What the ability shows, newest first; of one dataset if given. */
  async page(ability: Ability, dataset: DatasetId | null, after: string | null, limit: number): Promise<Extract[]> {
    if (dataset !== null && !isId(dataset)) return [];
    const allowed = whereAllowed(ability, ['read', 'Extract'], COLUMNS, 3);
    const rows = await this.db.query<Row>(
      `${SELECT} where ${allowed.sql} and ($1::uuid is null or e.dataset_id = $1)
       and ($2::uuid is null or e.id < $2) order by e.id desc limit $3`,
      [dataset, after, limit, ...allowed.params],
    );
    return rows.map(toExtract);
  }

  /** Every request for a table of a federation's datasets, newest first, whoever made it: for what shows none as they are. */
  async ofFederation(federationId: FederationId, limit: number): Promise<Extract[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} where e.federation_id = $1 and e.action = 'requestExtract' order by e.id desc limit $2`,
      [...[federationId, limit]],
    );
    return rows.map(toExtract);
  }

  /** Tables that were made of one version of a dataset, of these columns and under these terms; the newest first. */
  async made({ datasetId, version, dimensions, measures, terms }: MadeTables): Promise<Extract[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} where e.dataset_id = $1 and e.state = 'released' and e.action <> 'exportRecords'
       and e.dimensions = $2 and e.measures = $3 and r.dataset_version = $4 and r.permit->'terms' = $5::jsonb order by e.id desc limit 20`,
      [datasetId, dimensions, measures, version, JSON.stringify(terms)],
    );
    return rows.map(toExtract);
  }

  /** What somebody asked for in the same words, and is not made yet. */
  async pending(by: PersonId, { datasetId, action, purpose, dimensions, measures }: Asked): Promise<Extract | null> {
    const [row] = await this.db.query<Row>(
      `${SELECT} where e.requested_by = $1 and e.dataset_id = $2 and e.action = $3 and e.purpose = $4
       and e.dimensions = $5 and e.measures = $6 and e.state = 'granted' order by e.id desc limit 1`,
      [by, datasetId, action, purpose, dimensions, measures],
    );
    return row ? toExtract(row) : null;
  }

  async insert(tx: Transaction, e: Extract): Promise<void> {
    await tx.query(
      `insert into extracts.extract (id, dataset_id, federation_id, requested_by, requested_at, purpose, dimensions,
         measures, state, refusal, permit, grant_id, action)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[e.id, e.datasetId, e.federationId, e.requestedBy, e.requestedAt, e.purpose, e.dimensions, e.measures],
        ...[e.state, e.refusal && JSON.stringify(e.refusal), e.permit && JSON.stringify(e.permit), e.grantId],
        e.action,
      ],
    );
  }

  async save(tx: Transaction, { id, state, refusal, permit, release }: Extract): Promise<void> {
    await tx.query('update extracts.extract set state = $2, refusal = $3, permit = $4 where id = $1', [
      ...[id, state, refusal && JSON.stringify(refusal), permit && JSON.stringify(permit)],
    ]);
    if (release) await this.insertRelease(tx, id, release);
  }

  private async insertRelease(tx: Transaction, id: ExtractId, release: Release): Promise<void> {
    const { number, csv, parquet, cells, parts } = release;
    await tx.query(
      `insert into extracts.release (extract_id, number, dataset_version, permit, csv_sha256, csv_bytes, parquet_sha256,
         parquet_bytes, published_cells, primary_cells, secondary_cells, released_at, contributors, largest,
         noise, microdata, newest_version, report)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        ...[id, number, release.datasetVersion, JSON.stringify(release.permit), csv.sha256, csv.bytes],
        ...[parquet.sha256, parquet.bytes, cells.published, cells.primary, cells.secondary, release.releasedAt],
        ...[release.contributors, release.largest?.toString() ?? null, release.noise && JSON.stringify(release.noise)],
        release.microdata && JSON.stringify(release.microdata),
        release.newestVersion,
        release.report && JSON.stringify(release.report),
      ],
    );
    await tx.query(
      'insert into extracts.release_part select $1, $2, * from unnest($3::uuid[], $4::uuid[]) as part (id, contributor)',
      [id, number, parts.map((one) => one.contributionId), parts.map((one) => one.organisationId)],
    );
  }
}

const toExtract = (row: Row): Extract => ({
  id: row.id,
  datasetId: row.dataset_id,
  federationId: row.federation_id,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  action: row.action,
  purpose: row.purpose,
  dimensions: row.dimensions,
  measures: row.measures,
  state: row.state,
  refusal: row.refusal,
  permit: row.permit,
  grantId: row.grant_id,
  release: row.dataset_version === null ? null : toRelease(row),
});

const toRelease = (row: ReleaseColumns): Release => ({
  number: row.number,
  datasetVersion: row.dataset_version,
  newestVersion: row.newest_version,
  contributors: row.contributors,
  parts: row.parts,
  largest: row.largest === null ? null : BigInt(row.largest),
  noise: row.noise,
  microdata: row.microdata,
  report: row.report,
  permit: row.release_permit,
  csv: { sha256: row.csv_sha256, bytes: Number(row.csv_bytes) },
  parquet: { sha256: row.parquet_sha256, bytes: Number(row.parquet_bytes) },
  cells: { published: row.published_cells, primary: row.primary_cells, secondary: row.secondary_cells },
  releasedAt: row.released_at,
});
