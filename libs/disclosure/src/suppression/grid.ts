import type { Axis } from './axis';
import { invalidTable } from '../errors';
import type { Cell, Share } from './table';

/** A cell by number; see `cellAt`. */
export type CellId = number;

/** The full cross product, laid out by number. Inner cells have a leaf on every axis; all others are sums of inner cells. */
export type Grid = {
  readonly axes: readonly Axis[];
  readonly size: number;
  /** What adds up: people first, then each sum, for every cell. */
  readonly values: readonly (readonly bigint[])[];
  /** The same as numbers, where a search needs to be fast and not exact: beyond 2^53 they are near. */
  readonly numbers: readonly Float64Array[];
  /** Whether a value may be negative; people never are. */
  readonly signed: readonly boolean[];
  /** The cells that are listed; all others have nobody in them. */
  readonly given: ReadonlyMap<CellId, Cell>;
  /** Who holds what of the inner cells. */
  readonly shares: ReadonlyMap<CellId, readonly Share[]>;
  readonly visibility: Uint8Array;
  /** Of each axis: whether the table that is asked for has it. */
  readonly asked: readonly boolean[];
  /** Of each axis: whether its values are what people would not have known of them. */
  readonly sensitive: readonly boolean[];
};

/** What may become of a cell; one number for each cell in `Grid.visibility`. */
export const ASKED = 0;
/** Shown by an earlier release: it cannot be hidden any more. */
export const OPEN = 1;
/** Never shown: it is detailed by what only earlier releases have. */
export const UNSEEN = 2;
/** Known to be empty by everybody. */
export const STRUCTURAL = 3;
/** Of an earlier release, which hid it: it is hidden for good, and what this one shows must not give it away. */
export const WITHHELD = 4;
/** Never shown, and of no table: it is detailed by columns of several, which together must not tell it for certain. */
export const JOINT = 5;

/** Whether a cell is hidden for good although it must not be told either. */
export const isKept = ({ visibility }: Pick<Grid, 'visibility'>, cell: CellId): boolean =>
  visibility[cell] === WITHHELD || visibility[cell] === JOINT;

/** The code number of a cell on one axis. */
export const codeAt = (axis: Axis, cell: CellId): number => Math.floor(cell / axis.stride) % axis.codes.length;

/** The number of the cell with these code numbers, one per axis. */
export const cellAt = (grid: Pick<Grid, 'axes'>, coordinates: readonly number[]): CellId =>
  grid.axes.reduce((id, axis, i) => id + (coordinates[i] ?? 0) * axis.stride, 0);

/** The code numbers of a cell, one per axis. */
export const coordinatesOf = (grid: Grid, cell: CellId): number[] => grid.axes.map((axis) => codeAt(axis, cell));

export const codesOf = (grid: Pick<Grid, 'axes'>, cell: CellId): string[] =>
  grid.axes.map((axis) => axis.codes[codeAt(axis, cell)] ?? '');

export const isInner = (grid: Pick<Grid, 'axes'>, cell: CellId): boolean =>
  grid.axes.every((axis) => codeAt(axis, cell) < axis.leafCount);

/** Every cell that sums this inner cell, itself included. */
export const cellsAbove = (grid: Pick<Grid, 'axes'>, inner: CellId): CellId[] =>
  crossed(
    grid,
    grid.axes.map((axis) => axis.above[codeAt(axis, inner)] ?? []),
  );

/** The inner cells that a cell sums, ascending; itself if it is inner. */
export const innerCellsOf = (grid: Pick<Grid, 'axes'>, cell: CellId): CellId[] =>
  crossed(
    grid,
    grid.axes.map((axis) => axis.members[codeAt(axis, cell)] ?? []),
  );

/** The cells of a cross product of code numbers, one list per axis. */
function crossed(grid: Pick<Grid, 'axes'>, codes: readonly (readonly number[])[]): CellId[] {
  let ids = [0];
  grid.axes.forEach(({ stride }, i) => {
    const wider: CellId[] = [];
    for (const id of ids) for (const code of codes[i] ?? []) wider.push(id + code * stride);
    ids = wider;
  });
  return ids;
}

/** The number of a cell by its codes. @throws DISCLOSURE.INVALID_TABLE if a code is unknown or not one is given per dimension */
export function idOf({ axes }: Pick<Grid, 'axes'>, codes: readonly string[]): CellId {
  if (codes.length !== axes.length) throw invalidTable('a cell has not one code per dimension', { codes });
  let id = 0;
  axes.forEach(({ indexOf, stride }, i) => {
    const code = indexOf.get(codes[i] ?? '');
    if (code === undefined) throw invalidTable('a cell has an unknown code', { codes });
    id += code * stride;
  });
  return id;
}

/** Whether a cell belongs to the table that is asked for. */
export const isAskedFor = ({ axes, asked }: Pick<Grid, 'axes' | 'asked'>, cell: CellId): boolean =>
  axes.every((axis, i) => asked[i] === true || codeAt(axis, cell) === axis.codes.length - 1);
