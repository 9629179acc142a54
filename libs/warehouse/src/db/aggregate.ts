import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery } from '../app/warehouse';
import { aggregateColumns, type Aggregate, type AggregateCell } from '../domain/aggregate';
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
    return { ...asked, cells: rows.map(withLargest ? sharedCellOf(asked) : cellOf(asked)) };
  });
}

type Asked = Pick<Aggregate, 'dimensions' | 'measures'>;
type Row = readonly DuckDBValue[];

const cellOf =
  ({ dimensions: { length: width }, measures: { length: sums } }: Asked) =>
  (row: Row): AggregateCell => ({
    codes: row.slice(0, width).map(String),
    people: minorUnits(row[width]),
    contributors: Number(row[width + 1]),
    sums: row.slice(width + 2, width + 2 + sums).map(minorUnits),
  });

function sharedCellOf(asked: Asked): (row: Row) => AggregateCell {
  const cell = cellOf(asked);
  const first = asked.dimensions.length + 2 + asked.measures.length;
  return (row) => ({
    ...cell(row),
    magnitudes: asked.measures.map((_, i) => {
      const [total, largest, second] = row.slice(first + 3 * i, first + 3 * i + 3).map(minorUnits);
      return { total: total ?? 0n, largest: [largest ?? 0n, second ?? 0n] };
    }),
  });
}

/** An exact sum as whole units: the engine keeps decimals as scaled integers. */
function minorUnits(value: DuckDBValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The engine answered a sum that is not exact.');
}
