import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery } from '../app/warehouse';
import { aggregateColumns, type Aggregate } from '../domain/aggregate';
import { cellOf, sharedCellOf } from './aggregate-cells';
import { cellsSql, sharedCellsSql } from './aggregate-sql';
import { duckDbWords, filesOf, type LocalFiles, type Scan } from './duckdb-words';
import type { Engine, Session } from './engine';
import type { Reading } from './packs/packs';
import { columnsOf } from './parquet-columns';

/**
 * Counts people and sums measures in every cell and margin; with the largest shares of each sum where they are asked for.
 *
 * @param reading where the sources' rows are
 */
export function aggregate(engine: Engine, query: AggregateQuery, reading: Reading): Promise<Aggregate> {
  const { sources, withLargest } = query;
  const columns = aggregateColumns(query.schema, query);
  return engine.use(async (session) => {
    const asked = { dimensions: [...query.dimensions], measures: [...query.measures] };
    if (sources.length === 0) return { ...asked, cells: [] };
    const order = [...reading.loose, ...reading.packed];
    const counted = { contributors: order.map(({ at }) => sources[at]?.contributor ?? ''), columns };
    const words = duckDbWords(await localFiles(session, reading));
    const rows = await session.rows((withLargest ? sharedCellsSql : cellsSql)(counted, words));
    return { ...asked, cells: rows.map((withLargest ? sharedCellOf : cellOf)(asked, minorUnits)) };
  });
}

async function localFiles(session: Session, { loose, packed, packPaths, leftOut }: Reading): Promise<LocalFiles> {
  const scan = async (paths: readonly string[]): Promise<Scan> => ({
    paths,
    present: paths.length > 0 ? await columnsOf(session, filesOf(paths)) : new Set<string>(),
  });
  return {
    loose: await scan(loose.map(({ path }) => path)),
    packs: await scan(packPaths),
    packed: packed.map(({ number }) => number),
    leftOut,
  };
}

/** An exact sum as whole units: the engine keeps decimals as scaled integers. */
function minorUnits(value: DuckDBValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The engine answered a sum that is not exact.');
}
