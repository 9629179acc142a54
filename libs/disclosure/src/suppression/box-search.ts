import { reachOf, stepsFrom, type Step } from './box-step';
import { cellAt, coordinatesOf, type CellId, type Grid } from './grid';
import type { Move } from './move';

/** Anchors tried below a primary margin. */
const MAX_ANCHORS = 64;
/** Bits of the two directions in which a box can be walked: the anchor gains a person, or loses one. */
const GAIN = 1;
const LOSE = 2;

/** A move with the cost of hiding what it changes. */
export type PricedMove = { readonly move: Move; readonly cost: number };

/** Cells that a partly chosen box changes; `signs` for an anchor that gains. `inner` marks inner cells. */
type Front = { readonly ids: number[]; readonly signs: number[]; readonly inner: boolean[] };
type Best = { cost: number; steps: readonly Step[]; directions: number; anchor: readonly number[] };

/**
 * Finds the cheapest box that makes a cell uncertain: people exchanged between the corners of a box of leaves.
 *
 * Along each axis a box exchanges with another leaf, so that the margins over that axis stay, or stays in place, so that
 * they change and must be hidden. The search is complete over all boxes around the anchors, by branch and bound.
 *
 * @param cost what hiding each cell costs: 0 if it is hidden already, Infinity if it must not be hidden
 * @returns undefined if every box costs `Infinity`
 * @see Repsilber (1994), Giessing & Repsilber (2002), the hypercube method; here with the sign of zero cells respected
 */
export function cheapestBox(grid: Grid, cost: Float64Array, cell: CellId): PricedMove | undefined {
  const best: Best = { cost: Infinity, steps: [], directions: 0, anchor: [] };
  for (const anchor of anchorsOf(grid, cell)) {
    extend({ grid, cost, best, anchor, steps: stepsFrom(grid, cost, cell, anchor) }, 0, start(grid, cost, anchor));
    if (best.cost === 0) break;
  }
  return best.cost < Infinity ? { move: toMove(grid, best), cost: best.cost } : undefined;
}

type Search = {
  readonly grid: Grid;
  readonly cost: Float64Array;
  readonly best: Best;
  readonly anchor: readonly number[];
  readonly steps: readonly (readonly Step[])[];
};
type Partial = {
  readonly front: Front;
  readonly cost: number;
  readonly directions: number;
  readonly chosen: readonly Step[];
};

function start(grid: Grid, cost: Float64Array, anchor: readonly number[]): Partial {
  const id = cellAt(grid, anchor);
  const directions = directionsOf(grid, id, 1);
  return { front: { ids: [id], signs: [1], inner: [true] }, cost: cost[id] ?? 0, directions, chosen: [] };
}

function extend(search: Search, axis: number, partial: Partial): void {
  if (partial.cost >= search.best.cost || partial.directions === 0) return;
  if (axis === search.grid.axes.length) {
    const { cost, directions, chosen } = partial;
    Object.assign(search.best, { cost, directions, steps: chosen, anchor: search.anchor });
    return;
  }
  for (const step of search.steps[axis] ?? []) {
    if (step.price >= search.best.cost) return;
    extend(search, axis + 1, along(search, axis, partial, step));
  }
}

/** Crosses what is chosen so far with one more step; the anchor's own leaf is part of every step, so costs only grow. */
function along({ grid, cost, anchor, best }: Search, i: number, partial: Partial, step: Step): Partial {
  const { ids, signs, inner } = partial.front;
  const axis = grid.axes[i];
  if (!axis) return partial;
  const from = at(anchor, i);
  const reach = reachOf(axis, from, step.to);
  const next = { ...partial, front: { ids: ids.slice(), signs: signs.slice(), inner: inner.slice() } };
  const cross = (code: number, direction: number) => {
    if (code === from) return;
    for (let j = 0; j < ids.length && next.cost < best.cost; j += 1) {
      const id = at(ids, j) + (code - from) * axis.stride;
      const sign = at(signs, j) * direction;
      const isInner = code < axis.leafCount && inner[j] === true;
      next.cost += at(cost, id);
      if (isInner) next.directions &= directionsOf(grid, id, sign);
      push(next.front, id, sign, isInner);
    }
  };
  for (const code of reach.with) cross(code, 1);
  for (const code of reach.against) cross(code, -1);
  return { ...next, chosen: [...partial.chosen, step] };
}

const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;

/** An inner cell without people can only gain. */
function directionsOf(grid: Grid, inner: CellId, sign: number): number {
  if (grid.people[inner] !== 0n) return GAIN | LOSE;
  return sign > 0 ? GAIN : LOSE;
}

function push(front: Front, id: CellId, sign: number, isInner: boolean): void {
  front.ids.push(id);
  front.signs.push(sign);
  front.inner.push(isInner);
}

/** Inner cells under a cell from which boxes start; under a margin those with most people come first. */
function anchorsOf(grid: Grid, cell: CellId): number[][] {
  let anchors: number[][] = [[]];
  coordinatesOf(grid, cell).forEach((code, i) => {
    const members = grid.axes[i]?.members[code] ?? [];
    anchors = anchors.flatMap((anchor) => members.map((leaf) => [...anchor, leaf]));
  });
  if (anchors.length === 1) return anchors;
  const peopleAt = (anchor: readonly number[]) => grid.people[cellAt(grid, anchor)] ?? 0n;
  return anchors
    .map((anchor) => ({ anchor, people: peopleAt(anchor) }))
    .sort((one, other) => (one.people === other.people ? 0 : one.people > other.people ? -1 : 1))
    .slice(0, MAX_ANCHORS)
    .map(({ anchor }) => anchor);
}

/** The corners of the box: inner cells that gain or lose one person. */
function toMove(grid: Grid, { steps, directions, anchor }: Best): Move {
  const sign = (directions & GAIN) !== 0 ? 1 : -1;
  let corners: [number[], number][] = [[[], sign]];
  steps.forEach(({ to }, i) => {
    const here = anchor[i] ?? 0;
    corners = corners.flatMap(([at, by]): [number[], number][] =>
      to === undefined
        ? [[[...at, here], by]]
        : [
            [[...at, here], by],
            [[...at, to], -by],
          ],
    );
  });
  return new Map(corners.map(([at, by]) => [cellAt(grid, at), by]));
}
