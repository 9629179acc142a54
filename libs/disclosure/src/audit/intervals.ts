import { idOf, innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import { layOutTable } from '../suppression/lay-out-table';
import type { ProtectedCell, Table } from '../suppression/table';
import { componentsOf, type Component } from './component';
import { inRows, Program, rowsOfTies } from '../program/program';
import { loadSolver, type LoadedProgram, type Solver } from '../program/solver';

const TOLERANCE = 1e-6;
/** Largest component that is searched for whole numbers, in inner cells, and how long. */
const MOST_WHOLE = 150;
const LIMITS = { maxNodes: 200 };

/** What outsiders can conclude about a hidden cell: at least and at most so many people; `most: null` means no bound. */
export type Interval = { readonly codes: readonly string[]; readonly least: number; readonly most: number | null };

/**
 * Computes the feasibility interval of every hidden cell: what subtraction and non-negativity leave open, and, in small
 * components, that counts are whole numbers.
 *
 * The bounds come from linear programs in floating point, and from integer programs where their solutions are fractions;
 * good for reports and for tables below 2^53 people. They are no proof; `protectTable` proves by moves.
 *
 * @param table counts with all margins
 * @param cells the statuses; cells of the cross product that are not listed count as hidden
 * @returns one interval per hidden cell that is listed, in people, in the order of `cells`
 * @throws DISCLOSURE.INVALID_TABLE
 * @see Fischetti & Salazar-González (2001), the attacker's two problems
 */
export async function feasibilityIntervals(table: Table, cells: readonly ProtectedCell[]): Promise<Interval[]> {
  const grid = layOutTable(table);
  const hidden = new Uint8Array(grid.size).fill(1);
  const numbered = cells.map(({ codes, status }) => ({ codes, status, cell: idOf(grid, codes) }));
  for (const { cell, status } of numbered) if (status === 'published') hidden[cell] = 0;
  const attacker = new Attacker(grid, hidden, await loadSolver());
  const intervals = numbered
    .filter(({ cell }) => hidden[cell] === 1)
    .map(({ codes, cell }) => ({ codes, ...attacker.interval(cell) }));
  attacker.dispose();
  return intervals;
}

/** Asks each component that a cell has parts in; what is published of it stays as it is. */
class Attacker {
  private readonly parts: ComponentRange[];
  private readonly partOf = new Map<CellId, ComponentRange>();

  constructor(
    private readonly grid: Grid,
    hidden: Uint8Array,
    solver: Solver,
  ) {
    this.parts = componentsOf(grid, hidden).map((component) => new ComponentRange(grid, component, solver));
    for (const part of this.parts) for (const cell of part.cells()) this.partOf.set(cell, part);
  }

  interval(cell: CellId): { least: number; most: number | null } {
    const people = this.grid.numbers[0]?.[cell] ?? 0;
    const parts = [...this.byPart(innerCellsOf(this.grid, cell))];
    const sum = (distances: readonly number[]) => distances.reduce((total, distance) => total + distance, 0);
    const up = sum(parts.map(([part, inner]) => part.furthest(inner, 1)));
    const down = sum(parts.map(([part, inner]) => part.furthest(inner, -1)));
    return { least: people - down, most: up === Infinity ? null : people + up };
  }

  private byPart(cells: readonly CellId[]): Map<ComponentRange, CellId[]> {
    const byPart = new Map<ComponentRange, CellId[]>();
    for (const inner of cells) {
      const part = this.partOf.get(inner);
      if (part) byPart.set(part, [...(byPart.get(part) ?? []), inner]);
    }
    return byPart;
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }
}

class ComponentRange {
  private readonly program: LoadedProgram;
  private readonly numberOf: ReadonlyMap<CellId, number>;

  constructor(
    grid: Grid,
    private readonly component: Component,
    solver: Solver,
  ) {
    const program = new Program();
    const rowFor = rowsOfTies(program);
    for (const ties of component.ties) program.addColumn({ cost: 0, isWhole: true }, inRows(ties.map(rowFor), 1));
    this.numberOf = new Map(component.inner.map((cell, i) => [cell, i]));
    this.program = solver.load(program);
    const lower = Float64Array.from(component.inner, (cell) => -(grid.numbers[0]?.[cell] ?? 0));
    this.program.boundColumns(lower, new Float64Array(component.inner.length).fill(Infinity));
  }

  cells(): readonly CellId[] {
    return this.component.inner;
  }

  /** How far a sum of inner cells can move from the truth, up (1) or down (-1), in whole people. */
  furthest(inner: readonly CellId[], direction: 1 | -1): number {
    const costs = new Float64Array(this.component.inner.length);
    for (const cell of inner) costs[this.numberOf.get(cell) ?? 0] = -direction;
    this.program.price(costs);
    const answer = this.program.solve();
    if (answer.outcome === 'unbounded') return Infinity;
    if (answer.outcome !== 'best') throw new Error(`the solver ended with ${answer.outcome}`);
    return Math.floor(TOLERANCE - this.costInWholes(answer));
  }

  /** Of the best solution in whole numbers, where that can be found; else what no solution is cheaper than. */
  private costInWholes({ cost, values }: { readonly cost: number; readonly values: Float64Array }): number {
    const isWhole = values.every((value) => Math.abs(value - Math.round(value)) < TOLERANCE);
    if (isWhole || this.component.inner.length > MOST_WHOLE) return cost;
    const whole = this.program.solveWhole(LIMITS);
    return whole.outcome === 'best' ? whole.cost : cost;
  }

  dispose(): void {
    this.program.dispose();
  }
}
