import type { OutputTable } from '#warehouse';
import { CONF_STATUS, FREE } from '../protected-table';

/**
 * The first cell that a released table shows although its proofs hide it, or know nothing of it.
 *
 * @param proven every cell with its status by the proofs
 * @param dimensions how many columns come first in both, in the same order
 * @returns its codes; null: there is none
 */
export function shownUnproven(released: OutputTable, proven: OutputTable, dimensions: number): string[] | null {
  const codesOf = (row: OutputTable['rows'][number]) => row.slice(0, dimensions).map(String);
  const free = (table: OutputTable) => {
    const at = table.columns.findIndex(({ name }) => name === CONF_STATUS);
    return table.rows.filter((row) => row[at] === FREE).map(codesOf);
  };
  const known = new Set(free(proven).map((codes) => JSON.stringify(codes)));
  return free(released).find((codes) => !known.has(JSON.stringify(codes))) ?? null;
}
