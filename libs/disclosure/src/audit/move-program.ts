import { Program, rowsOfTies, type Entry } from '../program/program';
import type { Solver } from '../program/solver';
import { relationsOf, type Relations, type Sparse } from '../suppression/elimination/relations';
import type { CellId } from '../suppression/grid';
import type { Layout } from '../suppression/layout';
import { Neighbourhoods } from './neighbourhood';

/** Cells that one program looks at, at most: of those that are hidden, and where more may be hidden. */
const MOST_HIDDEN = 1_000;
const MOST_CELLS = 3_000;
const TOLERANCE = 1e-6;
/** Of two moves that hide as much, the one that changes less. */
const PRICE_OF_CHANGE = 50;
/** What going down further than is easy costs besides. */
const PRICE_OF_LAST = 30;

/** What a move has to do, in one unit for all cells. */
export type MoveQuestion = {
  /** How far cells have to go at least, with the sign of it; the program looks around these. */
  readonly wanted: ReadonlyMap<CellId, number>;
  /** What hiding each cell costs: 0 if it is hidden, Infinity if it cannot be. */
  readonly cost: Float64Array;
  /** How far an inner cell may go up, and down. */
  readonly up: (inner: CellId) => number;
  readonly down: (inner: CellId) => number;
  /** How far down it goes easily: further only where there is hardly another way; left out: as far as it goes. */
  readonly easily?: (inner: CellId) => number;
};

type Found = { readonly values?: ReadonlyMap<CellId, number>; readonly steps: number };
type Around = { readonly cells: readonly CellId[]; readonly cost: Float64Array; readonly around: readonly number[] };
/** A column in which an inner cell goes up, or down. */
type Changing = { readonly cell: CellId; readonly column: number; readonly sign: 1 | -1 };

/**
 * Asks for the cheapest move that changes a cell, by linear programs over what may change around it.
 *
 * The rows are the equations of the elimination, a margin is its parts, which are short; so a program over a thousand cells
 * takes milliseconds. Each unknown goes up in one column and down in another, and pays by how far it goes: what hiding it
 * costs, and a little for inner cells that are hidden already, so that moves stay small.
 *
 * @see Kelly, Golden & Assad (1992), Cell suppression: disclosure protection for sensitive tabular data
 */
export class MovePrograms {
  private readonly relations: Relations;
  private readonly neighbourhoods: Neighbourhoods;
  /** Unknown → its cell, and back; and whether it is an inner cell. */
  private readonly cellOf: Int32Array;
  private readonly unknownOf = new Map<CellId, number>();
  private readonly isInner: Uint8Array;
  private last: Around | undefined;

  constructor(
    { task, cells, inner }: Layout,
    private readonly solver: Solver,
  ) {
    this.relations = relationsOf(task.system);
    this.neighbourhoods = new Neighbourhoods(this.relations);
    this.cellOf = new Int32Array(this.relations.unknowns);
    this.cellOf.set(cells);
    this.isInner = new Uint8Array(this.relations.unknowns);
    this.relations.unknownOf.forEach((unknown, at) => {
      if (unknown < 0) return;
      this.cellOf[unknown] = inner[at] ?? -1;
      this.isInner[unknown] = 1;
    });
    this.cellOf.forEach((cell, unknown) => this.unknownOf.set(cell, unknown));
  }

  /**
   * @param attempt where the answer was in fractions: asked again, with other prices of change, it may be whole
   * @returns how far each inner cell goes, which may be fractions; undefined if there is no such move around the cells; and the steps that it took
   */
  cheapest(question: MoveQuestion, attempt = 0): Found {
    const { program, inner } = this.programFor(question, this.around(question), attempt);
    if (program.lower.some((lower, column) => lower > (program.upper[column] ?? 0))) return { steps: 0 };
    const loaded = this.solver.load(program);
    try {
      const answer = loaded.solve();
      const { steps } = loaded;
      return answer.outcome === 'best' ? { values: movesIn(inner, answer.values), steps } : { steps };
    } finally {
      loaded.dispose();
    }
  }

