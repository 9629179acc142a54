import type { PrimaryRule } from '../src/primary/primary';
import { suppress } from '../src/suppression/elimination';
import { codesOf } from '../src/suppression/grid';
import { layOutTable } from '../src/suppression/lay-out-table';
import { layOutSystem } from '../src/suppression/layout';
import type { ProtectedCell, Table } from '../src/suppression/table';

/**
 * Engines as they are written where nobody tries to break them. Attacks are run against these first: an attack that does not
 * succeed here shows nothing.
 */

const isSmall = ({ people, contributors }: { people: bigint; contributors: number }, rule: PrimaryRule) =>
  people < BigInt(rule.minPeople) || contributors < rule.minContributors;

/** Thresholds alone: small cells are hidden, everything else is shown; an empty cell has nobody to protect. */
export function thresholdsOnly(table: Table, rule: PrimaryRule): ProtectedCell[] {
  const grid = layOutTable({ ...table, cells: table.cells });
  return Array.from({ length: grid.size }, (_, id): ProtectedCell => {
    const cell = grid.given.get(id);
    return { codes: codesOf(grid, id), status: cell && isSmall(cell, rule) ? 'primary' : 'published' };
  });
}

/** Whatever is unsafe by itself is hidden, and nothing else. */
export const primariesOnly = (cells: readonly ProtectedCell[]): ProtectedCell[] =>
  cells.map(({ codes, status }) => ({ codes, status: status === 'secondary' ? 'published' : status }));

/** Unsafe cells, and what Gaussian elimination hides beside them: nothing follows by subtraction, and nobody asks how nearly. */
export function eliminationOnly(table: Table, cells: readonly ProtectedCell[]): ProtectedCell[] {
  const grid = layOutTable(table);
  const status = new Map(cells.map((cell) => [cell.codes.join('|'), cell.status]));
  const primary = Uint8Array.from({ length: grid.size }, (_, id) =>
    status.get(codesOf(grid, id).join('|')) === 'primary' ? 1 : 0,
  );
  const { task, cells: numbered } = layOutSystem(grid);
  const withoutSingles = { ...task, singles: task.singles.map(() => -1) };
  const marked = Uint8Array.from(numbered, (id) => primary[id] ?? 0);
  const hidden = suppress({ ...withoutSingles, primary: marked, hide: new Uint8Array(numbered.length) });
  return Array.from(numbered, (id, number): ProtectedCell => {
    const kept = primary[id] === 1 ? 'primary' : hidden[number] === 1 ? 'secondary' : 'published';
    return { codes: codesOf(grid, id), status: kept };
  });
}
