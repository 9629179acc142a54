import type { GridQuery } from '../app/warehouse';
import { aggregateColumns } from '../domain/aggregate';
import { columnWithoutGrid } from '../domain/errors';
import { gridOf, type GridCell } from '../domain/grid';
import { localFiles, READER } from './aggregate';
import { boundedFor } from './bounded-rows';
import { duckDbWords } from './duckdb-words';
import type { Engine } from './engine';
import { gridCells, gridSql, type OnGrid } from './grid-sql';
import type { Reading } from './packs/packs';

/** @throws AGGREGATE.UNKNOWN_COLUMN, AGGREGATE.NOT_A_MEASURE, AGGREGATE.NO_GRID and others of `aggregateColumns` */
export function onGrid(
  { schema, dimensions, measure: asked }: Omit<GridQuery, 'sources'>,
  contributors: readonly string[],
): OnGrid {
  const columns = aggregateColumns(schema, { dimensions: [...dimensions], measures: [asked] });
  const [measure] = columns.measures;
  const grid = measure && gridOf(measure);
  if (!measure || !grid) throw columnWithoutGrid(asked);
  return { columns, contributors, measure, grid };
}

/** @param reading where the rows are */
export function countOnGrid(engine: Engine, query: GridQuery, reading: Reading): Promise<GridCell[]> {
  const order = [...reading.loose, ...reading.packed];
  const counted = onGrid(query, order.map(({ at }) => query.sources[at]?.contributor ?? '')); // prettier-ignore
  return engine.use(async (session) => {
    if (query.sources.length === 0) return [];
    const words = boundedFor(query, counted, duckDbWords(await localFiles(session, reading)));
    return gridCells(counted, await session.rows(gridSql(counted, words)), READER);
  });
}