  /** The unknowns that a program is about; most questions are about the cell of the one before. */
  private around({ wanted, cost }: MoveQuestion): readonly number[] {
    const cells = [...wanted.keys()];
    const { last } = this;
    if (last?.cost === cost && last.cells.join() === cells.join()) return last.around;
    const canChange = (unknown: number) => (cost[this.cellOf[unknown] ?? -1] ?? Infinity) < Infinity;
    const asked = cells.map((cell) => this.unknownOf.get(cell) ?? -1);
    const most = cost.some((price) => price > 0 && price < Infinity) ? MOST_CELLS : MOST_HIDDEN;
    const around = this.neighbourhoods.around(asked, most, canChange);
    this.last = { cells, cost, around };
    return around;
  }

  private programFor(question: MoveQuestion, around: readonly number[], attempt: number) {
    const program = new Program();
    const inner: Changing[] = [];
    const rowFor = rowsOfTies(program);
    for (const unknown of around) {
      const cell = this.cellOf[unknown] ?? -1;
      const hiding = (question.cost[cell] ?? 0) / PRICE_OF_CHANGE;
      if (hiding === Infinity) continue;
      const entries = this.entriesOf(unknown, rowFor);
      const price = hiding === 0 ? priceOf(cell, attempt) : hiding;
      if (this.isInner[unknown] === 1) inner.push(...addInner(program, question, { cell, price, entries }));
      else addMargin(program, question, { cell, hiding, entries });
    }
    return { program, inner };
  }

  private entriesOf(unknown: number, rowFor: (equation: number) => number): Entry[] {
    const { at, values } = this.relations.columns[unknown] ?? NOWHERE;
    return Array.from(at, (equation, i): Entry => [rowFor(equation), values[i] ?? 0]);
  }
}

const NOWHERE: Sparse = { at: new Int32Array(0), values: new Float64Array(0) };

type Unknown = { readonly cell: CellId; readonly entries: readonly Entry[] };

const negative = (entries: readonly Entry[]): Entry[] => entries.map(([row, value]) => [row, -value]);

/** What changing a hidden inner cell costs: 1, and in further attempts from 1 to 5, without any order. */
const priceOf = (cell: CellId, attempt: number): number =>
  attempt === 0 ? 1 : 1 + (Math.imul(cell + 1, 0x9e3779b1 * attempt) >>> 24) / 64;

/** A column up, one down, and one further down than is easy. */
function addInner(
  program: Program,
  { wanted, up, down, easily = down }: MoveQuestion,
  { cell, price, entries }: Unknown & { readonly price: number },
): Changing[] {
  const amount = wanted.get(cell) ?? 0;
  const most = amount > 0 ? 0 : down(cell);
  const easy = amount === 0 ? Math.min(most, easily(cell)) : most;
  const add = (sign: 1 | -1, cost: number, [lower, upper]: readonly [number, number]): Changing => ({
    cell,
    sign,
    column: program.addColumn({ cost, lower, upper }, sign === 1 ? entries : negative(entries)),
  });
  return [
    add(1, price, [Math.max(0, amount), amount < 0 ? 0 : up(cell)]),
    add(-1, price, [Math.max(0, -amount), easy]),
    ...(easy < most ? [add(-1, price + PRICE_OF_LAST, [0, most - easy])] : []),
  ];
}

/** A hidden margin changes freely, in one column. */
function addMargin(
  program: Program,
  { wanted }: MoveQuestion,
  { cell, hiding, entries }: Unknown & { readonly hiding: number },
): void {
  const amount = wanted.get(cell) ?? 0;
  if (hiding === 0) {
    const bounds = { lower: amount > 0 ? amount : -Infinity, upper: amount < 0 ? amount : Infinity };
    program.addColumn({ cost: 0, ...bounds }, entries);
    return;
  }
  program.addColumn({ cost: hiding }, entries);
  program.addColumn({ cost: hiding }, negative(entries));
}

function movesIn(inner: readonly Changing[], values: Float64Array): Map<CellId, number> {
  const moves = new Map<CellId, number>();
  for (const { cell, column, sign } of inner) {
    const by = values[column] ?? 0;
    if (by > TOLERANCE) moves.set(cell, (moves.get(cell) ?? 0) + sign * by);
  }
  return moves;
}
