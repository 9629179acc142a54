import { cellsAbove, isInner, type CellId, type Grid } from './grid';
import { Tally } from './tally';

/**
 * Subtraction, as an outsider would do it first: an inner cell that stands alone in a margin that stays as it is cannot
 * change, then neither can the next one that this leaves alone, and so on.
 */
export class Peel {
  private readonly hidden: Tally;
  private readonly asked: Tally;

  /** @param closed Infinity for each cell that stays as it is, now */
  constructor(
    private readonly grid: Grid,
    private readonly closed: Float64Array,
  ) {
    this.hidden = new Tally(grid.size);
    this.asked = new Tally(grid.size);
  }

  hide(cell: CellId): void {
    if (isInner(this.grid, cell)) this.hidden.add(cellsAbove(this.grid, cell), cell);
  }

  publish(cell: CellId): void {
    if (isInner(this.grid, cell)) this.hidden.remove(cellsAbove(this.grid, cell), cell);
  }

  /** Hidden inner cells that cannot change any more because a cell was published; there may be others. */
  stuckBy(published: CellId): ReadonlySet<CellId> {
    const margins = isInner(this.grid, published) ? this.fixedOver(published) : [published];
    const stuck = this.chain(this.hidden, margins);
    for (const cell of stuck) this.hidden.add(this.fixedOver(cell), cell);
    return stuck;
  }

  /** The inner cells that can change while all but the given ones stay as they are. */
  changeable(within: readonly CellId[]): CellId[] {
    const inner = within.filter((cell) => this.closed[cell] !== Infinity);
    const fixed = inner.map((cell) => this.fixedOver(cell));
    inner.forEach((cell, i) => {
      this.asked.add(fixed[i] ?? [], cell);
    });
    const stuck = this.chain(this.asked, fixed.flat());
    const left = inner.filter((cell) => !stuck.has(cell));
    for (const cell of left) this.asked.remove(this.fixedOver(cell), cell);
    return left;
  }

  /** Takes out of a tally what stands alone in one of these margins, and what that leaves alone. */
  private chain(tally: Tally, margins: readonly CellId[]): Set<CellId> {
    const stuck = new Set<CellId>();
    const waiting = [...margins];
    for (let margin = waiting.pop(); margin !== undefined; margin = waiting.pop()) {
      const cell = tally.aloneIn(margin);
      if (cell === undefined) continue;
      const fixed = this.fixedOver(cell);
      stuck.add(cell);
      tally.remove(fixed, cell);
      waiting.push(...fixed);
    }
    return stuck;
  }

  private fixedOver(inner: CellId): CellId[] {
    return cellsAbove(this.grid, inner).filter((above) => this.closed[above] === Infinity);
  }
}
