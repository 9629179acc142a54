import type { Solver } from '../program/solver';
import { innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import { layOutSystem } from '../suppression/layout';
import { trace, traceWithSums, type Move, type TracedMove } from '../suppression/move';
import { KNOWN, type Knowledge } from './audience';
import { componentsOf, type Component } from './component';
import type { Gap } from './evidence';
import { MovePrograms, type MoveQuestion } from './move-program';
import { jointMove } from './joint-move';
import { countSteps, type Direction } from './steps';
import { wholeMove } from './whole-move';

/** Fractional solutions are multiplied by up to this much to become whole numbers. */
const MAX_MULTIPLE = 12;
/** Into how many parts a large amount is split: solutions in halves, thirds, quarters of a part are whole numbers then. */
const PARTS = 60;
const TOLERANCE = 1e-6;
/** Nothing needs to move further than so many times what is asked for. */
const ROOM = 64;
/** Steps of all programs for one table, at most: some minutes of processor time. Counted and not timed. */
const MOST_STEPS = 12_000_000;
/** What building a program takes, in steps. */
const TO_BUILD = 100;
/** How often a question is asked whose answers are fractions. */
const MOST_ATTEMPTS = 2;
/** Of whole tables, which take a hundred times as long. */
const MOST_JOINT_PROGRAMS = 200;

/** Where a move may lead: what hiding each cell costs, and which way to go where either will do. */
export type Ways = { readonly cost: Float64Array; readonly side: Direction };

/** Looks for moves that close gaps by linear programs: moves that boxes cannot make. */
export class LinearAudit {
  private readonly programs: MovePrograms;
  private readonly componentOf = new Map<CellId, Component>();
  /** Of the solver, so far. */
  private steps = 0;
  private askedJointly = 0;

  constructor(
    private readonly grid: Grid,
    private readonly knowledge: Knowledge,
    private readonly solver: Solver,
    hidden: Uint8Array,
  ) {
    this.programs = new MovePrograms(layOutSystem(grid), solver);
    for (const component of componentsOf(grid, hidden))
      for (const cell of component.inner) this.componentOf.set(cell, component);
  }

  /** A move that closes all these gaps at once, of one reader or of several. */
  together(cell: CellId, gaps: readonly Gap[], { cost, side }: Ways): TracedMove | undefined {
    const way = gaps.find(({ direction }) => direction !== 0)?.direction || side;
    const leastRoom = (of: readonly Gap[]) => (inner: CellId) => {
      let least = ROOM;
      for (const { audience, measure, amount } of of) {
        const room = this.knowledge.freeRoom(audience, measure, inner);
        least = room === KNOWN ? 0 : Math.min(least, Math.floor(room / amount));
      }
      return least;
    };
    const isFixed = (inner: CellId) =>
      gaps.some(({ audience, measure }) => this.knowledge.freeRoom(audience, measure, inner) === KNOWN);
    const down = leastRoom(gaps.filter(({ direction }) => direction !== -way));
    const up = leastRoom(gaps.filter(({ direction }) => direction === -way));
    const question = {
      wanted: new Map([[cell, way]]),
      cost,
      down: (inner: CellId) => (isFixed(inner) ? 0 : down(inner)),
      up: (inner: CellId) => (isFixed(inner) ? 0 : up(inner)),
    };
    return this.moveBy(question, () => true);
  }

  /** A move that closes one gap in one direction, as far as the other does not close it already. */
  alone(cell: CellId, gap: Gap, { cost, side }: Ways): TracedMove | undefined {
    const { audience, measure } = gap;
    const left = gap.amount - (gap.reached ? (side === 1 ? gap.reached.down : gap.reached.up) : 0);
    const unit = left < PARTS * MAX_MULTIPLE ? 1 : MAX_MULTIPLE * Math.ceil(left / (PARTS * MAX_MULTIPLE));
    const amount = side * Math.ceil(left / unit);
    const most = ROOM * Math.abs(amount);
    const roomOf = (inner: CellId) => {
      const room = this.knowledge.freeRoom(audience, measure, inner);
      return room === KNOWN ? KNOWN : Math.min(Math.floor(room / unit), most);
    };
    const fits = (move: Move) => countSteps(move, roomOf, 1) > 0;
    const move =
      measure === 0 && unit === 1 && this.isExact()
        ? this.peopleBy({ cell, audience, amount }, cost)
        : this.moveBy({ wanted: new Map([[cell, amount]]), cost, ...boundsOf(roomOf, most) }, fits);
    return move ?? this.wholeMoveBy(cell, amount, roomOf);
  }

  /** As far as whole tables go in which everything that can be hidden is: up to what is missing of a gap of people, in one direction. */
  jointly(cell: CellId, gap: OneWay, cost: Float64Array): TracedMove | undefined {
    if (gap.measure > 0 || (this.askedJointly += 1) > MOST_JOINT_PROGRAMS) return undefined;
    const hideable = Uint8Array.from(cost, (price) => (price < Infinity ? 1 : 0));
    const parts = new Set(innerCellsOf(this.grid, cell));
    const component = componentsOf(this.grid, hideable).find(({ inner }) => inner.some((one) => parts.has(one)));
    const { grid, knowledge, solver } = this;
    const [direction, most] = [gap.amount < 0 ? -1 : 1, Math.abs(gap.amount)] as const;
    return (
      component && jointMove({ grid, knowledge, solver }, component, { cell, audience: gap.audience, direction, most })
    );
  }

  /** A move of people that empties cells only where there is hardly another way, and if everything that they spent can leave with them. */
  private peopleBy({ cell, audience, amount }: PeopleMove, cost: Float64Array): TracedMove | undefined {
    const roomOf = (inner: CellId) => this.knowledge.room(audience, 0, inner);
    const freeRoomOf = (inner: CellId) => this.knowledge.freeRoom(audience, 0, inner);
    const question = { wanted: new Map([[cell, amount]]), cost, ...boundsOf(roomOf, ROOM * Math.abs(amount)) };
    const easily = (inner: CellId) => Math.max(0, freeRoomOf(inner));
    const people = this.moveBy({ ...question, easily }, (move) => countSteps(move, roomOf, 1) > 0);
    if (!people || countSteps(people.move, freeRoomOf, 1) > 0) return people;
    const sums = this.grid.values
      .slice(1)
      .map((_, i) => this.following(people.move, { audience, measure: i + 1 }, cost));
    return sums.every((sum) => sum !== undefined) ? traceWithSums(this.grid, people.move, sums) : undefined;
  }

  /** Whether all values are counted in ones. */
  private isExact(): boolean {
    return this.grid.values.every((_, measure) => this.knowledge.unitOf(measure) === 1n);
  }

  /** How a sum can change with a move of people: to nothing where nobody is left. */
  private following(people: Move, { audience, measure }: Omit<OneWay, 'amount'>, cost: Float64Array): Move | undefined {
    const after = (inner: CellId) => this.knowledge.room(audience, 0, inner) + (people.get(inner) ?? 0);
    const wanted = new Map<CellId, number>();
    for (const inner of people.keys()) {
      const left = Number(this.knowledge.left(audience, measure, inner));
      if (after(inner) === 0 && left !== 0) wanted.set(inner, -left);
    }
    if (wanted.size === 0) return new Map();
    const roomOf = (inner: CellId) => this.knowledge.room(audience, measure, inner);
    const down = (inner: CellId) => Math.max(0, roomOf(inner));
    const up = (inner: CellId) => (after(inner) > 0 ? Infinity : 0);
    const isGone = (move: Move) => [...wanted].every(([inner, by]) => move.get(inner) === by);
    return this.moveBy({ wanted, cost, down, up }, isGone)?.move;
  }

  /** @param fits whether a move will do as it is; where fractions had to be multiplied too often, another solution may */
  private moveBy(question: MoveQuestion, fits: (move: Move) => boolean): TracedMove | undefined {
    for (let attempt = 0; attempt < MOST_ATTEMPTS && this.steps <= MOST_STEPS; attempt += 1) {
      const { values, steps } = this.programs.cheapest(question, attempt);
      this.steps += TO_BUILD + steps;
      if (!values) return undefined;
      const move = toWholeMove(values);
      if (move && fits(move)) return trace(this.grid, move);
    }
    return undefined;
  }

  /** What only fractions move is as good as known; in small components whole numbers are looked for then. */
  private wholeMoveBy(cell: CellId, amount: number, roomOf: (inner: CellId) => number): TracedMove | undefined {
    const component = innerCellsOf(this.grid, cell)
      .map((inner) => this.componentOf.get(inner))
      .find((of) => of !== undefined);
    const move = component && wholeMove(this.grid, this.solver, component, { cell, amount, roomOf });
    return move && trace(this.grid, move);
  }
}

const boundsOf = (roomOf: (inner: CellId) => number, most: number) => ({
  down: (inner: CellId) => Math.max(0, roomOf(inner)),
  up: (inner: CellId) => (roomOf(inner) === KNOWN ? 0 : most),
});

type OneWay = Pick<Gap, 'audience' | 'measure' | 'amount'>;
type PeopleMove = Omit<OneWay, 'measure'> & { readonly cell: CellId };

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
