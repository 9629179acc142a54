import { Injectable } from '@nestjs/common';
import { isId, missing, sha256, type DatasetId, type FederationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { allows, NO_SERIES, spelledOut, whereAllowed, type Ability } from '#policy';
import {
  withoutMetadata,
  type Dataset,
  type DatasetSummary,
  type NeedCategory,
  type ShownDataset,
} from '../domain/dataset';

/** Named as the domain names them, so that a row of a list is a summary already. */
const SERIES = `coalesce(d.series_id, '${NO_SERIES}')`;
const KNOWN = `d.id, d.federation_id as "federationId", d.publisher_id as "publisherId", ${SERIES} as "seriesId", d.title,
  d.need_category as "needCategory", d.access_rights as "accessRights", d.personal_data as "personalData",
  d.created_at as "createdAt", d.withdrawn_at as "withdrawnAt", d.withdrawn_reason as "withdrawnReason",
  d.available_from as "availableFrom", d.retention_months as "retentionMonths", d.deprecated_at as "deprecatedAt",
  d.deprecated_reason as "deprecatedReason", d.replaced_by as "replacedBy", d.approval_needed as "approvalNeeded"`;
const SUMMARY = `${KNOWN}, d.description, d.keywords, d.version, d.contributors`;
const WHOLE = `${SUMMARY}, d.table_schema as schema, d.schema_number as "schemaNumber"`;
export const COLUMNS = new Map([
  ['id', 'd.id'],
  ['federationId', 'd.federation_id'],
  ['publisherId', 'd.publisher_id'],
  ['seriesId', SERIES],
  ['needCategory', 'd.need_category'],
  ['accessRights', 'd.access_rights'],
  ['contributors', 'd.contributors'],
]);

/** What a list of datasets may be narrowed to; absent: not narrowed. */
export type DatasetFilter = {
  readonly text?: string | undefined;
  readonly needCategory?: NeedCategory | undefined;
  readonly publisherId?: string | undefined;
  readonly seriesId?: string | undefined;
  readonly federationId?: string | undefined;
};

@Injectable()
export class DatasetStore {
  constructor(private readonly db: Database) {}

  /** @throws DATASET.MISSING */
  async find(on: Queryable, id: DatasetId): Promise<Dataset> {
    const sql = `select ${WHOLE} from catalogue.dataset d where d.id = $1`;
    const [dataset] = isId(id) ? await on.query<Dataset>(sql, [id]) : [];
    if (!dataset) throw missing('dataset', id);
    return dataset;
  }

  /** @throws DATASET.MISSING */
  async lock(tx: Transaction, id: DatasetId): Promise<Dataset> {
    await tx.query('select 1 from catalogue.dataset where id = $1 for update', [isId(id) ? id : null]);
    return this.find(tx, id);
  }

  /**
   * What the abilities show, all of them, newest first; the policies are part of the statement, so no page is short of a
   * hidden row. What only who reads the metadata may know is null for others, and found by no filter of theirs.
   *
   * @param abilities one or more: who sees the list as another does is shown nothing that they do not see themselves
   */
  async page(
    abilities: readonly Ability[],
    filter: DatasetFilter,
    after: string | null,
    limit: number,
  ): Promise<ShownDataset[]> {
    if (!canMatch(filter)) return [];
    const params: unknown[] = [];
    const place = (value: unknown) => `$${String(params.push(value))}`;
    const conditions = [
      allowedTo(abilities, 'discover'),
      ...narrowing(filter, () => allowedTo(abilities, 'readMetadata'), place),
      ...(after ? [`d.id < ${place(after)}`] : []),
    ];
    // Rules and a limit that stand in the text let PostgreSQL keep its plan; the texts follow from the rules and the
    // filters in use, so there are few.
    const sql = `select ${SUMMARY} from catalogue.dataset d where ${conditions.join(' and ')}
      order by d.id desc limit ${String(Math.trunc(limit))}`;
    const page = await this.db.prepared<DatasetSummary>(`catalogue.page ${sha256(sql).slice(0, 16)}`, sql, params);
    const isReadable = (dataset: DatasetSummary) =>
      abilities.every((ability) => allows(ability, 'readMetadata', 'Dataset', dataset));
    return page.map((dataset) => (isReadable(dataset) ? dataset : withoutMetadata(dataset)));
  }

  /** The facts that policies decide by, of a federation's datasets, newest first: for what is asked about all of them. */
  async ofFederation(federationId: FederationId, limit: number): Promise<DatasetSummary[]> {
    return this.db.query<DatasetSummary>(
      `select ${SUMMARY} from catalogue.dataset d where d.federation_id = $1 order by d.id desc limit $2`,
      [federationId, limit],
    );
  }

  /** By id, for what decides about datasets that are shown already. */
  async summaries(ids: readonly DatasetId[]): Promise<ReadonlyMap<DatasetId, DatasetSummary>> {
    const rows = await this.db.query<DatasetSummary>(
      `select ${SUMMARY} from catalogue.dataset d where d.id = any($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Of datasets, those whose metadata the ability lets read. */
  readable(ability: Ability, ids: readonly DatasetId[]): Promise<DatasetId[]> {
    return this.allowed(ability, 'readMetadata', ids);
  }

  /** Which of some datasets the ability lets somebody know of. */
  discoverable(ability: Ability, ids: readonly DatasetId[]): Promise<DatasetId[]> {
    return this.allowed(ability, 'discover', ids);
  }

  private async allowed(
    ability: Ability,
    action: 'discover' | 'readMetadata',
    ids: readonly DatasetId[],
  ): Promise<DatasetId[]> {
    const allowed = whereAllowed(ability, [action, 'Dataset'], COLUMNS, 1);
    const sql = `select d.id from catalogue.dataset d where d.id = any($1::uuid[]) and ${allowed.sql}`;
    return (await this.db.query<{ id: DatasetId }>(sql, [ids.filter(isId), ...allowed.params])).map(({ id }) => id);
  }

  /** Schemas of datasets whose metadata the ability lets read, with what decides about their columns. */
  async schemas(ability: Ability, ids: readonly DatasetId[]): Promise<Dataset[]> {
    const allowed = whereAllowed(ability, ['readMetadata', 'Dataset'], COLUMNS, 1);
    return this.db.query<Dataset>(`select ${WHOLE} from catalogue.dataset d where d.id = any($1) and ${allowed.sql}`, [
      ids,
      ...allowed.params,
    ]);
  }

  /** Titles of a federation's datasets that the ability shows, by id; the others are left out. */
  async titles(
    ability: Ability,
    federationId: FederationId,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (!isId(federationId)) return new Map();
    const allowed = whereAllowed(ability, ['discover', 'Dataset'], COLUMNS, 2);
    const rows = await this.db.query<{ id: string; title: string }>(
      `select d.id, d.title from catalogue.dataset d
       where d.federation_id = $1 and d.id = any($2::uuid[]) and ${allowed.sql}`,
      [federationId, ids.filter(isId), ...allowed.params],
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  async titlesIn(federationId: FederationId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ id: string; title: string }>(
      'select id, title from catalogue.dataset where federation_id = $1 and id = any($2::uuid[])',
      [federationId, ids.filter(isId)],
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  async insert(tx: Transaction, dataset: Dataset): Promise<void> {
    await tx.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category,
         access_rights, keywords, table_schema, created_at, modified_at, series_id, personal_data)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, nullif($11::uuid, $12::uuid), $13)`,
      [
        ...[dataset.id, dataset.federationId, dataset.publisherId, dataset.title, dataset.description],
        ...[dataset.needCategory, dataset.accessRights, dataset.keywords],
        ...[JSON.stringify(dataset.schema), dataset.createdAt, dataset.seriesId, NO_SERIES],
        dataset.personalData,
      ],
    );
  }

  async saveEntry(tx: Transaction, dataset: DatasetSummary, at: Date): Promise<void> {
    await tx.query(
      `update catalogue.dataset set title = $2, description = $3, keywords = $4, need_category = $5, access_rights = $6,
         modified_at = $7 where id = $1`,
      [
        ...[dataset.id, dataset.title, dataset.description, dataset.keywords, dataset.needCategory],
        ...[dataset.accessRights, at],
      ],
    );
  }

  async saveSchema(tx: Transaction, { id, schema, schemaNumber }: Dataset, at: Date): Promise<void> {
    const sql = 'update catalogue.dataset set table_schema = $2, schema_number = $3, modified_at = $4 where id = $1';
    await tx.query(sql, [id, JSON.stringify(schema), schemaNumber, at]);
  }

  async withdraw(tx: Transaction, id: DatasetId, at: Date, reason: string): Promise<void> {
    await tx.query('update catalogue.dataset set withdrawn_at = $2, withdrawn_reason = $3 where id = $1', [
      id,
      at,
      reason,
    ]);
  }
}

/** The condition that all of the abilities allow it. */
export const allowedTo = (abilities: readonly Ability[], action: 'discover' | 'readMetadata'): string =>
  abilities.map((ability) => spelledOut(whereAllowed(ability, [action, 'Dataset'], COLUMNS))).join(' and ');

/** Whether any record could be meant: no publisher has a name that is no id, no text holds a NUL. */
const canMatch = ({ text = '', publisherId, seriesId, federationId }: DatasetFilter) =>
  !text.includes('\0') && [publisherId, seriesId, federationId].every((id) => id === undefined || isId(id));

/** A condition for each thing that the list is narrowed to. */
function narrowing(
  { text, needCategory, publisherId, seriesId, federationId }: DatasetFilter,
  readable: () => string,
  place: (value: unknown) => string,
): string[] {
  const pattern = text ? place(containing(text)) : null;
  return [
    ...(needCategory ? [`d.need_category = ${place(needCategory)}`] : []),
    ...(publisherId ? [`d.publisher_id = ${place(publisherId)}`] : []),
    ...(federationId ? [`d.federation_id = ${place(federationId)}`] : []),
    ...(seriesId ? [`d.series_id = ${place(seriesId)}`] : []),
    ...(pattern ? [`(d.title ilike ${pattern} or (${readable()} and d.description ilike ${pattern}))`] : []),
  ];
}

/** A literal text, wherever it stands: the wildcards of LIKE mean themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
