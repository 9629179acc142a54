import { cheapestBox, type PricedMove } from './box-search';
import type { CellId, Grid } from './grid';
import { cheapestLinearMove } from './linear-search';
import { changesOf, type Move } from './move';
import { cellsAround, hiddenAround } from './neighbourhood';
import type { LinearSolver } from './solver';
import { weightsOf } from './weight';

/** Size of one linear program, in inner cells times the margins over each; with many axes it sees fewer cells. */
const MAX_ENTRIES = 2_048;
const MAX_CELLS_AROUND = 512;
/** Primaries for which a linear program may look for something cheaper than the best box; beyond, boxes must do. */
const MAX_SEARCHES = 1_000;
/** Linear programs that may be spent on publishing again what turned out to be needless. */
const MAX_TRIALS = 150;

/** A move, with every cell that it changes. */
type Witness = { readonly move: Move; readonly changes: ReadonlySet<CellId> };

/**
 * Which cells are hidden, and for each primary a witness that it stays open. It only grows safer: a cell is published
 * again only after every primary that leaned on it has another witness.
 */
export class Pattern {
  readonly hidden: Uint8Array;
  readonly witnesses = new Map<CellId, Witness>();
  private readonly weights: Float64Array;
  /** What hiding a cell costs now: 0 if it is hidden. */
  private readonly cost: Float64Array;
  /** As `cost`, where nothing more may be hidden. */
  private readonly closed: Float64Array;
  private readonly maxCellsAround: number;
  private searches = MAX_SEARCHES;
  private trials = MAX_TRIALS;

  constructor(
    private readonly grid: Grid,
    private readonly primaries: readonly CellId[],
    private readonly solver: LinearSolver,
  ) {
    this.hidden = new Uint8Array(grid.size);
    this.maxCellsAround = Math.min(MAX_CELLS_AROUND, Math.ceil(MAX_ENTRIES / 2 ** grid.axes.length));
    this.weights = weightsOf(grid);
    this.cost = this.weights.slice();
    this.closed = new Float64Array(grid.size).fill(Infinity);
    for (const cell of primaries) this.hide(cell);
  }

  /** Hides what is needed so that every primary has a witness, dearest primaries first. */
  protect(): void {
    const order = [...this.primaries].sort((one, other) => this.weigh(other) - this.weigh(one) || one - other);
    for (const cell of order) {
      if (this.witnesses.has(cell)) continue;
      const { move } = this.cheapestMove(cell);
      const changes = new Set(changesOf(this.grid, move).keys());
      for (const changed of changes) this.hide(changed);
      this.remember({ move, changes });
    }
  }

  /** Publishes again, dearest first, each secondary cell that the primaries can do without. */
  relax(isPrimary: (cell: CellId) => boolean): void {
    const secondaries: CellId[] = [];
    this.hidden.forEach((hidden, cell) => {
      if (hidden === 1 && !isPrimary(cell)) secondaries.push(cell);
    });
    secondaries.sort((one, other) => this.weigh(other) - this.weigh(one) || one - other);
    for (const cell of secondaries) this.tryToPublish(cell);
  }

  private tryToPublish(cell: CellId): void {
    this.publish(cell);
    const orphans = this.primaries.filter((primary) => this.witnesses.get(primary)?.changes.has(cell));
    const found: Witness[] = [];
    for (const orphan of orphans) {
      if (found.some((witness) => witness.changes.has(orphan))) continue;
      const move = this.moveWithinHidden(orphan);
      if (!move) {
        this.hide(cell);
        return;
      }
      found.push({ move, changes: new Set(changesOf(this.grid, move).keys()) });
    }
    for (const orphan of orphans) this.witnesses.delete(orphan);
    for (const witness of found) this.remember(witness);
  }

  private cheapestMove(cell: CellId): PricedMove {
    const box = cheapestBox(this.grid, this.cost, cell);
    if (!box) throw new Error('a cell has no box although every cell may be hidden');
    if (box.cost === 0 || this.searches <= 0) return box;
    this.searches -= 1;
    const within = cellsAround(this.grid, this.cost, box.move, this.maxCellsAround);
    return this.linearMoves(cell, within, this.cost).reduce((best, move) => (move.cost < best.cost ? move : best), box);
  }

  private moveWithinHidden(cell: CellId): Move | undefined {
    const box = cheapestBox(this.grid, this.closed, cell);
    if (box) return box.move;
    if (this.trials <= 0) return undefined;
    this.trials -= 1;
    const within = hiddenAround(this.grid, this.hidden, cell, this.maxCellsAround);
    return this.linearMoves(cell, within, this.closed)[0]?.move;
  }

  private linearMoves(cell: CellId, within: readonly CellId[], cost: Float64Array): PricedMove[] {
    const directions = this.grid.people[cell] === 0n ? ([1] as const) : ([1, -1] as const);
    return directions.flatMap(
      (direction) => cheapestLinearMove(this.solver, this.grid, cost, { cell, within, direction }) ?? [],
    );
  }

  private remember(witness: Witness): void {
    for (const cell of witness.changes)
      if (this.closed[cell] === 0 && !this.witnesses.has(cell)) this.witnesses.set(cell, witness);
  }

  private hide(cell: CellId): void {
    this.hidden[cell] = 1;
    this.cost[cell] = 0;
    this.closed[cell] = 0;
  }

  private publish(cell: CellId): void {
    this.hidden[cell] = 0;
    this.cost[cell] = this.weigh(cell);
    this.closed[cell] = Infinity;
  }

  private weigh(cell: CellId): number {
    return this.weights[cell] ?? 0;
  }
}
