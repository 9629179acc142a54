import { coordinatesOf, isInner, type CellId, type Grid } from './grid';
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
  const moved = [...move].map(([inner, by]) => ({ inner, by: BigInt(by), at: coordinatesOf(grid, inner) }));
  const isTable = moved.every(({ inner, by }) => isInner(grid, inner) && (grid.people[inner] ?? 0n) + by >= 0n);
  const open = new Set<CellId>();
  if (!isTable) return open;
  for (const cell of touchedBy(
    grid,
    moved.map(({ at }) => at),
  )) {
    const codes = coordinatesOf(grid, cell);
    const change = moved.reduce((sum, { by, at }) => (sums(grid, codes, at) ? sum + by : sum), 0n);
    if (change === 0n) continue;
    if (hidden[cell] !== 1) return new Set();
    open.add(cell);
  }
  return open;
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
