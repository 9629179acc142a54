import { coordinatesOf, crossed, innerCellsOf, type CellId, type Grid } from './grid';
import type { Move } from './move';

/**
 * The inner cells around a move that a better move may use: on each axis the leaves of the move, then those that are
 * cheapest beside it, as many as fit.
 *
 * @param cost what hiding each cell costs
 * @param maxCells most inner cells to return, unless the move alone has more
 */
export function cellsAround(grid: Grid, cost: Float64Array, move: Move, maxCells: number): CellId[] {
  const corners = [...move.keys()].map((inner) => coordinatesOf(grid, inner));
  const origin = move.keys().next().value ?? 0;
  const first = corners[0] ?? [];
  const chosen = grid.axes.map((_, i) => [...new Set(corners.map((corner) => corner[i] ?? 0))]);
  const waiting = grid.axes.map((axis, i) => {
    const price = (leaf: number) => cost[origin + (leaf - (first[i] ?? 0)) * axis.stride] ?? 0;
    const leaves = Array.from({ length: axis.leafCount }, (_, leaf) => leaf);
    return leaves
      .filter((leaf) => !chosen[i]?.includes(leaf))
      .sort((one, other) => price(one) - price(other) || one - other);
  });
  for (let axis = nextAxis(chosen, waiting, maxCells); axis >= 0; axis = nextAxis(chosen, waiting, maxCells))
    chosen[axis]?.push(waiting[axis]?.shift() ?? 0);
  return crossed(grid, chosen);
}

/** The axis with fewest leaves chosen that may still take one; -1 when the box is full. */
function nextAxis(chosen: readonly number[][], waiting: readonly number[][], maxCells: number): number {
  const cells = chosen.reduce((product, leaves) => product * leaves.length, 1);
  let next = -1;
  chosen.forEach((leaves, axis) => {
    const fits = (cells / leaves.length) * (leaves.length + 1) <= maxCells;
    if (fits && waiting[axis]?.length && (next < 0 || leaves.length < (chosen[next]?.length ?? 0))) next = axis;
  });
  return next;
}

/**
 * The hidden inner cells that hang together with a cell: its own, then those that share all codes but one with a cell
 * found before, nearest first.
 *
 * @param maxCells most inner cells to return; those left out count as fixed, which errs on the safe side
 */
export function hiddenAround(grid: Grid, hidden: Uint8Array, cell: CellId, maxCells: number): CellId[] {
  const found = innerCellsOf(grid, cell)
    .filter((inner) => hidden[inner] === 1)
    .slice(0, maxCells);
  const seen = new Set(found);
  for (let next = 0; next < found.length && found.length < maxCells; next += 1) {
    const inner = found[next] ?? 0;
    const at = coordinatesOf(grid, inner);
    grid.axes.forEach((axis, i) => {
      const lineStart = inner - (at[i] ?? 0) * axis.stride;
      for (let leaf = 0; leaf < axis.leafCount && found.length < maxCells; leaf += 1) {
        const other = lineStart + leaf * axis.stride;
        if (hidden[other] !== 1 || seen.has(other)) continue;
        seen.add(other);
        found.push(other);
      }
    });
  }
  return found;
}
