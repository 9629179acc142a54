import { refusal } from '../../domain/trouble';
import type { Merge } from './sheet-rows';

/**
 * Refuses a header that takes several rows, or whose cells were made one: nobody could tell which name belongs to which column.
 *
 * @param headerRow as the workbook numbers it
 * @throws FILE.HEADER_IN_ROWS
 */
export function assertOneRowHeader(merges: readonly Merge[], headerRow: number): void {
  const touching = merges.filter(({ top, bottom }) => top <= headerRow && headerRow <= bottom);
  if (touching.length === 0) return;
  const bottom = Math.max(...touching.map((merge) => merge.bottom));
  throw refusal('FILE.HEADER_IN_ROWS', { rows: bottom - headerRow + 1 }, headerRow);
}
