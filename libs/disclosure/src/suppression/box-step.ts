import type { Axis } from './axis';
import { cellAt, coordinatesOf, type CellId, type Grid } from './grid';

/**
 * One way along one axis, from the anchor's leaf: exchange with another leaf, or stay (`to` is undefined).
 *
 * `price` is the cost of what changes on the line through the anchor, a lower bound for every box with this step.
 */
export type Step = { readonly to: number | undefined; readonly price: number };

/** The codes of an axis whose cells change with a step: those that lose sight of the anchor's leaf, and those that gain. */
export type Reach = { readonly with: readonly number[]; readonly against: readonly number[] };

const NOTHING: readonly number[] = [];

export function reachOf(axis: Axis, from: number, to: number | undefined): Reach {
  const here = axis.above[from] ?? NOTHING;
  if (to === undefined) return { with: here, against: NOTHING };
  const there = axis.above[to] ?? NOTHING;
  return { with: here.filter((code) => !there.includes(code)), against: there.filter((code) => !here.includes(code)) };
}

/**
 * The steps along each axis that leave the cell's own value changed, cheapest first.
 *
 * @param cost what hiding each cell costs; steps that cost Infinity are left out
 */
export function stepsFrom(grid: Grid, cost: Float64Array, cell: CellId, anchor: readonly number[]): Step[][] {
  const origin = cellAt(grid, anchor);
  return coordinatesOf(grid, cell).map((own, i) => {
    const axis = grid.axes[i];
    const from = anchor[i] ?? 0;
    const here = axis?.above[from] ?? NOTHING;
    const sum = (codes: readonly number[], without: readonly number[]) => {
      let total = 0;
      for (const code of codes)
        if (!without.includes(code)) total += cost[origin + (code - from) * (axis?.stride ?? 0)] ?? 0;
      return total;
    };
    const steps: Step[] = [{ to: undefined, price: sum(here, NOTHING) }];
    axis?.above.forEach((there, to) => {
      if (!there.includes(own)) steps.push({ to, price: sum(here, there) + sum(there, here) });
    });
    return steps.filter(({ price }) => price < Infinity).sort((one, other) => one.price - other.price);
  });
}
