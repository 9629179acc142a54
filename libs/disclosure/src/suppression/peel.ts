import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * Leaves out the inner cells that cannot change because they stand alone in a margin that stays as it is, and so on
 * until none is left out any more: subtraction, as an outsider would do it first.
 *
 * @param cost what hiding each cell costs: `Infinity` where it must stay as it is
 */
export function changeable(grid: Grid, cost: Float64Array, within: readonly CellId[]): CellId[] {
  const inner = new Set(within.filter((cell) => (cost[cell] ?? 0) < Infinity));
  const parts = partsOfFixed(grid, cost, inner);
  const lonely = [...parts.values()].filter((cells) => cells.size === 1);
  for (let alone = lonely.pop(); alone; alone = lonely.pop())
    for (const cell of alone) {
      inner.delete(cell);
      for (const above of cellsAbove(grid, cell)) {
        const others = parts.get(above);
        if (others?.delete(cell) && others.size === 1) lonely.push(others);
      }
    }
  return [...inner];
}

/** For each cell that stays as it is, the inner cells that could change in it. */
function partsOfFixed(grid: Grid, cost: Float64Array, inner: ReadonlySet<CellId>): Map<CellId, Set<CellId>> {
  const parts = new Map<CellId, Set<CellId>>();
  for (const cell of inner)
    for (const above of cellsAbove(grid, cell)) {
      if (cost[above] !== Infinity) continue;
      const known = parts.get(above);
      if (known) known.add(cell);
      else parts.set(above, new Set([cell]));
    }
  return parts;
}
