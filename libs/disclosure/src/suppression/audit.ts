import { cellAt, cellsAbove, innerCellsOf, isInner, layOutTable, type CellId, type Grid } from './grid';
import { LinearProgram, loadSolver, type LinearSolver } from './solver';
import type { ProtectedCell, Table } from './table';

const TOLERANCE = 1e-6;

/** What outsiders can conclude about a hidden cell: at least and at most so many people; `most: null` means no bound. */
export type Interval = { readonly codes: readonly string[]; readonly least: number; readonly most: number | null };

/**
 * Computes the feasibility interval of every hidden cell: what subtraction and non-negativity leave open.
 *
 * The bounds come from linear programs in floating point, good for reports and for tables below 2^53 people. They are
 * no proof; `protectTable` proves by witnesses.
 *
 * @param table counts with all margins
 * @param cells the statuses; cells of the cross product that are not listed count as hidden
 * @returns one interval per hidden cell that is listed, in people, in the order of `cells`
 * @throws DISCLOSURE.INVALID_TABLE
 * @see Fischetti & Salazar-González (2001), the attacker's two problems
 */
export async function feasibilityIntervals(table: Table, cells: readonly ProtectedCell[]): Promise<Interval[]> {
  const grid = layOutTable(table);
  const solver = await loadSolver();
  const numbered = cells.map(({ codes, status }) => ({ codes, status, cell: numberOf(grid, codes) }));
  const published = new Set(numbered.filter(({ status }) => status === 'published').map(({ cell }) => cell));
  const system = hiddenSystem(grid, published);
  return numbered
    .filter(({ cell }) => !published.has(cell))
    .map(({ codes, cell }) => {
      const people = grid.counts[cell] ?? 0;
      const most = furthest(solver, system, new Set(innerCellsOf(grid, cell)), 1);
      const least = furthest(solver, system, new Set(innerCellsOf(grid, cell)), -1);
      return { codes, least: people - (least ?? people), most: most === null ? null : people + most };
    });
}

const numberOf = (grid: Grid, codes: readonly string[]): CellId =>
  cellAt(
    grid,
    grid.axes.map((axis, i) => axis.indexOf.get(codes[i] ?? '') ?? 0),
  );

/** The hidden inner cells with their people, and for each the published margins that hold its change. */
type HiddenSystem = {
  readonly inner: readonly CellId[];
  readonly people: readonly number[];
  readonly margins: readonly CellId[][];
};

function hiddenSystem(grid: Grid, published: ReadonlySet<CellId>): HiddenSystem {
  const all = Array.from({ length: grid.size }, (_, cell) => cell);
  const inner = all.filter((cell) => !published.has(cell) && isInner(grid, cell));
  return {
    inner,
    people: inner.map((cell) => grid.counts[cell] ?? 0),
    margins: inner.map((cell) => cellsAbove(grid, cell).filter((above) => published.has(above))),
  };
}

/** How far a sum of inner cells can move from the truth, up (1) or down (-1), in whole people; null without bound. */
function furthest(
  solver: LinearSolver,
  system: HiddenSystem,
  parts: ReadonlySet<CellId>,
  direction: 1 | -1,
): number | null {
  const program = new LinearProgram();
  const rowOf = new Map<CellId, number>();
  const rowFor = (margin: CellId) => {
    const row = rowOf.get(margin) ?? program.addRow(0);
    rowOf.set(margin, row);
    return row;
  };
  system.inner.forEach((cell, i) => {
    const rows = (system.margins[i] ?? []).map(rowFor);
    const gain = parts.has(cell) ? direction : 0;
    program.addColumn(-gain, Infinity, rows, 1);
    program.addColumn(gain, system.people[i] ?? 0, rows, -1);
  });
  const solution = solver.minimise(program);
  if (solution.status === 'unbounded') return null;
  if (solution.status !== 'optimal') throw new Error(`the solver ended as ${solution.status}`);
  return Math.floor(TOLERANCE - solution.objective);
}
