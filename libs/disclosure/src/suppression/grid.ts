import { invalidTable } from '../errors';
import { layOut, type Axis } from './axis';
import { assertMagnitudes } from './concentration';
import type { Cell, Magnitude, Table } from './table';

/** Largest cross product that is laid out, in cells. */
const MAX_CELLS = 2_000_000;

/** A cell by number; see `cellAt`. */
export type CellId = number;

/** The full cross product, laid out by number. Inner cells have a leaf on every axis; all others are sums of inner cells. */
export type Grid = {
  readonly axes: readonly Axis[];
  readonly size: number;
  readonly people: readonly bigint[];
  /** The people as numbers, where a search needs to be fast and not exact: beyond 2^53 they are near. */
  readonly counts: Float64Array;
  readonly contributors: Float64Array;
  /** How the sums of a cell are shared out, where that is known. */
  readonly magnitudes: ReadonlyMap<CellId, readonly Magnitude[]>;
};

/** The code number of a cell on one axis. */
export const codeAt = (axis: Axis, cell: CellId): number => Math.floor(cell / axis.stride) % axis.codes.length;

/** The number of the cell with these code numbers, one per axis. */
export const cellAt = (grid: Grid, coordinates: readonly number[]): CellId =>
  grid.axes.reduce((id, axis, i) => id + (coordinates[i] ?? 0) * axis.stride, 0);

/** The code numbers of a cell, one per axis. */
export const coordinatesOf = (grid: Grid, cell: CellId): number[] => grid.axes.map((axis) => codeAt(axis, cell));

export const codesOf = (grid: Grid, cell: CellId): string[] =>
  grid.axes.map((axis) => axis.codes[codeAt(axis, cell)] ?? '');

export const isInner = (grid: Grid, cell: CellId): boolean =>
  grid.axes.every((axis) => codeAt(axis, cell) < axis.leafCount);

/** Every cell that sums this inner cell, itself included. */
export const cellsAbove = (grid: Grid, inner: CellId): CellId[] =>
  crossed(
    grid,
    grid.axes.map((axis) => axis.above[codeAt(axis, inner)] ?? []),
  );

/** The inner cells that a cell sums, ascending; itself if it is inner. */
export const innerCellsOf = (grid: Grid, cell: CellId): CellId[] =>
  crossed(
    grid,
    grid.axes.map((axis) => axis.members[codeAt(axis, cell)] ?? []),
  );

/** The cells of a cross product of code numbers, one list per axis. */
export function crossed(grid: Grid, codes: readonly (readonly number[])[]): CellId[] {
  let ids = [0];
  grid.axes.forEach(({ stride }, i) => {
    const wider: CellId[] = [];
    for (const id of ids) for (const code of codes[i] ?? []) wider.push(id + code * stride);
    ids = wider;
  });
  return ids;
}

/**
 * Lays a table out and checks that it agrees with itself.
 *
 * @throws DISCLOSURE.INVALID_TABLE if a code is unknown, a cell is given twice, a count is negative or no whole number,
 *   a margin is not the sum of its parts, the largest shares of a sum exceed it, or the cross product has more than two million cells
 */
export function layOutTable(table: Table): Grid {
  let size = 1;
  const axes = table.dimensions.map((dimension) => {
    const axis = layOut(dimension, size);
    size *= axis.codes.length;
    return axis;
  });
  if (size > MAX_CELLS) throw invalidTable('it has too many cells', { cells: size, maxCells: MAX_CELLS });
  const grid: Grid = { axes, size, ...countsOf(axes, size, table.cells) };
  assertAdditive(grid);
  return grid;
}

function countsOf(axes: readonly Axis[], size: number, cells: readonly Cell[]) {
  const people = new Array<bigint>(size).fill(0n);
  const counts = new Float64Array(size);
  const contributors = new Float64Array(size);
  const magnitudes = new Map<CellId, readonly Magnitude[]>();
  const isGiven = new Uint8Array(size);
  for (const cell of cells) {
    const id = idOf(axes, cell);
    if (isGiven[id] === 1) throw invalidTable('a cell is given twice', { codes: cell.codes });
    isGiven[id] = 1;
    people[id] = cell.people;
    counts[id] = Number(cell.people);
    contributors[id] = cell.contributors;
    if (cell.magnitudes) magnitudes.set(id, cell.magnitudes);
  }
  return { people, counts, contributors, magnitudes };
}

function idOf(axes: readonly Axis[], cell: Cell): CellId {
  assertCounts(cell);
  assertMagnitudes(cell);
  const { codes } = cell;
  if (codes.length !== axes.length) throw invalidTable('a cell has not one code per dimension', { codes });
  let id = 0;
  axes.forEach(({ indexOf, stride }, i) => {
    const code = indexOf.get(codes[i] ?? '');
    if (code === undefined) throw invalidTable('a cell has an unknown code', { codes });
    id += code * stride;
  });
  return id;
}

function assertCounts({ codes, people, contributors }: Cell): void {
  if (people < 0n) throw invalidTable('a count of people is negative', { codes });
  if (!Number.isSafeInteger(contributors) || contributors < 0)
    throw invalidTable('a count of contributors is no whole number of zero or more', { codes });
}

/**
 * Compares every margin with the sum of its parts along each axis.
 *
 * If every count is a safe integer, so is every sum that should equal one, and numbers are as exact as BigInt.
 */
function assertAdditive(grid: Grid): void {
  const isSum = grid.counts.every(Number.isSafeInteger) ? isSumInNumbers : isSumInBigInts;
  for (const axis of grid.axes)
    for (let cell = 0; cell < grid.size; cell += 1)
      if (codeAt(axis, cell) >= axis.leafCount && !isSum(grid, axis, cell))
        throw invalidTable('a margin is not the sum of its parts', { codes: codesOf(grid, cell) });
}

function isSumInNumbers({ counts }: Grid, axis: Axis, margin: CellId): boolean {
  const code = codeAt(axis, margin);
  let sum = 0;
  for (const leaf of axis.members[code] ?? []) sum += counts[margin + (leaf - code) * axis.stride] ?? 0;
  return sum === counts[margin];
}

function isSumInBigInts({ people }: Grid, axis: Axis, margin: CellId): boolean {
  const code = codeAt(axis, margin);
  let sum = 0n;
  for (const leaf of axis.members[code] ?? []) sum += people[margin + (leaf - code) * axis.stride] ?? 0n;
  return sum === people[margin];
}
