import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * Leaves out the inner cells that cannot change because they stand alone in a margin that stays as it is, and so on
 * until none is left out any more: subtraction, as an outsider would do it first.
 *
 * @param cost what hiding each cell costs: `Infinity` where it must stay as it is
 */
export function changeable(grid: Grid, cost: Float64Array, within: readonly CellId[]): CellId[] {
  const inner = new Set(within.filter((cell) => (cost[cell] ?? 0) < Infinity));
  const fixed = new Map<CellId, Set<CellId>>();
  for (const cell of inner)
    for (const above of cellsAbove(grid, cell)) {
      if (cost[above] !== Infinity) continue;
      const parts = fixed.get(above);
      if (parts) parts.add(cell);
      else fixed.set(above, new Set([cell]));
    }
  const lonely = [...fixed.values()].filter((parts) => parts.size === 1);
  for (let parts = lonely.pop(); parts; parts = lonely.pop()) {
    const [cell] = parts;
    if (cell === undefined) continue;
    inner.delete(cell);
    for (const above of cellsAbove(grid, cell)) {
      const others = fixed.get(above);
      if (others?.delete(cell) && others.size === 1) lonely.push(others);
    }
  }
  return [...inner];
}
