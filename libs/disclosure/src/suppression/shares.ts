import { invalidTable } from '../errors';
import type { CellId, Grid } from './grid';
import type { Cell, Share, Table } from './table';

/**
 * Refuses shares that contradict the table: with one wrong part an insider would be thought to know less than it does.
 *
 * @throws DISCLOSURE.INVALID_TABLE if an inner cell with people lacks its shares while others have them, if parts do not
 *   add up, are given twice, are negative counts of people, or if a holder is out of range
 */
export function assertShares(
  grid: Pick<Grid, 'axes'>,
  table: Table,
  shares: ReadonlyMap<CellId, readonly Share[]>,
): void {
  const { holders = 0, coalitions = [] } = table;
  if (!Number.isSafeInteger(holders) || holders < 0)
    throw invalidTable('the number of holders is no whole number of zero or more', {});
  for (const holder of coalitions.flat()) assertHolder(holder, holders, []);
  if (shares.size === 0) return;
  for (const cell of table.cells) {
    if (cell.codes.some((code, i) => (grid.axes[i]?.indexOf.get(code) ?? 0) >= (grid.axes[i]?.leafCount ?? 0))) continue;
    assertParts(cell, holders);
  }
}

function assertParts({ codes, people, sums = [], shares = [] }: Cell, holders: number): void {
  const seen = new Set<number>();
  for (const { holder, people: part, sums: parts } of shares) {
    assertHolder(holder, holders, codes);
    if (seen.has(holder)) throw invalidTable('a holder has two shares in one cell', { codes });
    if (part < 0n) throw invalidTable('a share of people is negative', { codes });
    if (parts.length !== sums.length) throw invalidTable('a share has not one part per sum', { codes });
    seen.add(holder);
  }
  const total = (part: (share: Share) => bigint) => shares.reduce((sum, share) => sum + part(share), 0n);
  const adds = total((share) => share.people) === people;
  if (!adds || sums.some((sum, i) => total((share) => share.sums[i] ?? 0n) !== sum))
    throw invalidTable('the shares of a cell do not add up to it', { codes });
}

function assertHolder(holder: number, holders: number, codes: readonly string[]): void {
  if (!Number.isSafeInteger(holder) || holder < 0 || holder >= holders)
    throw invalidTable('a share names a holder that there is not', { codes, holder: String(holder) });
}

