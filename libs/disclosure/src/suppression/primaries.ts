import { unsafeCells, type PrimaryRule } from '../primary/primary';
import { ASKED, codesOf, JOINT, OPEN, WITHHELD, type CellId, type Grid } from './grid';
import { layOutTable } from './lay-out-table';
import type { Cause, Table } from './table';

/** The cells that may not be published for their own sake, with the reasons: of those that are asked for, and of earlier releases. */
export const primariesOf = (grid: Grid, table: Table, rule: PrimaryRule): ReadonlyMap<CellId, readonly Cause[]> =>
  unsafeCells(grid, table, rule, (cell) => JUDGED.includes(grid.visibility[cell] ?? ASKED));

const JUDGED: readonly number[] = [ASKED, OPEN, WITHHELD, JOINT];

/**
 * The codes of all cells of a table that are unsafe by themselves, whatever is published beside them.
 *
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE
 */
export function unsafeIn(table: Table, rule: PrimaryRule): (readonly string[])[] {
  const grid = layOutTable(table);
  return [...primariesOf(grid, table, rule).keys()].map((cell) => codesOf(grid, cell));
}
