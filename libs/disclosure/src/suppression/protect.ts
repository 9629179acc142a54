import type { PrimaryRule } from '../primary/primary';
import { canProtectApart, protectApart } from './protect-apart';
import { protectHere } from './protect-here';
import type { OnProgress, Protection, Table } from './table';

/** Tables of so many listed cells and more are protected in a thread of their own. */
const LARGE = 500;

/**
 * Decides which cells of a table may be published, so that nothing unsafe can be worked out from the rest.
 *
 * Unsafe cells are hidden, and with them what elimination needs; then each unsafe cell is audited: for outsiders, for each
 * holder of shares and for each declared coalition there must be other tables of whole numbers that show the same and in
 * which the cell is as different as its need asks for (`needsOf`). Where there are none, further cells are hidden; what
 * proves needless is published again. Large tables are worked on in a thread of their own, with the same answer. Same
 * table, same pattern, in whatever order its cells are listed.
 *
 * @param table counts and sums with all margins; the cross product has at most two million cells
 * @param rule when a cell is unsafe by itself; a cell is hidden whole, with its count and all its sums
 * @returns every cell that is asked for with its status, and a certificate that was verified before it is returned
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE; DISCLOSURE.INFEASIBLE if no pattern could be proven safe,
 *   DISCLOSURE.TOO_LARGE if it takes too long to find one
 * @see Hundepool et al., Handbook on Statistical Disclosure Control; Fischetti & Salazar-González (2001), Solving the
 *   cell suppression problem on tabular data with linear constraints; Langsrud (2024), Secondary cell suppression by
 *   Gaussian elimination
 */
export function protectTable(table: Table, rule: PrimaryRule, onProgress?: OnProgress): Promise<Protection> {
  return table.cells.length >= LARGE && canProtectApart()
    ? protectApart(table, rule, onProgress)
    : protectHere(table, rule, onProgress);
}
