import { cellsAbove, type CellId, type Grid } from './grid';
import { changesOf, type Move, type PricedMove } from './move';
import { LinearProgram, type LinearSolver } from './solver';

/** Most people that one inner cell gains or loses in a move; more never makes a cell more uncertain. */
const MAX_STEP = 1_000;
/** Fractional optima are multiplied by up to this much to become whole numbers. */
const MAX_MULTIPLE = 12;
const TOLERANCE = 1e-6;

/** What to make uncertain, by which inner cells, and whether it gains (1) or loses (-1) people. */
export type LinearQuestion = { readonly cell: CellId; readonly within: readonly CellId[]; readonly direction: 1 | -1 };

/**
 * Finds a cheap move that changes a cell, by a linear program over the given inner cells: the least total change,
 * each cell weighed by the cost of hiding it. Finds cycles that no box has, and reuses what is hidden already.
 *
 * @param cost what hiding each cell costs: 0 if it is hidden already, Infinity if it must not be hidden
 * @returns undefined if there is none, or none in whole numbers was found; the cost is exact for the move returned
 * @see Kelly, Golden & Assad (1992); Fischetti & Salazar-González (2001), Solving the cell suppression problem
 */
export function cheapestLinearMove(
  solver: LinearSolver,
  grid: Grid,
  cost: Float64Array,
  question: LinearQuestion,
): PricedMove | undefined {
  const model = buildModel(grid, cost, question);
  if (model.terms.length === 0) return undefined;
  const solution = solver.minimise(model.program);
  if (solution.status !== 'optimal') return undefined;
  const move = toWholeMove(grid, model, solution.values);
  if (!move) return undefined;
  const changes = changesOf(grid, move);
  if (!changes.includes(question.cell)) return undefined;
  const price = changes.reduce((sum, changed) => sum + (cost[changed] ?? 0), 0);
  return price < Infinity ? { move, changes, cost: price } : undefined;
}

/** One column: an inner cell that gains (1) or loses (-1) people. Slack columns come after these. */
type Term = { readonly inner: CellId; readonly sign: 1 | -1 };
type Model = { readonly program: LinearProgram; readonly terms: Term[]; readonly rowOf: Map<CellId, number> };

function buildModel(grid: Grid, cost: Float64Array, question: LinearQuestion): Model {
  const { cell, within, direction } = question;
  const program = new LinearProgram();
  const model: Model = { program, terms: [], rowOf: new Map([[cell, program.addRow(direction)]]) };
  for (const inner of within) addInner(grid, cost, model, { inner, cell });
  addSlacks(model, cost, cell);
  return model;
}

/** Two columns for an inner cell, up and down, in the row of every margin whose change matters. */
function addInner(
  grid: Grid,
  cost: Float64Array,
  model: Model,
  { inner, cell }: { inner: CellId; cell: CellId },
): void {
  const rows: number[] = [];
  for (const above of cellsAbove(grid, inner)) {
    const isFree = above === inner || cost[above] === 0;
    if (above === cell || !isFree) rows.push(rowFor(model, above));
  }
  const room = roomBelow(grid, inner);
  const price = cost[inner] ?? 0;
  model.program.addColumn(price, MAX_STEP, rows, 1);
  model.terms.push({ inner, sign: 1 });
  if (room === 0) return;
  model.program.addColumn(price, room, rows, -1);
  model.terms.push({ inner, sign: -1 });
}

function rowFor({ program, rowOf }: Model, margin: CellId): number {
  const known = rowOf.get(margin);
  if (known !== undefined) return known;
  const row = program.addRow(0);
  rowOf.set(margin, row);
  return row;
}

/** A margin that may be hidden may change, at its price. */
function addSlacks({ program, rowOf }: Model, cost: Float64Array, cell: CellId): void {
  for (const [margin, row] of rowOf) {
    const price = cost[margin] ?? 0;
    if (margin === cell || price === Infinity) continue;
    program.addColumn(price, Infinity, [row], 1);
    program.addColumn(price, Infinity, [row], -1);
  }
}

const roomBelow = (grid: Grid, inner: CellId): number => Math.min(grid.counts[inner] ?? 0, MAX_STEP);

/** The smallest multiple of the optimum in whole numbers that leaves no inner cell negative, if there is one. */
function toWholeMove(grid: Grid, { terms }: Model, values: Float64Array): Move | undefined {
  const exact = new Map<CellId, number>();
  terms.forEach(({ inner, sign }, column) => {
    const by = sign * (values[column] ?? 0);
    if (by !== 0) exact.set(inner, (exact.get(inner) ?? 0) + by);
  });
  for (let multiple = 1; multiple <= MAX_MULTIPLE; multiple += 1) {
    const entries = [...exact].map(([inner, by]) => ({ inner, by: by * multiple, whole: Math.round(by * multiple) }));
    if (entries.some(({ by, whole }) => Math.abs(by - whole) > TOLERANCE)) continue;
    const moved = entries.filter(({ whole }) => whole !== 0);
    if (moved.some(({ inner, whole }) => (grid.counts[inner] ?? 0) + whole < 0)) return undefined;
    return new Map(moved.map(({ inner, whole }) => [inner, whole]));
  }
  return undefined;
}
