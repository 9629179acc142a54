import type { Axis } from './axis';
import { codeAt, type CellId, type Grid } from './grid';

/** A cell that changes with a step, seen from a cell on the anchor's leaf; `direction` is -1 if it changes against it. */
export type Crossing = { readonly offset: number; readonly direction: 1 | -1; readonly isLeaf: boolean };

/**
 * One way along one axis, from the anchor's leaf: exchange with another leaf, or stay where it is.
 *
 * `price` is the cost of what changes on the line through the anchor besides the anchor itself: a lower bound for what
 * every box with this step has to pay for it.
 */
export type Step = { readonly price: number; readonly crossings: readonly Crossing[] };

const NOTHING: readonly number[] = [];

/** The line of cells through the anchor along an axis, with what it costs to hide each. */
type Line = { readonly axis: Axis; readonly from: number; readonly anchor: CellId; readonly cost: Float64Array };

/**
 * The steps along each axis that leave the cell's own value changed, cheapest first.
 *
 * @param cost what hiding each cell costs; steps that cost Infinity are left out
 * @param anchor an inner cell that the cell sums
 */
export function stepsFrom(grid: Grid, cost: Float64Array, cell: CellId, anchor: CellId): Step[][] {
  return grid.axes.map((axis) => stepsAlong({ axis, from: codeAt(axis, anchor), anchor, cost }, codeAt(axis, cell)));
}

function stepsAlong(line: Line, own: number): Step[] {
  const { axis, from } = line;
  const steps: Step[] = [];
  const add = (to: number | undefined) => {
    const price = priceOf(line, to);
    if (price < Infinity) steps.push({ price, crossings: crossingsOf(axis, from, to) });
  };
  add(undefined);
  for (let to = 0; to < axis.leafCount; to += 1) if (!leavesAlone(axis, to, own)) add(to);
  return steps.sort((one, other) => one.price - other.price);
}

/** What is exchanged with a leaf below the same code stays within that code. */
const leavesAlone = (axis: Axis, to: number, own: number) => (axis.above[to] ?? NOTHING).includes(own);

/** Codes change that contain one of the two leaves, not both. */
function priceOf(line: Line, to: number | undefined): number {
  const { here, there } = codesOver(line.axis, line.from, to);
  const price = priceOfRest(line, there, here);
  return price < Infinity ? price + priceOfRest(line, here, there) : price;
}

function priceOfRest({ axis, from, anchor, cost }: Line, codes: readonly number[], without: readonly number[]): number {
  let price = 0;
  for (const code of codes)
    if (code !== from && !without.includes(code)) price += cost[anchor + (code - from) * axis.stride] ?? 0;
  return price;
}

function crossingsOf(axis: Axis, from: number, to: number | undefined): Crossing[] {
  const { here, there } = codesOver(axis, from, to);
  const crossing = (code: number, direction: 1 | -1): Crossing => ({
    offset: (code - from) * axis.stride,
    direction,
    isLeaf: code < axis.leafCount,
  });
  const left = here.filter((code) => code !== from && !there.includes(code));
  const entered = there.filter((code) => !here.includes(code));
  return [...left.map((code) => crossing(code, 1)), ...entered.map((code) => crossing(code, -1))];
}

const codesOver = (axis: Axis, from: number, to: number | undefined) => ({
  here: axis.above[from] ?? NOTHING,
  there: to === undefined ? NOTHING : (axis.above[to] ?? NOTHING),
});
