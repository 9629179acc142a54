import { assertMagnitudesGiven } from './concentration';
import { codesOf, layOutTable, type CellId, type Grid } from './grid';
import type { Move } from './move';
import { Pattern } from './pattern';
import { assertRule, isPrimary, type PrimaryRule } from './primary';
import { loadSolver } from './solver';
import type { CellStatus, Protection, Table } from './table';
import { cellsProvenOpen } from './witness';

/**
 * Decides which cells of a table may be published, so that nothing unsafe can be worked out from the rest.
 *
 * For every primary cell there is another table of whole numbers ≥ 0 that has the same published cells and another value
 * there; each such witness is checked in exact arithmetic before anything is returned. Outsiders who know the rule are
 * kept out; contributors who know their own part are considered by the p% rule alone. Same table, same pattern, in whatever order
 * its cells are listed.
 *
 * @param table counts with all margins; the cross product has at most two million cells
 * @param rule fewest people and fewest contributors that a published cell may have, and how much of its sums the largest
 *   of them may hold; a cell is hidden whole, with its count and all its sums
 * @returns every cell of the full cross product with its status, and the number of each
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE
 * @see Hundepool et al., Handbook on Statistical Disclosure Control; Fischetti & Salazar-González (2001), Solving the
 *   cell suppression problem on tabular data with linear constraints; Langsrud (2024), Secondary cell suppression by
 *   Gaussian elimination: the linear half of the guarantee, which a witness gives together with non-negativity
 */
export async function protectTable(table: Table, rule: PrimaryRule): Promise<Protection> {
  assertRule(rule);
  assertMagnitudesGiven(table.cells, rule);
  const grid = layOutTable(table);
  const primaries = primariesOf(grid, rule);
  const pattern = new Pattern(grid, primaries, await loadSolver());
  pattern.protect();
  pattern.relax();
  assertProven(grid, primaries, pattern);
  return toProtection(grid, primaries, pattern.hidden);
}

function primariesOf(grid: Grid, rule: PrimaryRule): CellId[] {
  const primaries: CellId[] = [];
  for (let cell = 0; cell < grid.size; cell += 1) {
    const [people, contributors] = [grid.people[cell] ?? 0n, grid.contributors[cell] ?? 0];
    if (isPrimary({ people, contributors, magnitudes: grid.magnitudes.get(cell) }, rule)) primaries.push(cell);
  }
  return primaries;
}

const NO_MOVE: Move = new Map();

/** A primary without a proof is a defect of ours; then nothing at all is published. */
function assertProven(grid: Grid, primaries: readonly CellId[], { hidden, witnesses }: Pattern): void {
  const proven = new Map<Move, ReadonlySet<CellId>>();
  for (const cell of primaries) {
    const move = witnesses.of(cell)?.move ?? NO_MOVE;
    const open = proven.get(move) ?? cellsProvenOpen(grid, hidden, move);
    if (!open.has(cell)) throw new Error(`no proof that the cell ${codesOf(grid, cell).join(' ')} stays open`);
    proven.set(move, open);
  }
}

function toProtection(grid: Grid, primaries: readonly CellId[], hidden: Uint8Array): Protection {
  const statuses = Array.from(hidden, (isHidden): CellStatus => (isHidden === 1 ? 'secondary' : 'published'));
  for (const cell of primaries) statuses[cell] = 'primary';
  const counts = { primary: 0, secondary: 0, published: 0 };
  for (const status of statuses) counts[status] += 1;
  return { cells: statuses.map((status, cell) => ({ codes: codesOf(grid, cell), status })), ...counts };
}
