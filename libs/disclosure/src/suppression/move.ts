import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * A way from the true table to another one: whole numbers added to inner cells, so that every margin follows.
 *
 * If all cells that it changes are hidden, and no inner cell becomes negative, both tables look the same from outside.
 */
export type Move = ReadonlyMap<CellId, number>;

/** A move with every cell that it changes, margins included, and the cost of hiding them. */
export type PricedMove = { readonly move: Move; readonly changes: readonly CellId[]; readonly cost: number };

/** Every cell that a move changes, margins included. */
export function changesOf(grid: Grid, move: Move): CellId[] {
  const changes = new Map<CellId, number>();
  for (const [inner, by] of move)
    for (const cell of cellsAbove(grid, inner)) changes.set(cell, (changes.get(cell) ?? 0) + by);
  return [...changes].filter(([, by]) => by !== 0).map(([cell]) => cell);
}
