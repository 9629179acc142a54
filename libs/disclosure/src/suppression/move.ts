import { cellsAbove, type CellId, type Grid } from './grid';

/**
 * A way from the true table to another one: whole numbers added to inner cells, so that every margin follows.
 *
 * If all cells that it changes are hidden, and no reader knows that an inner cell cannot have changed so, both tables look
 * the same.
 */
export type Move = ReadonlyMap<CellId, number>;

/** A move with every cell that it changes, margins included, and by how much. */
export type TracedMove = {
  readonly move: Move;
  readonly changes: ReadonlyMap<CellId, number>;
  /**
   * Where the move is of people only, made once: how each sum changes with it, so that nothing is spent where nobody is left.
   * What only sums change stands in `changes` as 0.
   */
  readonly sums?: readonly Move[];
};

/** A move, and the cost of hiding what it changes. */
export type PricedMove = TracedMove & { readonly cost: number };

/** Follows a move to every cell that it changes. */
export function trace(grid: Grid, move: Move): TracedMove {
  const changes = new Map<CellId, number>();
  for (const [inner, by] of move)
    for (const cell of cellsAbove(grid, inner)) {
      const change = (changes.get(cell) ?? 0) + by;
      if (change === 0) changes.delete(cell);
      else changes.set(cell, change);
    }
  return { move, changes };
}

/** Follows a move of people, and what each sum does with it, to every cell that changes. */
export function traceWithSums(grid: Grid, people: Move, sums: readonly Move[]): TracedMove {
  const { move, changes } = trace(grid, people);
  const all = new Map(changes);
  for (const sum of sums) for (const cell of trace(grid, sum).changes.keys()) all.set(cell, changes.get(cell) ?? 0);
  return { move, changes: all, sums };
}
