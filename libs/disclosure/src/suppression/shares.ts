import { invalidTable } from '../errors';
import { idOf, isInner, type CellId, type Grid } from './grid';
import type { Cell, Share, Table } from './table';

/**
 * Refuses shares that contradict the table: with one wrong part an insider would be thought to know less than it does.
 *
 * @throws DISCLOSURE.INVALID_TABLE if an inner cell with people lacks its shares while others have them, or all do although
 *   there are holders, if parts do not add up, are given twice, are negative counts of people, or if a holder is out of range
 */
export function assertShares(
  grid: Pick<Grid, 'axes'>,
  table: Table,
  shares: ReadonlyMap<CellId, readonly Share[]>,
): void {
  const { holders = 0, coalitions = [] } = table;
  for (const holder of coalitions.flat()) assertHolder(holder, holders, []);
  if (shares.size === 0) {
    assertNobodyHolds(table);
    return;
  }
  for (const cell of table.cells) if (isInner(grid, idOf(grid, cell.codes))) assertParts(cell, holders);
}

/** Without shares only outsiders are reckoned with: whoever names holders would think that they are too. */
function assertNobodyHolds({ cells, holders = 0 }: Table): void {
  if (holders > 0 && cells.some(({ people }) => people > 0n))
    throw invalidTable('it says how many holders there are, and not what each of them has', { holders });
}

function assertParts({ codes, people, sums = [], shares = [] }: Cell, holders: number): void {
  const seen = new Set<number>();
  for (const { holder, people: part, sums: parts } of shares) {
    assertHolder(holder, holders, codes);
    if (part < 0n || parts.length !== sums.length)
      throw invalidTable('a share has a negative count of people, or not one part for each sum', { codes });
    seen.add(holder);
  }
  if (seen.size < shares.length) throw invalidTable('a holder has two shares in one cell', { codes });
  assertAddsUp({ codes, people, sums }, shares);
}

function assertAddsUp(
  { codes, people, sums = [] }: Pick<Cell, 'codes' | 'people' | 'sums'>,
  shares: readonly Share[],
): void {
  const total = (part: (share: Share) => bigint | undefined) =>
    shares.reduce((sum, share) => sum + (part(share) ?? 0n), 0n);
  if (total((share) => share.people) !== people || sums.some((sum, i) => total((share) => share.sums[i]) !== sum))
    throw invalidTable('the shares of a cell do not add up to it', { codes });
}

function assertHolder(holder: number, holders: number, codes: readonly string[]): void {
  if (!Number.isSafeInteger(holder) || holder < 0 || holder >= holders)
    throw invalidTable('a share names a holder that there is not', { codes, holder: String(holder) });
}
