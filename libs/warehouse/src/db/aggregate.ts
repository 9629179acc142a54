import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery } from '../app/warehouse';
import { aggregateColumns, type Aggregate } from '../domain/aggregate';
import type { Reader } from './aggregate-cells';
import { boundedFor } from './bounded-rows';
import { cellKeysSql, withCellKeys } from './cell-keys-sql';
import { duckDbWords, type LocalFiles } from './duckdb-words';
import type { Engine, Session } from './engine';
import type { Reading } from './packs/packs';
import { withKeptCells } from './kept-cells';
import { withColumns } from './parquet-columns';
import { isPlain, questionOf } from './question';

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
    const rows = boundedFor(query, counted, words);
    const asks = isPlain(counted, query) ? rows : await withKeptCells(session, counted, rows);
    const { sql, cellOf } = questionOf(counted, { asked, details: query }, asks);
    const cells = await session.read(sql, cellOf(READER));
    const { recordSecret: secret, schema } = query;
    if (secret === undefined) return { ...asked, cells };
    const keys = await session.rows(cellKeysSql(counted, { schema, secret }, words));
    return { ...asked, cells: withCellKeys(cells, asked, { rows: keys, reader: READER }) };
  });
}

export async function localFiles(
  session: Session,
  { loose, packed, packPaths, leftOut }: Reading,
): Promise<LocalFiles> {
  return {
    loose: await withColumns(
      session,
      loose.map(({ path }) => path),
    ),
    packs: await withColumns(session, packPaths),
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
