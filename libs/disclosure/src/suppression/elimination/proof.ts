import type { CellId } from '../grid';
import type { System } from '../system';
import type { Shift } from './echelon';
import { Elimination } from './insight';
import type { Relations } from './relations';
import { inWholeNumbers } from './whole';

type Pattern = { readonly system: System; readonly hidden: Uint8Array };

/**
 * Makes certain, in whole numbers, that nothing published gives these cells away.
 *
 * For each there must be a change of hidden cells alone that keeps every equation and changes the cell. The shifts of an
 * elimination modulo a prime are such changes as a rule; where one is not, the cell is asked about without the prime. A
 * cell that is given away is a defect of ours; then there is no answer at all.
 */
export function assertOpen(
  pattern: Pattern,
  relations: Relations,
  cells: readonly CellId[],
  shifts: readonly Shift[],
): void {
  const { system, hidden } = pattern;
  const isHidden = (unknown: number) => unknown >= system.cells || hidden[unknown] === 1;
  const open = new Set<number>();
  for (const shift of shifts) {
    const changed = [...(inWholeNumbers(relations, shift)?.keys() ?? [])];
    if (changed.every(isHidden)) for (const unknown of changed) open.add(unknown);
  }
  const doubtful = cells.filter((cell) => cell < system.cells && !open.has(cell));
  if (doubtful.length === 0) return;
  const [given] = new Elimination(system, hidden).derivable(doubtful);
  if (given !== undefined) throw new Error(`no proof that the cell with the number ${given} stays open`);
}
