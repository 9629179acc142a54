import { refusal } from './trouble';

/** One row of a file, whatever its format. */
export type Row = {
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Positions of cells that the file itself holds as numbers, dates or truth values, so that their text is beyond doubt. */
  readonly native?: ReadonlySet<number>;
};

/** More columns than any table of people has; the warehouse takes no more either. */
export const MAX_COLUMNS = 5_000;

/** A header is looked for in so many rows. */
const HEADER_WITHIN_ROWS = 50;

/** How two headers are compared: without byte order mark, outer and doubled spaces, and case. */
export const headerKey = (cell: string): string =>
  cell
    .replace(/\uFEFF/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
    .toLowerCase();

export const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '');

const filled = ({ cells }: Row): number => cells.filter((cell) => cell.trim() !== '').length;

/** How many of the wanted names a row holds. */
export function wantedIn({ cells }: Row, wanted: ReadonlySet<string>): number {
  return new Set(cells.map(headerKey).filter((key) => wanted.has(key))).size;
}

/**
 * Finds the header among the first rows: the row with most of the wanted names; where none has any, the first one that
 * fills at least half of the columns that most rows fill, so that titles above a table are skipped.
 *
 * @returns its position in `rows`; -1 if all rows are blank
 */
export function findHeader(rows: readonly Row[], wanted: ReadonlySet<string>): number {
  const first = rows.slice(0, HEADER_WITHIN_ROWS);
  const found = first.map((row) => wantedIn(row, wanted));
  const most = Math.max(0, ...found);
  if (most > 0) return found.indexOf(most);
  const usual = usualWidth(rows);
  // A table of two columns or more has no header of one cell: that is a title.
  return first.findIndex((row) => filled(row) >= Math.min(usual, 2) && filled(row) * 2 >= usual && !isBlank(row));
}

/** How many cells most of the rows fill; among equals the larger. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (!isBlank(row)) counts.set(filled(row), (counts.get(filled(row)) ?? 0) + 1);
  return [...counts].reduce(
    (best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best),
    [0, 0],
  )[0];
}

/**
 * The header's cells without the empty ones at its end.
 *
 * @throws FILE.NO_HEADER if nothing is left; FILE.TOO_WIDE
 */
export function headerCells({ cells, row }: Row): string[] {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? '').trim() === '') width -= 1;
  if (width === 0) throw refusal('FILE.NO_HEADER', {}, row);
  if (width > MAX_COLUMNS) throw refusal('FILE.TOO_WIDE', { columns: width, limit: MAX_COLUMNS }, row);
  return cells.slice(0, width).map((cell) => cell.replace(/^\uFEFF/, ''));
}
