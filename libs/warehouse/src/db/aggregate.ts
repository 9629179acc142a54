import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery } from '../app/warehouse';
import { aggregateColumns, type Aggregate } from '../domain/aggregate';
import type { Reader } from './aggregate-cells';
import { boundedFor } from './bounded-rows';
import { cellKeysSql, withCellKeys } from './cell-keys-sql';
import { duckDbWords, filesOf, type LocalFiles, type Scan } from './duckdb-words';
import type { Engine, Session } from './engine';
import type { Reading } from './packs/packs';
import { columnsOf } from './parquet-columns';
import { questionOf } from './question';

/**
 * Counts people and sums measures in every cell and margin, with as much about contributors and persons as is asked for.
 *
 * @param reading where the sources' rows are
 */
export function aggregate(engine: Engine, query: AggregateQuery, reading: Reading): Promise<Aggregate> {
  const { sources } = query;
  const columns = aggregateColumns(query.schema, query);
  return engine.use(async (session) => {
    const asked = { dimensions: [...query.dimensions], measures: [...query.measures] };
    if (sources.length === 0) return { ...asked, cells: [] };
    const order = [...reading.loose, ...reading.packed];
    const contributors = order.map(({ at }) => sources[at]?.contributor ?? '');
    const counted = { contributors, columns };
    const words = duckDbWords(await localFiles(session, reading));
    const { sql, cellOf } = questionOf(counted, { asked, details: query }, boundedFor(query, counted, words));
    const cells = (await session.rows(sql)).map(cellOf(READER));
    const { recordSecret: secret, schema } = query;
    if (secret === undefined) return { ...asked, cells };
    const rows = await session.rows(cellKeysSql(counted, { schema, secret }, words));
    return { ...asked, cells: withCellKeys(cells, asked, { rows, reader: READER }) };
  });
}

export async function localFiles(
  session: Session,
  { loose, packed, packPaths, leftOut }: Reading,
): Promise<LocalFiles> {
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

export const READER: Reader<DuckDBValue> = {
  whole: minorUnits,
  text: (value) => (typeof value === 'string' ? value : ''),
};

/** An exact sum as whole units: the engine keeps decimals as scaled integers. */
function minorUnits(value: DuckDBValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The engine answered a sum that is not exact.');
}
