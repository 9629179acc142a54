import { cellsAbove, isInner, type CellId, type Grid } from '../suppression/grid';
import { trace, type Move, type TracedMove } from '../suppression/move';
import { Neighbourhoods } from './neighbourhood';
import type { OneWay } from '../suppression/box-finder';
import { KNOWN, type Knowledge } from './audience';

import { componentsOf, type Component } from './component';
import { LinearProgram, type LinearSolver, type PersistentProgram } from './solver';

/** How far the searched value goes in a program, in its own units: rooms and amounts are scaled to it. */
const SCALE = 1_000_000;
/** Nothing needs to move further than so many times what is asked for. */
const ROOM = 64;
/** Fractional solutions are multiplied by up to this much to become whole numbers. */
const MAX_MULTIPLE = 12;
const TOLERANCE = 1e-6;

/** Largest component that is kept in the solver whole, in inner cells; in a larger one only what is near is looked at. */
const MOST_WHOLE = 150;
const MOST_AROUND = 250;
/** Programs for parts of large components: how many there may be, and how many in a row may find nothing. */
const MOST_PASSING = 60;
const PATIENCE = 12;

/** Looks for moves by linear programs over what is hidden: a persistent one for each small component, passing ones in large ones. */
export class LinearAudit {
  private readonly programs: ComponentProgram[] = [];
  private readonly programOf = new Map<CellId, ComponentProgram>();
  private readonly neighbourhoods: Neighbourhoods;
  private inVain = 0;
  private passing = 0;

  constructor(
    private readonly grid: Grid,
    private readonly knowledge: Knowledge,
    private readonly solver: LinearSolver,
    { hidden, isPrimary }: { readonly hidden: Uint8Array; readonly isPrimary: (cell: CellId) => boolean },
  ) {
    const components = componentsOf(grid, hidden);
    this.neighbourhoods = new Neighbourhoods(
      grid,
      components.filter(({ inner }) => inner.length > MOST_WHOLE),
    );
    for (const component of components) {
      if (component.inner.length > MOST_WHOLE) continue;
      const program = new ComponentProgram(grid, component, solver, isPrimary);
      this.programs.push(program);
      for (const cell of program.answersFor()) this.programOf.set(cell, program);
    }
  }

  /**
   * A move within what is hidden that closes a gap, the smallest by the sum of all that it changes.
   *
   * @returns undefined if there is none, or none in whole numbers was found
   */
  move(cell: CellId, gap: OneWay): TracedMove | undefined {
    const unit = Math.max(1, Math.floor(gap.amount / SCALE));
    const amount = Math.ceil(gap.amount / unit);
    const roomOf = (inner: CellId) => {
      const room = this.knowledge.room(gap.audience, gap.measure, inner);
      return room === KNOWN ? KNOWN : Math.min(Math.floor(room / unit), ROOM * amount);
    };
    const known = this.programOf.get(cell);
    const values = known
      ? known.ask(cell, gap.direction * amount, roomOf)
      : this.askAround(cell, gap.direction * amount, roomOf);
    const move = values && toWholeMove(values);
    return move && trace(this.grid, move);
  }

  dispose(): void {
    for (const program of this.programs) program.dispose();
  }

  private askAround(cell: CellId, amount: number, roomOf: (inner: CellId) => number): Map<CellId, number> | undefined {
    if (this.inVain >= PATIENCE || this.passing >= MOST_PASSING) return undefined;
    this.inVain += 1;
    this.passing += 1;
    const around = this.neighbourhoods.around(cell, MOST_AROUND, (inner) => roomOf(inner) !== KNOWN);
    if (around.inner.length === 0) return undefined;
    const program = new ComponentProgram(this.grid, around, this.solver, (above) => above === cell);
    try {
      const values = program.ask(cell, amount, roomOf);
      if (values) this.inVain = 0;
      return values;
    } finally {
      program.dispose();
    }
  }
}

type Bounds = { readonly lower: Float64Array; readonly upper: Float64Array };

/** Two columns for each inner cell of a component, up and down; a row for each published cell and each primary margin. */
class ComponentProgram {
  private readonly numberOf: ReadonlyMap<CellId, number>;
  private readonly rowOf = new Map<CellId, number>();
  private readonly program: PersistentProgram;

