import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery } from '../app/warehouse';
import { aggregateColumns, type Aggregate } from '../domain/aggregate';
import { cellOf, sharedCellOf } from './aggregate-cells';
import { cellsSql, sharedCellsSql } from './aggregate-sql';
import { duckDbWords, filesOf } from './duckdb-words';
import type { Engine } from './engine';
import { columnsOf } from './parquet-columns';

/** Counts people and sums measures in every cell and margin; with the largest shares of each sum where they are asked for. */
export function aggregate(engine: Engine, query: AggregateQuery): Promise<Aggregate> {
  const { sources, withLargest } = query;
  const columns = aggregateColumns(query.schema, query);
  return engine.use(async (session) => {
    const asked = { dimensions: [...query.dimensions], measures: [...query.measures] };
    if (sources.length === 0) return { ...asked, cells: [] };
    const paths = sources.map(({ path }) => path);
    const words = duckDbWords(paths, await columnsOf(session, filesOf(paths)));
    const counted = { contributors: sources.map(({ contributor }) => contributor), columns };
    const rows = await session.rows((withLargest ? sharedCellsSql : cellsSql)(counted, words));
    return { ...asked, cells: rows.map((withLargest ? sharedCellOf : cellOf)(asked, minorUnits)) };
  });
}

/** An exact sum as whole units: the engine keeps decimals as scaled integers. */
function minorUnits(value: DuckDBValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The engine answered a sum that is not exact.');
}
