import { unsafeCells, type PrimaryRule } from '../primary/primary';
import { ASKED, OPEN, WITHHELD, type CellId, type Grid } from './grid';
import type { Cause, Table } from './table';

/** The cells that may not be published for their own sake, with the reasons: of those that are asked for, and of earlier releases. */
export const primariesOf = (grid: Grid, table: Table, rule: PrimaryRule): ReadonlyMap<CellId, readonly Cause[]> =>
  unsafeCells(grid, table, rule, (cell) => JUDGED.includes(grid.visibility[cell] ?? ASKED));

const JUDGED: readonly number[] = [ASKED, OPEN, WITHHELD];
