import type { Queryable } from '#platform';
import { whereAllowed, type Where } from '../src/db/where-allowed';
import { allows, type Ability } from '../src/domain/ability';
import { NO_SERIES, type Action, type Records } from '../src/domain/vocabulary';

/** As the catalogue has them: what stands alone has no series in its row. */
export const DATASET_COLUMNS = new Map([
  ['id', 'd.id'],
  ['federationId', 'd.federation_id'],
  ['publisherId', 'd.publisher_id'],
  ['seriesId', `coalesce(d.series_id, '${NO_SERIES}')`],
  ['needCategory', 'd.need_category'],
  ['accessRights', 'd.access_rights'],
  ['contributors', 'd.contributors'],
]);
const DATASETS = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[])
  with ordinality as d(id, federation_id, publisher_id, series_id, need_category, access_rights, contributors, place)`;

/** The places of the rows that a condition selects, counted from 1; the rows are the parameters before its own. */
export async function placesIn(
  db: Queryable,
  rows: string,
  { sql, params }: Where,
  columns: readonly unknown[][],
): Promise<number[]> {
  const found = await db.query<{ place: string }>(`select place from ${rows} where ${sql} order by place`, [
    ...columns,
    ...params,
  ]);
  return found.map(({ place }) => Number(place));
}

/** Facts of records, field by field. */
export const columnsOf = (fields: Iterable<string>, records: readonly object[]): unknown[][] =>
  [...fields].map((field) => records.map((record) => (record as Record<string, unknown>)[field]));

/** The places of the datasets that SQL selects; a null among their facts is a null in their row. */
export function selected(
  db: Queryable,
  ability: Ability,
  action: Action,
  records: readonly { readonly [F in keyof Records['Dataset']]: Records['Dataset'][F] | null }[],
): Promise<number[]> {
  const where = whereAllowed(ability, [action, 'Dataset'], DATASET_COLUMNS, DATASET_COLUMNS.size);
  const rows = records.map((record) => ({
    ...record,
    seriesId: record.seriesId === NO_SERIES ? null : record.seriesId,
  }));
  return placesIn(db, DATASETS, where, columnsOf(DATASET_COLUMNS.keys(), rows));
}

/** The places of the datasets that are allowed one by one. */
export const allowed = (ability: Ability, action: Action, records: readonly Records['Dataset'][]): number[] =>
  records.flatMap((record, i) => (allows(ability, action, 'Dataset', record) ? [i + 1] : []));
