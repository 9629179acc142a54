import { ASKED, isKept, UNSEEN, type CellId, type Grid } from './grid';
import { weightsOf } from './weight';

/** What each further cell costs besides its weight: few cells first, then light ones. */
const PER_CELL = 1_000;

/** Which cells are hidden, and what it costs to hide others. */
export class Pattern {
  readonly hidden: Uint8Array;
  /** What hiding a cell costs now: 0 if it is hidden, Infinity if it cannot be. */
  readonly cost: Float64Array;
  /** As `cost`, where nothing more may be hidden. */
  readonly closed: Float64Array;
  private readonly weights: Float64Array;

  constructor(private readonly grid: Grid) {
    this.weights = weightsOf(grid).map((weight) => PER_CELL + weight);
    this.hidden = new Uint8Array(grid.size);
    this.cost = new Float64Array(grid.size).fill(Infinity);
    this.closed = new Float64Array(grid.size).fill(Infinity);
    for (let cell = 0; cell < grid.size; cell += 1)
      if (grid.visibility[cell] === UNSEEN || isKept(grid, cell)) this.mark(cell);
      else if (grid.visibility[cell] === ASKED) this.cost[cell] = this.weigh(cell);
  }

  isHidden(cell: CellId): boolean {
    return this.hidden[cell] === 1;
  }

  canHide(cell: CellId): boolean {
    return this.grid.visibility[cell] === ASKED;
  }

  /** @returns whether it was shown before */
  hide(cell: CellId): boolean {
    if (this.hidden[cell] === 1) return false;
    if (!this.canHide(cell)) throw new Error('a cell that is out already cannot be hidden');
    this.mark(cell);
    return true;
  }

  publish(cell: CellId): void {
    this.hidden[cell] = 0;
    this.cost[cell] = this.weigh(cell);
    this.closed[cell] = Infinity;
  }

  weigh(cell: CellId): number {
    return this.weights[cell] ?? 0;
  }

  private mark(cell: CellId): void {
    this.hidden[cell] = 1;
    this.cost[cell] = 0;
    this.closed[cell] = 0;
  }
}
