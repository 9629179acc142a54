import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * Subtraction, as an outsider would do it first: an inner cell that stands alone in a margin that stays as it is cannot
 * change, then neither can the next one that this leaves alone, and so on. The tallies are kept between questions.
 */
export class Peel {
  /** For each cell that stays as it is, the inner cells that could change in it: how many, and their numbers by XOR. */
  private readonly count: Uint32Array;
  private readonly combined: Uint32Array;

  constructor(private readonly grid: Grid) {
    this.count = new Uint32Array(grid.size);
    this.combined = new Uint32Array(grid.size);
  }

  /** @param cost what hiding each cell costs: `Infinity` where it must stay as it is */
  changeable(cost: Float64Array, within: readonly CellId[]): CellId[] {
    const fixedAbove = new Map<CellId, readonly CellId[]>();
    for (const cell of within)
      if (cost[cell] !== Infinity) {
        const fixed = cellsAbove(this.grid, cell).filter((above) => cost[above] === Infinity);
        fixedAbove.set(cell, fixed);
        for (const margin of fixed) this.tally(margin, cell, 1);
      }
    for (const [cell, fixed] of [...fixedAbove])
      if (fixed.some((margin) => this.count[margin] === 1)) this.leaveOut(cell, fixedAbove);
    for (const [cell, fixed] of fixedAbove) for (const margin of fixed) this.tally(margin, cell, -1);
    return [...fixedAbove.keys()];
  }

  /** Leaves a cell out, and those that it leaves alone. */
  private leaveOut(first: CellId, fixedAbove: Map<CellId, readonly CellId[]>): void {
    const stuck = [first];
    for (let cell = stuck.pop(); cell !== undefined; cell = stuck.pop()) {
      const fixed = fixedAbove.get(cell) ?? [];
      fixedAbove.delete(cell);
      for (const margin of fixed) {
        this.tally(margin, cell, -1);
        if (this.count[margin] === 1) stuck.push(this.combined[margin] ?? 0);
      }
    }
  }

  private tally(margin: CellId, cell: CellId, by: 1 | -1): void {
    this.count[margin] = (this.count[margin] ?? 0) + by;
    this.combined[margin] = (this.combined[margin] ?? 0) ^ cell;
  }
}
