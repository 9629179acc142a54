import { stepsFrom, type Crossing, type Step } from './box-step';
import { codeAt, innerCellsOf, type CellId, type Grid } from './grid';
import type { PricedMove } from './move';

/** Anchors tried below a primary margin. */
const MAX_ANCHORS = 64;
/** Bits of the two directions in which a box can be walked: the anchor gains a person, or loses one. */
const GAIN = 1;
const LOSE = 2;

/**
 * Finds the cheapest box that makes a cell uncertain: people exchanged between the corners of a box of leaves.
 *
 * Along each axis a box exchanges with another leaf, so that the margins over that axis stay, or stays in place, so that
 * they change and must be hidden. The search is complete over all boxes around the anchors, by branch and bound.
 *
 * @param cost what hiding each cell costs, a whole number: 0 if it is hidden already, Infinity if it must not be hidden
 * @returns undefined if every box costs `Infinity`
 * @see Repsilber (1994), Giessing & Repsilber (2002), the hypercube method; here with the sign of zero cells respected
 */
export function cheapestBox(grid: Grid, cost: Float64Array, cell: CellId): PricedMove | undefined {
  let best: PricedMove | undefined;
  for (const anchor of anchorsOf(grid, cost, cell)) {
    const search = new BoxSearch(grid, cost, best?.cost ?? Infinity);
    best = search.from(anchor, stepsFrom(grid, cost, cell, anchor)) ?? best;
    if (best?.cost === 0) break;
  }
  return best;
}

/** Inner cells under a cell from which boxes start; under a margin those with most people come first. */
function anchorsOf(grid: Grid, cost: Float64Array, cell: CellId): CellId[] {
  const anchors = innerCellsOf(grid, cell).filter((anchor) => (cost[anchor] ?? 0) < Infinity);
  const peopleAt = (anchor: CellId) => grid.counts[anchor] ?? 0;
  return anchors.sort((one, other) => peopleAt(other) - peopleAt(one)).slice(0, MAX_ANCHORS);
}

/**
 * The boxes around one anchor. Choosing a step crosses the cells chosen so far with it, so they lie on one stack: the
 * first `sizes[axis]` of them change when steps are chosen on the axes before `axis`.
 */
class BoxSearch {
  private steps: readonly (readonly Step[])[] = [];
  private anchor: CellId = 0;
  /** What is still to be paid at least, from each axis on. */
  private readonly least: number[];
  private readonly chosen: Step[] = [];
  private readonly ids: CellId[] = [];
  private readonly signs: number[] = [];
  private readonly isInner: boolean[] = [];
  private readonly sizes: number[] = [1];
  private readonly costs: number[] = [0];
  private readonly directions: number[] = [0];
  private found: PricedMove | undefined;

  constructor(
    private readonly grid: Grid,
    private readonly cost: Float64Array,
    private bestCost: number,
  ) {
    this.least = new Array<number>(grid.axes.length + 1).fill(0);
  }

  /** The cheapest box that costs less than the best one known. */
  from(anchor: CellId, steps: readonly (readonly Step[])[]): PricedMove | undefined {
    this.anchor = anchor;
    this.steps = steps;
    for (let axis = steps.length - 1; axis >= 0; axis -= 1)
      this.least[axis] = at(this.least, axis + 1) + (steps[axis]?.[0]?.price ?? Infinity);
    this.ids[0] = anchor;
    this.signs[0] = 1;
    this.isInner[0] = true;
    this.costs[0] = at(this.cost, anchor);
    this.directions[0] = this.directionsOf(anchor, 1);
    this.extend(0);
    return this.found;
  }

  private extend(axis: number): void {
    const steps = this.steps[axis];
    if (!steps) {
      this.bestCost = at(this.costs, axis);
      this.found = this.box(axis);
      return;
    }
    const toPay = at(this.costs, axis) + at(this.least, axis + 1);
    for (const step of steps) {
      if (toPay + step.price >= this.bestCost) return;
      if (!this.choose(axis, step)) continue;
      this.chosen[axis] = step;
      this.extend(axis + 1);
    }
  }

  /** Crosses what is chosen so far with one more step; false if no box with it can be better than the best one known. */
  private choose(axis: number, { crossings }: Step): boolean {
    const next = axis + 1;
    this.costs[next] = at(this.costs, axis);
    this.directions[next] = at(this.directions, axis);
    this.sizes[next] = at(this.sizes, axis);
    return crossings.every((crossing) => this.cross(axis, crossing));
  }

  private cross(axis: number, { offset, direction, isLeaf }: Crossing): boolean {
    const next = axis + 1;
    const limit = this.bestCost - at(this.least, next);
    let cost = at(this.costs, next);
    let directions = at(this.directions, next);
    let size = at(this.sizes, next);
    for (let j = 0; j < at(this.sizes, axis) && cost < limit; j += 1, size += 1) {
      const id = at(this.ids, j) + offset;
      const sign = at(this.signs, j) * direction;
      const isInner = isLeaf && this.isInner[j] === true;
      cost += at(this.cost, id);
      if (isInner) directions &= this.directionsOf(id, sign);
      this.ids[size] = id;
      this.signs[size] = sign;
      this.isInner[size] = isInner;
    }
    this.costs[next] = cost;
    this.directions[next] = directions;
    this.sizes[next] = size;
    return cost < limit && directions !== 0;
  }

  /** An inner cell without people can only gain. */
  private directionsOf(inner: CellId, sign: number): number {
    if (this.grid.counts[inner] !== 0) return GAIN | LOSE;
    return sign > 0 ? GAIN : LOSE;
  }

  /** The corners of the box, inner cells that gain or lose one person, and every cell that changes with them. */
  private box(axis: number): PricedMove {
    const anchorGains = (at(this.directions, axis) & GAIN) !== 0;
    let corners: [CellId, number][] = [[this.anchor, anchorGains ? 1 : -1]];
    this.grid.axes.forEach((along, i) => {
      const to = this.chosen[i]?.to;
      if (to === undefined) return;
      const offset = (to - codeAt(along, this.anchor)) * along.stride;
      corners = corners.flatMap(([inner, by]): [CellId, number][] => [[inner, by], [inner + offset, -by]]); // prettier-ignore
    });
    return { move: new Map(corners), changes: this.ids.slice(0, at(this.sizes, axis)), cost: at(this.costs, axis) };
  }
}

const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;
