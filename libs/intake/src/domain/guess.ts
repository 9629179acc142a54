import { dateOrders, decimalMarks, silentNumbers, type Table } from './answers';
import { findHeader, headerCells, headerKey, isBlank, type Row } from './header';
import type { Candidate, Question, Reading, ReasonCode, Wanted } from './reading';
import { shownCell } from './shown';

/** A way to cut a file into rows; how its numbers and dates are meant is still open. */
export type Draft = {
  readonly reading: Omit<Reading, 'headerRow' | 'decimalMark' | 'dateOrder'>;
  /** The first rows, from the very first on. */
  readonly rows: readonly Row[];
  /** Rows from further down, as evidence only. */
  readonly more: readonly Row[];
  /** Whole, 0 to 100. */
  readonly confidence: number;
  readonly reasons: readonly ReasonCode[];
};

export type Guess = {
  readonly candidates: readonly Candidate[];
  readonly questions: readonly Question[];
  /** Columns, by position, that may hold numbers of which the rows do not say how they are written. */
  readonly silent: readonly number[];
};

const SAMPLE_ROWS = 10;

/**
 * Finds the header of a draft, then what its cells say about decimal marks and the order of dates.
 *
 * Where they leave it open there is a question, and one candidate for each answer, the likelier first.
 *
 * @returns no candidate if there is no row
 * @throws FILE.TOO_WIDE, FILE.NO_HEADER
 */
export function guess(draft: Draft, wanted: Wanted): Guess {
  const names = new Set(wanted.columns.map(({ name }) => headerKey(name)));
  const at = findHeader(draft.rows, names);
  const headerRow = draft.rows[at];
  if (!headerRow) return { candidates: [], questions: [], silent: [] };
  const header = headerCells(headerRow);
  const body = draft.rows.slice(at + 1).filter((row) => !isBlank(row));
  const table: Table = { header, rows: [...body, ...draft.more], wanted };
  const marks = decimalMarks(table, draft.reading.delimiter);
  const orders = dateOrders(table);
  const sample = body.slice(0, SAMPLE_ROWS).map(({ cells }) => header.map((_, i) => shownCell(cells[i] ?? '')));
  const reasons = reasonsOf(draft, { at, header, names });
  const candidates = marks.answers.flatMap((decimalMark, i) =>
    orders.answers.map((dateOrder, j): Candidate => {
      const reading: Reading = { ...draft.reading, headerRow: headerRow.row, decimalMark, dateOrder };
      const confidence = Math.floor(draft.confidence / (i + j + 1));
      return { reading, header, sample, confidence, reasons: i + j > 0 ? [...reasons, 'ANSWER.OTHER'] : reasons };
    }),
  );
  const questions = [marks.question, orders.question].filter((question) => question !== null);
  return { candidates, questions, silent: silentNumbers(table) };
}

type Found = { readonly at: number; readonly header: readonly string[]; readonly names: ReadonlySet<string> };

function reasonsOf(draft: Draft, { at, header, names }: Found): ReasonCode[] {
  const reasons = [...draft.reasons];
  if (header.some((cell) => names.has(headerKey(cell)))) reasons.push('HEADER.WANTED');
  if (draft.rows.slice(0, at).some((row) => !isBlank(row))) reasons.push('HEADER.BELOW_TITLE');
  return reasons;
}
