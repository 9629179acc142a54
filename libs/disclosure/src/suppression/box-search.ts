import { stepsFrom, type Step } from './box-step';
import { innerCellsOf, type CellId, type Grid } from './grid';
import type { PricedMove } from './move';
import type { Work } from './work';

/** Anchors tried below a primary margin. */
const MAX_ANCHORS = 64;
/** Bits of the two directions in which a box can be walked: the anchor gains, or loses. */
export const GAIN = 1;
export const LOSE = 2;

/** What a box must be able to do. */
export type BoxQuestion = {
  readonly cell: CellId;
  /** What hiding each cell costs, a whole number: 0 if it is hidden already, Infinity if it must not be hidden. */
  readonly cost: Float64Array;
  /** In which directions an inner cell can change as far as is needed: GAIN, LOSE, both or neither (0). */
  readonly freedom: (inner: CellId) => number;
  /** In which directions the cell that is asked about may change. */
  readonly towards: number;
  /** How much there is to change in an inner cell: boxes start where it is most. */
  readonly amount: (inner: CellId) => number;
};

/**
 * Finds the cheapest box that changes a cell: people, or a sum, exchanged between the corners of a box of leaves.
 *
 * Along each axis a box exchanges with another leaf, so that the margins over that axis stay, or stays in place, so that
 * they change and must be hidden. The search is complete over all boxes around the anchors, by branch and bound.
 *
 * @returns undefined if every box costs `Infinity`
 * @see Repsilber (1994), Giessing & Repsilber (2002), the hypercube method; here with the sign of zero cells respected
 */
export function cheapestBox(grid: Grid, question: BoxQuestion, work: Work): PricedMove | undefined {
  let best: PricedMove | undefined;
  for (const anchor of anchorsOf(grid, question)) {
    const search = new BoxSearch(grid, question, best?.cost ?? Infinity);
    best = search.from(anchor, stepsFrom(grid, question.cost, question.cell, anchor)) ?? best;
    work.spend(search.tried);
    if (best?.cost === 0) break;
  }
  return best;
}

/** Inner cells under a cell from which boxes start; under a margin those with most to change come first. */
function anchorsOf(grid: Grid, { cell, cost, freedom, towards, amount }: BoxQuestion): CellId[] {
  const anchors = innerCellsOf(grid, cell).filter(
    (anchor) => (cost[anchor] ?? 0) < Infinity && (freedom(anchor) & towards) !== 0,
  );
  return anchors.sort((one, other) => amount(other) - amount(one) || one - other).slice(0, MAX_ANCHORS);
}

/** A box for which steps were chosen on the axes before `axis`: how many cells change, at what cost, in which directions. */
type Partial = {
  readonly axis: number;
  readonly size: number;
  readonly cost: number;
  readonly directions: number;
};

/**
 * The boxes around one anchor. Choosing a step crosses the cells chosen so far with it, so they lie on one stack: those
 * that change when steps are chosen on the first axes come first.
 */
class BoxSearch {
  private steps: readonly (readonly Step[])[] = [];
  /** What is still to be paid at least, from each axis on. */
  private readonly least: number[];
  private readonly cost: Float64Array;
  private readonly ids: CellId[] = [];
  private readonly signs: number[] = [];
  private readonly isInner: boolean[] = [];
  private found: PricedMove | undefined;
  /** Cells that were looked at. */
  tried = 0;

  constructor(
    grid: Grid,
    private readonly question: BoxQuestion,
    private bestCost: number,
  ) {
    this.cost = question.cost;
    this.least = new Array<number>(grid.axes.length + 1).fill(0);
  }

  /** The cheapest box that costs less than the best one known. */
  from(anchor: CellId, steps: readonly (readonly Step[])[]): PricedMove | undefined {
    this.steps = steps;
    for (let axis = steps.length - 1; axis >= 0; axis -= 1)
      this.least[axis] = (this.least[axis + 1] ?? 0) + (steps[axis]?.[0]?.price ?? Infinity);
    this.ids[0] = anchor;
    this.signs[0] = 1;
    this.isInner[0] = true;
    const directions = this.question.freedom(anchor) & this.question.towards;
    this.extend({ axis: 0, size: 1, cost: this.cost[anchor] ?? 0, directions });
    return this.found;
  }

  private extend({ axis, size, cost, directions }: Partial): void {
    const steps = this.steps[axis];
    if (!steps) {
      this.bestCost = cost;
      this.found = this.box(size, cost, directions);
      return;
    }
    const toPay = cost + (this.least[axis + 1] ?? 0);
    for (const step of steps) {
      if (toPay + step.price >= this.bestCost) return;
      this.tried += size;
      const price = this.priceOf(step, size);
      if (toPay + price >= this.bestCost) continue;
      const open = directions & this.cross(step, size);
      if (open === 0) continue;
      const crossed = size * (1 + step.crossings.length);
      this.extend({ axis: axis + 1, size: crossed, cost: cost + price, directions: open });
    }
  }

  /** What a step adds to the cost of the first `size` cells. */
  private priceOf({ crossings }: Step, size: number): number {
    const { cost, ids } = this;
    let price = 0;
    for (const { offset } of crossings) for (let i = 0; i < size; i += 1) price += cost[(ids[i] ?? 0) + offset] ?? 0;
    return price;
  }

  /** Puts what a step adds to the first `size` cells on top of them, and tells the directions that it leaves open. */
  private cross({ crossings }: Step, size: number): number {
    let directions = GAIN | LOSE;
    let top = size;
    for (const { offset, direction, isLeaf } of crossings)
      for (let i = 0; i < size; i += 1, top += 1) {
        const id = (this.ids[i] ?? 0) + offset;
        const sign = (this.signs[i] ?? 0) * direction;
        const isInner = isLeaf && this.isInner[i] === true;
        if (isInner) directions &= this.directionsOf(id, sign);
        this.ids[top] = id;
        this.signs[top] = sign;
        this.isInner[top] = isInner;
      }
    return directions;
  }

  private directionsOf(inner: CellId, sign: number): number {
    const free = this.question.freedom(inner);
    return sign > 0 ? free : ((free & GAIN) << 1) | ((free & LOSE) >> 1);
  }

  /** The corners of the box, inner cells that gain or lose one, and every cell that changes with them. */
  private box(size: number, cost: number, directions: number): PricedMove {
    const move = new Map<CellId, number>();
    const changes = new Map<CellId, number>();
    const anchorSign = (directions & GAIN) !== 0 ? 1 : -1;
    for (let i = 0; i < size; i += 1) {
      const by = anchorSign * (this.signs[i] ?? 0);
      changes.set(this.ids[i] ?? 0, by);
      if (this.isInner[i] === true) move.set(this.ids[i] ?? 0, by);
    }
    return { move, changes, cost };
  }
}
