import type { AggregateQuery, GridQuery } from '../../app/warehouse';
import { aggregateColumns, type Aggregate } from '../../domain/aggregate';
import type { GridCell } from '../../domain/grid';
import { unitsOf, type Reader } from '../aggregate-cells';
import { questionOf } from '../question';
import { boundedFor } from '../bounded-rows';
import { cellKeysSql, withCellKeys } from '../cell-keys-sql';
import { gridCells, gridSql } from '../grid-sql';
import { onGrid } from '../on-grid';
import type { ClickHouse } from './clickhouse';
import { clickHouseWords, type RowsPlace } from './clickhouse-words';

/** Opened rows in their place, and who stands behind each: two lists in one order. */
export type PlacedRows = { readonly files: readonly string[]; readonly contributors: readonly string[] };

/** The same question as the embedded engine's, asked of a cluster. */
export async function aggregateOnCluster(
  clickHouse: ClickHouse,
  place: RowsPlace,
  { files, contributors }: PlacedRows,
  query: Omit<AggregateQuery, 'sources'>,
): Promise<Aggregate> {
  const columns = aggregateColumns(query.schema, query);
  const asked = { dimensions: [...query.dimensions], measures: [...query.measures] };
  if (files.length === 0) return { ...asked, cells: [] };
  const counted = { contributors, columns };
  const words = clickHouseWords(place, files);
  const { sql, cellOf } = questionOf(counted, { asked, details: query }, boundedFor(query, counted, words));
  const read = cellOf(READER);
  const cells = (await clickHouse.rows(sql)).map((row) => read((column) => row[column]));
  const { recordSecret: secret, schema } = query;
  if (secret === undefined) return { ...asked, cells };
  const rows = await clickHouse.rows(cellKeysSql(counted, { schema, secret }, words));
  return { ...asked, cells: withCellKeys(cells, asked, { rows, reader: READER }) };
}

/** The same for values on a grid. */
export async function countOnGridOfCluster(
  clickHouse: ClickHouse,
  place: RowsPlace,
  { files, contributors }: PlacedRows,
  query: Omit<GridQuery, 'sources'>,
): Promise<GridCell[]> {
  const counted = onGrid(query, contributors);
  if (files.length === 0) return [];
  const words = boundedFor(query, counted, clickHouseWords(place, files));
  return gridCells(counted, await clickHouse.rows(gridSql(counted, words)), READER);
}

/** Numbers come as text, decimals with all the digits of their scale. */
const READER: Reader<string | null> = {
  whole: (value) => unitsOf(value ?? ''),
  text: (value) => value ?? '',
};
