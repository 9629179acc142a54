import { dateEvidence } from './date-text';
import { isBlank, wantedIn, type Row } from './header';
import { isNumber, numberEvidence } from './number-text';

/** How well a delimiter and a quotation mark explain a text; what is larger is better. */
export type DialectScore = {
  /** Names that the dataset asks for, found in one row. */
  readonly wanted: number;
  /** Thousandths: how even the rows are, how many cells they have, and how much the cells look like cells. */
  readonly evidence: number;
  /** Thousandths of the rows that have the usual number of cells. */
  readonly even: number;
};

/** Delimiters that stand in sentences, times and paths too, and so must prove more. */
const COMMON_IN_TEXT = new Set([' ', ':', '^', '~']);

/** A sample as a dialect cuts it. */
export type CutSample = {
  readonly delimiter: string;
  readonly rows: readonly Row[];
  /** Where its quotation marks stand: each in its place, at least one out of it, or nowhere, because they are plain text. */
  readonly quotes: 'placed' | 'misplaced' | 'text';
};

/** @param wanted names of the wanted columns, as `headerKey` writes them */
export function scoreDialect({ delimiter, rows, quotes }: CutSample, wanted: ReadonlySet<string>): DialectScore {
  const filled = rows.filter((row) => !isBlank(row));
  const found = Math.max(0, ...filled.slice(0, 50).map((row) => wantedIn(row, wanted)));
  if (filled.length === 0) return { wanted: found, evidence: 0, even: 0 };
  const even = evenness(filled);
  const pattern = patternScore(filled);
  const cells = cellScore(filled, quotes === 'placed');
  const handicap = (COMMON_IN_TEXT.has(delimiter) ? (even >= 950 ? 2 : 8) : 1) * (quotes === 'misplaced' ? 2 : 1);
  return { wanted: found, evidence: Math.floor((pattern * cells) / 1000 / handicap), even };
}

/** Best first: the wanted names decide, then the evidence. */
export const compareScores = (a: DialectScore, b: DialectScore): number =>
  b.wanted - a.wanted || b.evidence - a.evidence;

/** Whether the evidence for two dialects is so much the same that only the contributor can tell. */
export const isClose = (best: DialectScore, other: DialectScore): boolean =>
  best.wanted === other.wanted && best.evidence > 0 && other.evidence * 20 >= best.evidence * 19;

function widthCounts(rows: readonly Row[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return counts;
}

const evenness = (rows: readonly Row[]): number =>
  Math.floor((Math.max(...widthCounts(rows).values()) * 1000) / rows.length);

/** Many rows of few widths, and wide ones: rows of one cell explain nothing. */
function patternScore(rows: readonly Row[]): number {
  const counts = widthCounts(rows);
  let sum = 0;
  for (const [width, count] of counts) sum += Math.floor((count * 1000 * (width - 1)) / width);
  return Math.floor(sum / rows.length / counts.size) + 10;
}

const SCORED_ROWS = 200;

function cellScore(rows: readonly Row[], quoted: boolean): number {
  const cells = rows.slice(0, SCORED_ROWS).flatMap((row) => row.cells);
  const sum = cells.reduce((total, cell) => total + likeness(cell, quoted), 0);
  return Math.floor(sum / Math.max(cells.length, 1));
}

const CUT_WRONGLY = /[;\t|]/;
const STRAY_QUOTE = /^\s*["']|["']\s*$|[^"]"[^"]/;

/** Thousandths: how much a text looks like one cell, whole. */
function likeness(cell: string, quoted: boolean): number {
  const text = cell.trim();
  if (text === '') return 700;
  if (isNumber(text, '.') || numberEvidence(text) || dateEvidence(text)) return 1000;
  if (!quoted && STRAY_QUOTE.test(cell)) return 200;
  return CUT_WRONGLY.test(text) ? 300 : 900;
}
