import { invalidTable } from '../errors';
import { layOut, type Axis } from './axis';
import type { Cell, Table } from './table';

/** Largest cross product that is laid out, in cells. */
const MAX_CELLS = 2_000_000;

/** A cell by number; see `cellAt`. */
export type CellId = number;

/** The full cross product, laid out by number. Inner cells have a leaf on every axis; all others are sums of inner cells. */
export type Grid = {
  readonly axes: readonly Axis[];
  readonly size: number;
  readonly people: readonly bigint[];
  readonly contributors: readonly number[];
};

/** The number of the cell with these code numbers, one per axis. */
export const cellAt = (grid: Grid, coordinates: readonly number[]): CellId =>
  grid.axes.reduce((id, axis, i) => id + (coordinates[i] ?? 0) * axis.stride, 0);

/** The code numbers of a cell, one per axis. */
export const coordinatesOf = (grid: Grid, cell: CellId): number[] =>
  grid.axes.map((axis) => Math.floor(cell / axis.stride) % axis.codes.length);

export const codesOf = (grid: Grid, cell: CellId): string[] =>
  coordinatesOf(grid, cell).map((code, i) => grid.axes[i]?.codes[code] ?? '');

export const isInner = (grid: Grid, cell: CellId): boolean =>
  coordinatesOf(grid, cell).every((code, i) => code < (grid.axes[i]?.leafCount ?? 0));

/** Every cell that sums this inner cell, itself included. */
export const cellsAbove = (grid: Grid, inner: CellId): CellId[] =>
  crossed(
    grid,
    coordinatesOf(grid, inner).map((leaf, i) => grid.axes[i]?.above[leaf] ?? []),
  );

/** The inner cells that a cell sums, ascending; itself if it is inner. */
export const innerCellsOf = (grid: Grid, cell: CellId): CellId[] =>
  crossed(
    grid,
    coordinatesOf(grid, cell).map((code, i) => grid.axes[i]?.members[code] ?? []),
  );

/** The cells of a cross product of code numbers, one list per axis. */
export function crossed(grid: Grid, codes: readonly (readonly number[])[]): CellId[] {
  let ids = [0];
  for (const [i, axis] of grid.axes.entries()) {
    const wider: CellId[] = [];
    for (const id of ids) for (const code of codes[i] ?? []) wider.push(id + code * axis.stride);
    ids = wider;
  }
  return ids;
}

/**
 * Lays a table out and checks that it agrees with itself.
 *
 * @throws DISCLOSURE.INVALID_TABLE if a code is unknown, a cell is given twice, a count is negative or no whole number,
 *   a margin is not the sum of its parts, or the cross product has more than two million cells
 */
export function layOutTable(table: Table): Grid {
  let size = 1;
  const axes = table.dimensions.map((dimension) => {
    const axis = layOut(dimension, size);
    size *= axis.codes.length;
    return axis;
  });
  if (size > MAX_CELLS) throw invalidTable('it has too many cells', { cells: size, maxCells: MAX_CELLS });
  const people = new Array<bigint>(size).fill(0n);
  const contributors = new Array<number>(size).fill(0);
  const grid: Grid = { axes, size, people, contributors };
  const seen = new Set<CellId>();
  for (const cell of table.cells) {
    const id = idOf(axes, cell);
    if (seen.has(id)) throw invalidTable('a cell is given twice', { codes: cell.codes });
    seen.add(id);
    people[id] = cell.people;
    contributors[id] = cell.contributors;
  }
  assertAdditive(grid);
  return grid;
}

function idOf(axes: readonly Axis[], { codes, people, contributors }: Cell): CellId {
  if (codes.length !== axes.length) throw invalidTable('a cell has not one code per dimension', { codes });
  if (people < 0n) throw invalidTable('a count of people is negative', { codes });
  if (!Number.isSafeInteger(contributors) || contributors < 0)
    throw invalidTable('a count of contributors is no whole number of zero or more', { codes });
  return axes.reduce((id, axis, i) => {
    const code = axis.indexOf.get(codes[i] ?? '');
    if (code === undefined) throw invalidTable('a cell has an unknown code', { codes });
    return id + code * axis.stride;
  }, 0);
}

/** Sums the inner cells upwards, axis by axis, and compares. */
function assertAdditive(grid: Grid): void {
  const sums = grid.people.slice();
  for (const axis of grid.axes)
    for (let cell = 0; cell < grid.size; cell += 1) {
      const code = Math.floor(cell / axis.stride) % axis.codes.length;
      if (code < axis.leafCount) continue;
      const leafless = cell - code * axis.stride;
      sums[cell] = (axis.members[code] ?? []).reduce(
        (sum, leaf) => sum + (sums[leafless + leaf * axis.stride] ?? 0n),
        0n,
      );
    }
  const wrong = sums.findIndex((sum, cell) => sum !== grid.people[cell]);
  if (wrong >= 0) throw invalidTable('a margin is not the sum of its parts', { codes: codesOf(grid, wrong) });
}
