import { invalidTable } from '../errors';
import { layOut } from './axis';
import { assertAdditive, readCells } from './cells';
import type { Grid } from './grid';
import type { Table } from './table';
import { visibilityOf } from './visibility';

/** Largest cross product that is laid out, in cells. */
const MAX_CELLS = 2_000_000;

/**
 * Lays a table out and checks that it agrees with itself.
 *
 * @throws DISCLOSURE.INVALID_TABLE if a code is unknown, a cell is given twice, a count is negative or no whole number,
 *   a margin is not the sum of its parts, shares do not add up or name unknown holders, the largest shares of a sum
 *   exceed it, an earlier view shows what it has no dimension for, or the cross product has more than two million cells
 */
export function layOutTable(table: Table): Grid {
  let size = 1;
  const axes = table.dimensions.map((dimension) => {
    const axis = layOut(dimension, size);
    size *= axis.codes.length;
    return axis;
  });
  if (new Set(table.dimensions.map(({ name }) => name)).size !== axes.length)
    throw invalidTable('two dimensions have one name', {});
  if (size > MAX_CELLS) throw invalidTable('it has too many cells', { cells: size, maxCells: MAX_CELLS });
  const read = readCells({ axes, size }, table);
  const sensitive = table.dimensions.map(({ isSensitive }) => isSensitive === true);
  const grid: Grid = { axes, size, sensitive, ...read, ...visibilityOf({ axes, size, ...read }, table) };
  assertAdditive(grid);
  return grid;
}