  constructor(
    grid: Grid,
    private readonly component: Component,
    solver: LinearSolver,
    isPrimary: (cell: CellId) => boolean,
  ) {
    this.numberOf = new Map(component.inner.map((cell, i) => [cell, i]));
    const program = new LinearProgram();
    const ties = distinctTies(component);
    component.inner.forEach((cell, i) => {
      const rows = (ties[i] ?? []).map((tie) => this.rowFor(program, tie, 0));
      for (const above of cellsAbove(grid, cell))
        if (isPrimary(above) && !isInner(grid, above)) rows.push(this.rowFor(program, above, Infinity));
      program.addColumn(1, rows, 1);
      program.addColumn(1, rows, -1);
    });
    this.program = solver.load(program);
  }

  /** The cells that can be asked about. */
  answersFor(): CellId[] {
    return [...this.component.inner, ...this.rowOf.keys()];
  }

  ask(cell: CellId, amount: number, roomOf: (inner: CellId) => number): Map<CellId, number> | undefined {
    const bounds = this.boundsFor(roomOf);
    const at = this.numberOf.get(cell);
    if (at === undefined) return this.askMargin(this.rowOf.get(cell), amount, bounds);
    if (!bind(bounds, 2 * at, amount)) return undefined;
    this.program.boundColumns(bounds.lower, bounds.upper);
    return this.solution();
  }

  private askMargin(
    row: number | undefined,
    amount: number,
    { lower, upper }: Bounds,
  ): Map<CellId, number> | undefined {
    if (row === undefined) return undefined;
    this.program.boundColumns(lower, upper);
    this.program.boundRow(row, amount > 0 ? amount : -Infinity, amount > 0 ? Infinity : amount);
    const solution = this.solution();
    this.program.boundRow(row, -Infinity, Infinity);
    return solution;
  }

  private boundsFor(roomOf: (inner: CellId) => number): Bounds {
    const { inner } = this.component;
    const [lower, upper] = [new Float64Array(2 * inner.length), new Float64Array(2 * inner.length)];
    inner.forEach((one, i) => {
      const room = roomOf(one);
      upper[2 * i] = room === KNOWN ? 0 : Infinity;
      upper[2 * i + 1] = Math.max(0, room);
    });
    return { lower, upper };
  }

  dispose(): void {
    this.program.dispose();
  }

  private solution(): Map<CellId, number> | undefined {
    const values = this.program.solve();
    return values && this.movesIn(values);
  }

  private movesIn(values: Float64Array): Map<CellId, number> {
    const moves = new Map<CellId, number>();
    this.component.inner.forEach((cell, i) => {
      const by = (values[2 * i] ?? 0) - (values[2 * i + 1] ?? 0);
      if (Math.abs(by) > TOLERANCE) moves.set(cell, by);
    });
    return moves;
  }

  private rowFor(program: LinearProgram, cell: CellId, slack: number): number {
    const known = this.rowOf.get(cell);
    if (known !== undefined) return known;
    const row = program.addRow(-slack, slack);
    this.rowOf.set(cell, row);
    return row;
  }
}

/** The ties of each cell, of those that hold the same cells only one. */
function distinctTies({ inner, ties }: Component): CellId[][] {
  const members = new Map<CellId, number[]>();
  ties.forEach((of, i) => {
    for (const tie of of) {
      const known = members.get(tie);
      if (known) known.push(i);
      else members.set(tie, [i]);
    }
  });
  const distinct = new Map([...members].map(([tie, of]) => [of.join(), tie]));
  const rows = inner.map((): CellId[] => []);
  for (const tie of distinct.values()) for (const i of members.get(tie) ?? []) rows[i]?.push(tie);
  return rows;
}

/** Asks of an inner cell itself to go so far; false if it cannot. */
function bind({ lower, upper }: Bounds, up: number, amount: number): boolean {
  const column = amount > 0 ? up : up + 1;
  const other = amount > 0 ? up + 1 : up;
  if ((upper[column] ?? 0) < Math.abs(amount)) return false;
  lower[column] = Math.abs(amount);
  upper[other] = 0;
  return true;
}

/** The smallest multiple of a solution in whole numbers, if there is one. */
function toWholeMove(values: ReadonlyMap<CellId, number>): Move | undefined {
  for (let multiple = 1; multiple <= MAX_MULTIPLE; multiple += 1) {
    const whole = new Map<CellId, number>();
    let isWhole = true;
    for (const [cell, by] of values) {
      const near = Math.round(by * multiple);
      if (Math.abs(by * multiple - near) > TOLERANCE * Math.max(1, Math.abs(near))) isWhole = false;
      if (near !== 0) whole.set(cell, near);
    }
    if (isWhole) return whole;
  }
  return undefined;
}
