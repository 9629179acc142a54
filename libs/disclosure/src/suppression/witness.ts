import { coordinatesOf, crossed, isInner, type CellId, type Grid } from './grid';
import type { Move } from './move';

/**
 * Lists, in exact arithmetic and from the definitions alone, the cells that a move proves open: outsiders cannot know them.
 *
 * It proves something when the moved table is another table of whole numbers ≥ 0 with the same value in every published
 * cell; then each cell that has another value there is open. Neither the solver nor the search is trusted.
 *
 * @param hidden one byte per cell; 1 where nothing is published
 * @returns the cells that change; none if the move is void
 */
export function cellsProvenOpen(grid: Grid, hidden: Uint8Array, move: Move): ReadonlySet<CellId> {
  const open = new Set<CellId>();
  for (const [inner, by] of move)
    if (!isInner(grid, inner) || (grid.people[inner] ?? 0n) + BigInt(by) < 0n) return open;
  for (const [cell, change] of changesByDefinition(grid, move)) {
    if (change === 0n) continue;
    if (hidden[cell] !== 1) return new Set();
    open.add(cell);
  }
  return open;
}

/** A cell changes by what is moved in the inner cells that it sums. */
function changesByDefinition(grid: Grid, move: Move): Map<CellId, bigint> {
  const changes = new Map<CellId, bigint>();
  for (const [inner, by] of move)
    for (const cell of summing(grid, inner)) changes.set(cell, (changes.get(cell) ?? 0n) + BigInt(by));
  return changes;
}

/** The cells whose codes have the leaves of an inner cell among their members. */
function summing(grid: Grid, inner: CellId): CellId[] {
  const at = coordinatesOf(grid, inner);
  const codes = grid.axes.map(({ members }, i) => {
    const found: number[] = [];
    members.forEach((leaves, code) => {
      if (leaves.includes(at[i] ?? -1)) found.push(code);
    });
    return found;
  });
  return crossed(grid, codes);
}
