import { coordinatesOf, isInner, type CellId, type Grid } from './grid';
import type { Move } from './move';

/**
 * Decides, in exact arithmetic and from the definitions alone, whether a move proves that outsiders cannot know a cell.
 *
 * It does when the moved table is another table of whole numbers ≥ 0, has the same value in every published cell, and
 * another value in the cell in question. Neither the solver nor the search is trusted: nothing of theirs is used here.
 *
 * @param hidden one byte per cell; 1 where nothing is published
 * @param cell the cell whose value must stay open
 */
export function provesOpen(grid: Grid, hidden: Uint8Array, cell: CellId, move: Move): boolean {
  const moved = [...move].map(([inner, by]) => ({ inner, by: BigInt(by), at: coordinatesOf(grid, inner) }));
  const staysATable = moved.every(({ inner, by }) => isInner(grid, inner) && (grid.people[inner] ?? 0n) + by >= 0n);
  if (!staysATable) return false;
  const changeOf = (codes: readonly number[]) =>
    moved.reduce((sum, { by, at }) => (sums(grid, codes, at) ? sum + by : sum), 0n);
  for (const touched of touchedBy(
    grid,
    moved.map(({ at }) => at),
  ))
    if (hidden[touched] !== 1 && changeOf(coordinatesOf(grid, touched)) !== 0n) return false;
  return changeOf(coordinatesOf(grid, cell)) !== 0n;
}

const sums = (grid: Grid, codes: readonly number[], inner: readonly number[]) =>
  codes.every((code, i) => grid.axes[i]?.members[code]?.includes(inner[i] ?? -1));

function touchedBy(grid: Grid, inner: readonly (readonly number[])[]): Set<CellId> {
  const touched = new Set<CellId>();
  const walk = (at: readonly number[], axis: number, id: CellId): void => {
    const here = grid.axes[axis];
    if (!here) {
      touched.add(id);
      return;
    }
    here.members.forEach((leaves, code) => {
      if (leaves.includes(at[axis] ?? -1)) walk(at, axis + 1, id + code * here.stride);
    });
  };
  for (const at of inner) walk(at, 0, 0);
  return touched;
}
