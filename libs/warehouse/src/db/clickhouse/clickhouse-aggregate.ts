import type { AggregateQuery } from '../../app/warehouse';
import { aggregateColumns, type Aggregate } from '../../domain/aggregate';
import { cellOf, sharedCellOf } from '../aggregate-cells';
import { cellsSql, sharedCellsSql } from '../aggregate-sql';
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
  const { withLargest } = query;
  const words = clickHouseWords(place, files);
  const rows = await clickHouse.rows((withLargest ? sharedCellsSql : cellsSql)({ contributors, columns }, words));
  return { ...asked, cells: rows.map((withLargest ? sharedCellOf : cellOf)(asked, minorUnits)) };
}

/** Decimals come with all the digits of their scale: what is left without the mark are whole units. */
function minorUnits(text: string | null | undefined): bigint {
  if (!text || !/^-?\d+(\.\d+)?$/.test(text)) throw new TypeError('The engine answered a sum that is not exact.');
  return BigInt(text.replace('.', ''));
}
