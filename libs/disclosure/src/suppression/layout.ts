import { ASKED, cellsAbove, isInner, isKept, OPEN, STRUCTURAL, type CellId, type Grid } from './grid';
import type { SuppressionTask } from './elimination';
import { weightsOf } from './weight';

/** A grid as a system of the cells that are shown, or could be: asked for, or of an earlier release. */
export type Layout = {
  readonly task: Omit<SuppressionTask, 'primary' | 'hide'>;
  /** The grid's number of each cell of the system, and of each inner cell. */
  readonly cells: Int32Array;
  readonly inner: Int32Array;
};

/** Grids do not change; each is laid out once. */
const found = new WeakMap<Grid, Layout>();

/** Lays a grid out for the elimination. Structural zeros are known constants and leave the system. */
export function layOutSystem(grid: Grid): Layout {
  const layout = found.get(grid) ?? layOut(grid);
  found.set(grid, layout);
  return layout;
}

function layOut(grid: Grid): Layout {
  const cells: CellId[] = [];
  const inner: CellId[] = [];
  const numberOf = new Int32Array(grid.size).fill(-1);
  for (let cell = 0; cell < grid.size; cell += 1) {
    const sight = grid.visibility[cell];
    if (sight === ASKED || sight === OPEN || isKept(grid, cell)) numberOf[cell] = cells.push(cell) - 1;
    if (sight !== STRUCTURAL && isInner(grid, cell)) inner.push(cell);
  }
  const worth = worthOf(grid);
  const of = (pick: (cell: CellId) => number) => cells.map(pick);
  return {
    cells: Int32Array.from(cells),
    inner: Int32Array.from(inner),
    task: {
      system: { inner: inner.length, cells: cells.length, ...membersOf(grid, inner, numberOf, cells.length) },
      open: Uint8Array.from(of((cell) => (grid.visibility[cell] === OPEN ? 1 : 0))),
      cost: Float64Array.from(of((cell) => worth[cell] ?? 0)),
      singles: Int32Array.from(inner, (cell) => singleOf(grid, cell)),
    },
  };
}

/** What a table is published for: its first sum, however small the counts; without sums, what its cells weigh. */
const worthOf = (grid: Grid): Float64Array => grid.numbers[1]?.map(Math.abs) ?? weightsOf(grid);

/** The number of the only holder behind an inner cell; -1: none or several; -2: nobody at all. */
function singleOf(grid: Grid, cell: CellId): number {
  const shares = grid.shares.get(cell) ?? [];
  if (shares.length === 1) return shares[0]?.holder ?? -1;
  return shares.length === 0 && grid.values[0]?.[cell] === 0n ? -2 : -1;
}

/** The members of every cell, ascending, by counting first. */
function membersOf(grid: Grid, inner: readonly CellId[], numberOf: Int32Array, cells: number) {
  const counts = new Uint32Array(cells);
  const shown = (cell: CellId) =>
    cellsAbove(grid, cell)
      .map((over) => numberOf[over] ?? -1)
      .filter((over) => over >= 0);
  for (const cell of inner) for (const over of shown(cell)) counts[over] = (counts[over] ?? 0) + 1;
  const starts = new Uint32Array(cells + 1);
  counts.forEach((count, cell) => {
    starts[cell + 1] = (starts[cell] ?? 0) + count;
  });
  const next = starts.slice();
  const members = new Uint32Array(starts[cells] ?? 0);
  inner.forEach((cell, number) => {
    for (const over of shown(cell)) {
      members[next[over] ?? 0] = number;
      next[over] = (next[over] ?? 0) + 1;
    }
  });
  return { starts, members };
}
