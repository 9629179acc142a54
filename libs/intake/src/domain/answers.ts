import { dateEvidence, type DateOrder } from './date-text';
import { headerKey, type Row } from './header';
import { numberEvidence, type DecimalMark } from './number-text';
import type { Question, Wanted, WantedType } from './reading';
import { shownCell } from './shown';

/** What is known of a table while its cells are still open to several readings. */
export type Table = { readonly header: readonly string[]; readonly rows: readonly Row[]; readonly wanted: Wanted };

/** The likeliest answer first; a question where the cells leave it open. */
export type Answers<T> = { readonly answers: readonly T[]; readonly question: Question | null };

type Cell = { readonly text: string; readonly position: number };
type Votes<T extends string> = { readonly counts: Readonly<Record<T, number>>; readonly doubtful: Cell | null };

/** Cells of the columns of some types; of all columns, if the file has none of those by name. */
function* cellsOf({ header, rows, wanted }: Table, types: readonly WantedType[]): Generator<Cell> {
  const named = positionsOf(header, wanted, types);
  const positions = named.length > 0 ? named : header.map((_, position) => position);
  for (const { cells, native } of rows) {
    for (const position of positions) {
      const text = cells[position];
      if (text && !native?.has(position)) yield { text, position };
    }
  }
}

function positionsOf(header: readonly string[], { columns }: Wanted, types: readonly WantedType[]): number[] {
  const keys = new Set(columns.filter(({ type }) => types.includes(type)).map(({ name }) => headerKey(name)));
  return header.flatMap((cell, position) => (keys.has(headerKey(cell)) ? [position] : []));
}

/** Counts what each cell proves, and remembers the first that proves nothing although it should. */
function votesOf<T extends string>(
  cells: Iterable<Cell>,
  evidenceOf: (text: string) => T | 'either' | null,
  none: Record<T, number>,
): Votes<T> {
  let doubtful: Cell | null = null;
  for (const cell of cells) {
    const evidence = evidenceOf(cell.text);
    if (evidence === 'either') doubtful ??= cell;
    else if (evidence) none[evidence] += 1;
  }
  return { counts: none, doubtful };
}

/**
 * Which decimal mark the numbers have.
 *
 * One cell that has a single reading decides for all; without one, `1,200` is asked. A column of whole numbers makes the reading
 * without decimals the likelier one, and so does the semicolon, which only those use whose numbers have commas.
 */
export function decimalMarks(table: Table, delimiter: string | null): Answers<DecimalMark> {
  const { counts, doubtful } = votesOf(cellsOf(table, ['integer', 'decimal']), numberEvidence, { ',': 0, '.': 0 });
  if (counts[','] !== counts['.']) return { answers: [counts[','] > counts['.'] ? ',' : '.'], question: null };
  const usual: DecimalMark = delimiter === ';' ? ',' : '.';
  if (!doubtful) return { answers: [usual], question: null };
  const whole = positionsOf(table.header, table.wanted, ['integer']).includes(doubtful.position);
  const likely = whole ? otherMark(markIn(doubtful.text)) : usual;
  const answers = [likely, otherMark(likely)];
  const readings = answers.map((mark) => numberMeant(doubtful.text.trim(), mark));
  return { answers, question: questionOf('NUMBER.AMBIGUOUS', table, doubtful, readings) };
}

/**
 * Which comes first, the day or the month.
 *
 * The day, unless a cell proves the contrary: then every date that has two readings is asked, although the proof is likely to hold for all.
 */
export function dateOrders(table: Table): Answers<DateOrder> {
  const { counts, doubtful } = votesOf(cellsOf(table, ['date']), dateEvidence, { dmy: 0, mdy: 0 });
  if (counts.mdy === 0) return { answers: ['dmy'], question: null };
  const answers: DateOrder[] = counts.mdy > counts.dmy ? ['mdy', 'dmy'] : ['dmy', 'mdy'];
  if (!doubtful) return { answers: counts.dmy === 0 ? ['mdy'] : answers, question: null };
  const readings = answers.map((order) => dayMeant(doubtful.text.trim(), order));
  return { answers, question: questionOf('DATE.AMBIGUOUS', table, doubtful, readings) };
}

const questionOf = (
  code: Question['code'],
  { header }: Table,
  { text, position }: Cell,
  readings: string[],
): Question => ({
  code,
  column: header[position] ?? null,
  example: shownCell(text),
  readings,
});

const otherMark = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.');

const markIn = (text: string): DecimalMark => (text.includes(',') ? ',' : '.');

/** `1,200` as it is meant: `1200`, or `1.2`. */
function numberMeant(text: string, mark: DecimalMark): string {
  if (markIn(text) !== mark) return text.replace(/[.,]/, '');
  return text.replace(',', '.').replace(/\.?0+$/, '');
}

/** `03/04/2026` as an ISO date. */
function dayMeant(text: string, order: DateOrder): string {
  const [first = '', second = '', year = ''] = text.split(/[/.-]/);
  const [day, month] = order === 'mdy' ? [second, first] : [first, second];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
