import { Allowance } from './allowance';
import { cheapestBox } from './box-search';
import { Evidence, type Witness } from './evidence';
import type { CellId, Grid } from './grid';
import { cheapestLinearMove } from './linear-search';
import type { PricedMove } from './move';
import { cellsAround, hiddenAround } from './neighbourhood';
import { Peel } from './peel';
import type { LinearSolver } from './solver';
import { weightsOf } from './weight';

/** Size of one linear program, in inner cells times the margins over each; with many axes it sees fewer cells. */
const MAX_ENTRIES = 2_048;
const MAX_CELLS_AROUND = 512;
/** Primaries for which a linear program may look for something cheaper than the best box; beyond, boxes must do. */
const MAX_SEARCHES = 1_000;
/** Searches in a row that may find nothing cheaper; the larger the table, the more boxes there are and the less is to gain. */
const patienceInSearches = ({ size }: Grid) => Math.max(3, Math.min(12, Math.floor(50_000 / size)));
/** Linear programs that may be spent on publishing again what turned out to be needless. */
const MAX_TRIALS = 150;
const PATIENCE_IN_TRIALS = 32;

/**
 * Which cells are hidden, and for each primary a witness that it stays open. It only grows safer: a cell is published
 * again only after every primary that leaned on it has another witness.
 */
export class Pattern {
  readonly hidden: Uint8Array;
  readonly witnesses: Evidence;
  private readonly isPrimary: Uint8Array;
  private readonly weights: Float64Array;
  /** What hiding a cell costs now: 0 if it is hidden. */
  private readonly cost: Float64Array;
  /** As `cost`, where nothing more may be hidden. */
  private readonly closed: Float64Array;
  private readonly maxCellsAround: number;
  private readonly peel: Peel;
  private readonly searches: Allowance;
  private readonly trials = new Allowance(MAX_TRIALS, PATIENCE_IN_TRIALS);

  constructor(
    private readonly grid: Grid,
    private readonly primaries: readonly CellId[],
    private readonly solver: LinearSolver,
  ) {
    this.hidden = new Uint8Array(grid.size);
    this.isPrimary = new Uint8Array(grid.size);
    this.witnesses = new Evidence((cell) => this.isPrimary[cell] === 1);
    this.maxCellsAround = Math.min(MAX_CELLS_AROUND, Math.ceil(MAX_ENTRIES / 2 ** grid.axes.length));
    this.weights = weightsOf(grid);
    this.cost = this.weights.slice();
    this.closed = new Float64Array(grid.size).fill(Infinity);
    this.searches = new Allowance(MAX_SEARCHES, patienceInSearches(grid));
    this.peel = new Peel(grid, this.closed);
    for (const cell of primaries) {
      this.isPrimary[cell] = 1;
      this.hide(cell);
    }
  }

  /** Hides what is needed so that every primary has a witness, dearest primaries first. */
  protect(): void {
    for (const cell of this.dearestFirst(this.primaries)) {
      if (this.witnesses.of(cell)) continue;
      const move = this.cheapestMove(cell);
      for (const changed of move.changes) this.hide(changed);
      this.witnesses.add(move);
    }
  }

  /** Publishes again, dearest first, each secondary cell that the primaries can do without. */
  relax(): void {
    const secondaries: CellId[] = [];
    this.hidden.forEach((hidden, cell) => {
      if (hidden === 1 && this.isPrimary[cell] === 0) secondaries.push(cell);
    });
    for (const cell of this.dearestFirst(secondaries)) this.tryToPublish(cell);
  }

  private tryToPublish(cell: CellId): void {
    this.publish(cell);
    const found = this.witnessesFor(this.witnesses.leaningOn(cell), this.peel.stuckBy(cell));
    if (!found) {
      this.hide(cell);
      return;
    }
    this.witnesses.refute(cell);
    for (const witness of found) this.witnesses.add(witness);
  }

  /** Witnesses within what is hidden for all of these primaries; none if one of them has none. */
  private witnessesFor(primaries: readonly CellId[], stuck: ReadonlySet<CellId>): Witness[] | undefined {
    if (primaries.some((primary) => stuck.has(primary))) return undefined;
    const found: Witness[] = [];
    const covered = new Set<CellId>();
    for (const primary of primaries) {
      if (covered.has(primary)) continue;
      const move = this.moveWithinHidden(primary);
      if (!move) return undefined;
      found.push(move);
      for (const changed of move.changes) covered.add(changed);
    }
    return found;
  }

  private cheapestMove(cell: CellId): PricedMove {
    const box = cheapestBox(this.grid, this.cost, cell);
    if (!box) throw new Error('a cell has no box although every cell may be hidden');
    if (box.cost === 0 || this.searches.isSpent) return box;
    const within = cellsAround(this.grid, this.cost, box.move, this.maxCellsAround);
    const linear = this.linearMoves(cell, within, this.cost);
    const best = linear.reduce((cheapest, move) => (move.cost < cheapest.cost ? move : cheapest), box);
    this.searches.spend(best !== box);
    return best;
  }

  private moveWithinHidden(cell: CellId): PricedMove | undefined {
    const box = cheapestBox(this.grid, this.closed, cell);
    if (box || this.trials.isSpent) return box;
    const around = hiddenAround(this.grid, this.hidden, cell, this.maxCellsAround);
    const within = this.peel.changeable(around);
    if (within.length === 0) return undefined;
    const move = this.linearMoves(cell, within, this.closed)[0];
    this.trials.spend(move !== undefined);
    return move;
  }

  /** Where nobody is missing, a move can be walked the other way as well, so that one direction is enough to ask for. */
  private linearMoves(cell: CellId, within: readonly CellId[], cost: Float64Array): PricedMove[] {
    const isEmpty = (inner: CellId) => this.grid.counts[inner] === 0;
    const directions = isEmpty(cell) || !within.some(isEmpty) ? ([1] as const) : ([1, -1] as const);
    return directions.flatMap(
      (direction) => cheapestLinearMove(this.solver, this.grid, cost, { cell, within, direction }) ?? [],
    );
  }

  private dearestFirst(cells: readonly CellId[]): CellId[] {
    return [...cells].sort((one, other) => this.weigh(other) - this.weigh(one) || one - other);
  }

  private hide(cell: CellId): void {
    if (this.hidden[cell] === 1) return;
    this.hidden[cell] = 1;
    this.cost[cell] = 0;
    this.closed[cell] = 0;
    this.peel.hide(cell);
  }

  private publish(cell: CellId): void {
    this.hidden[cell] = 0;
    this.cost[cell] = this.weigh(cell);
    this.closed[cell] = Infinity;
    this.peel.publish(cell);
  }

  private weigh(cell: CellId): number {
    return this.weights[cell] ?? 0;
  }
}
