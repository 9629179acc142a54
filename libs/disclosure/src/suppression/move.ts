import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * A way from the true table to another one: whole numbers added to inner cells, so that every margin follows.
 *
 * If all cells that it changes are hidden, and no inner cell becomes negative, both tables look the same from outside.
 */
export type Move = ReadonlyMap<CellId, number>;

/** Every cell that a move changes, margins included, with its change in people. */
export function changesOf(grid: Grid, move: Move): Map<CellId, number> {
  const changes = new Map<CellId, number>();
  for (const [inner, by] of move)
    for (const cell of cellsAbove(grid, inner)) changes.set(cell, (changes.get(cell) ?? 0) + by);
  for (const [cell, by] of changes) if (by === 0) changes.delete(cell);
  return changes;
}
