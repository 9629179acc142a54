import { inRows, Program, rowsOfTies, type Entry } from '../program/program';
import type { Solver } from '../program/solver';
import { innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import { trace, traceWithSums, type Move, type TracedMove } from '../suppression/move';
import { KNOWN, type AudienceId, type Knowledge } from './audience';
import type { Component } from './component';
import type { Direction } from './steps';

/** Largest component that is searched, in inner cells, and how long: any table that goes far enough will do. */
const MOST_CELLS = 300;
const LIMITS = { maxNodes: 50, gap: 0.2 };
/** How far the cell goes counts for more than how little else changes; of sums, the least. */
const PRICES = { reach: -10_000, people: 1, sums: 0.001 };

export type JointQuestion = {
  readonly cell: CellId;
  readonly audience: AudienceId;
  readonly direction: Direction;
  /** Going further is of no use. */
  readonly most: number;
};

type Readings = { readonly grid: Grid; readonly knowledge: Knowledge; readonly solver: Solver };

/**
 * Looks for another whole table in which the people of a cell go as far as one reader must reckon with: people and sums
 * together, so that where nobody is left nothing is spent.
 *
 * Whole numbers and all values at once make this the dearest of the searches, and the one that misses the least.
 *
 * @returns a hint, to be counted; undefined if none was found, the component is not small, or sums may be negative
 */
export function jointMove(among: Readings, component: Component, question: JointQuestion): TracedMove | undefined {
  const { grid, knowledge, solver } = among;
  const isPlain = grid.values.every((_, measure) => !knowledge.isSigned(measure) && knowledge.unitOf(measure) === 1n);
  if (!isPlain || component.inner.length > MOST_CELLS) return undefined;
  const joint = new JointProgram(among, component, question);
  const answer = solver.solve(joint.program, LIMITS);
  if (!('values' in answer)) return undefined;
  const [people = new Map<CellId, number>(), ...sums] = joint.movesIn(answer.values);
  return sums.length > 0 ? traceWithSums(grid, people, sums) : trace(grid, people);
}

/** An inner cell's value: the columns in which it goes up and down. */
type Changing = { readonly inner: CellId; readonly up: number; readonly down: number };

class JointProgram {
  readonly program = new Program();
  private readonly changing: readonly Changing[][];
  private readonly reach: number;
  /** For each sum and inner cell: no more than so much a head, which every table like the true one keeps. */
  private readonly links: readonly ReadonlyMap<CellId, number>[];
  private readonly perHead: readonly number[];
  private readonly parts: ReadonlySet<CellId>;

  constructor(
    { grid, knowledge }: Omit<Readings, 'solver'>,
    private readonly component: Component,
    { cell, audience, direction, most }: JointQuestion,
  ) {
    const room = (measure: number, inner: CellId) => knowledge.room(audience, measure, inner);
    const free = component.inner.filter((inner) => room(0, inner) !== KNOWN);
    this.parts = new Set(innerCellsOf(grid, cell));
    this.reach = this.program.addRow(0, 0);
    this.program.addColumn({ cost: PRICES.reach, upper: most }, [[this.reach, -direction]]);
    const sums = grid.values.slice(1).map((_, i) => i + 1);
    this.perHead = sums.map((sum) => mostPerHead(free, (inner) => [room(0, inner), room(sum, inner)]));
    this.links = sums.map((sum, i) => {
      const left = (inner: CellId) => (this.perHead[i] ?? 0) * room(0, inner) - room(sum, inner);
      return new Map(free.map((inner) => [inner, this.program.addRow(-Infinity, left(inner))]));
    });
    this.changing = [0, ...sums].map((measure) => this.addValue(measure, (inner) => room(measure, inner)));
  }

  movesIn(values: Float64Array): Move[] {
    const at = (column: number) => Math.round(values[column] ?? 0);
    return this.changing.map(
      (of) =>
        new Map(
          of.map(({ inner, up, down }) => [inner, at(up) - at(down)] as const).filter(([, change]) => change !== 0),
        ),
    );
  }

  /** What is shown of a value stays as it is. */
  private addValue(measure: number, room: (inner: CellId) => number): Changing[] {
    const rowFor = rowsOfTies(this.program);
    const cost = measure === 0 ? PRICES.people : PRICES.sums;
    return this.component.inner.flatMap((inner, i) => {
      if (room(inner) === KNOWN) return [];
      const ties = (this.component.ties[i] ?? []).map(rowFor);
      const entries = (sign: number) => [...inRows(ties, sign), ...this.entriesOf(measure, inner, sign)];
      const up = this.program.addColumn({ cost, isWhole: true }, entries(1));
      return [{ inner, up, down: this.program.addColumn({ cost, upper: room(inner), isWhole: true }, entries(-1)) }];
    });
  }

  /** What ties a value of an inner cell to others of it: people allow for what is spent, and make up the cell that is asked for. */
  private entriesOf(measure: number, inner: CellId, sign: number): Entry[] {
    const link = (i: number) => this.links[i]?.get(inner) ?? 0;
    if (measure > 0) return [[link(measure - 1), sign]];
    const allowing = this.perHead.map((most, i): Entry => [link(i), -sign * most]);
    return this.parts.has(inner) ? [...allowing, [this.reach, sign]] : allowing;
  }
}

/** Twice the most that anybody's head comes to in the true table. */
function mostPerHead(
  cells: readonly CellId[],
  left: (inner: CellId) => readonly [people: number, sum: number],
): number {
  return cells.reduce((most, inner) => {
    const [people, sum] = left(inner);
    return people > 0 ? Math.max(most, Math.ceil((2 * sum) / people)) : most;
  }, 1);
}
