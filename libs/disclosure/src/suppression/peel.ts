import { cellsAbove, type CellId, type Grid } from './grid';

/** The inner cells that could change in a cell that stays as it is: how many, and their numbers combined by XOR. */
type Parts = { count: number; combined: CellId };

/**
 * Leaves out the inner cells that cannot change because they stand alone in a margin that stays as it is, and so on
 * until none is left out any more: subtraction, as an outsider would do it first.
 *
 * @param cost what hiding each cell costs: `Infinity` where it must stay as it is
 */
export function changeable(grid: Grid, cost: Float64Array, within: readonly CellId[]): CellId[] {
  const fixedAbove = new Map<CellId, Parts[]>();
  const partsOf = new Map<CellId, Parts>();
  for (const cell of within) if (cost[cell] !== Infinity) fixedAbove.set(cell, fixedOver(grid, cost, cell, partsOf));
  const lonely = [...partsOf.values()].filter(({ count }) => count === 1);
  for (let parts = lonely.pop(); parts; parts = lonely.pop()) {
    if (parts.count === 0) continue;
    const cell = parts.combined;
    for (const other of fixedAbove.get(cell) ?? []) {
      other.count -= 1;
      other.combined ^= cell;
      if (other.count === 1) lonely.push(other);
    }
    fixedAbove.delete(cell);
  }
  return [...fixedAbove.keys()];
}

/** Adds an inner cell to the parts of each cell over it that stays as it is. */
function fixedOver(grid: Grid, cost: Float64Array, cell: CellId, partsOf: Map<CellId, Parts>): Parts[] {
  const fixed: Parts[] = [];
  for (const above of cellsAbove(grid, cell)) {
    if (cost[above] !== Infinity) continue;
    const parts = partsOf.get(above) ?? { count: 0, combined: 0 };
    if (parts.count === 0) partsOf.set(above, parts);
    parts.count += 1;
    parts.combined ^= cell;
    fixed.push(parts);
  }
  return fixed;
}
