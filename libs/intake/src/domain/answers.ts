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
type Votes<T extends string> = { readonly counts: ReadonlyMap<T, number>; readonly doubtful: Cell | null };

/** Where cells of some types stand: in columns that are called as the dataset's are; failing that, in those that may be them. */
type Places = { readonly named: readonly number[]; readonly unnamed: readonly number[] };

/**
 * Where one of the wanted columns is not in the header, any that nothing else is known of may be it, under its contributor's
 * own name; where nothing is wanted, all may.
 */
function placesOf(header: readonly string[], { columns }: Wanted, types: readonly WantedType[]): Places {
  const known = new Set(columns.map(({ name }) => headerKey(name)));
  const wanted = new Set(columns.filter(({ type }) => types.includes(type)).map(({ name }) => headerKey(name)));
  const keys = header.map(headerKey);
  const where = (is: (key: string) => boolean) => keys.flatMap((key, position) => (is(key) ? [position] : []));
  const isComplete = columns.length > 0 && [...wanted].every((key) => keys.includes(key));
  return { named: where((key) => wanted.has(key)), unnamed: isComplete ? [] : where((key) => !known.has(key)) };
}

const NUMBERS: readonly WantedType[] = ['integer', 'decimal'];

type EvidenceOf<T> = (text: string) => T | 'either' | null;

/** What the cells of some types prove; columns that only may be wanted are heard where the others say nothing. */
function votesOf<T extends string>(
  { header, rows, wanted }: Table,
  types: readonly WantedType[],
  evidenceOf: EvidenceOf<T>,
): Votes<T> {
  const { named, unnamed } = placesOf(header, wanted, types);
  const votes = counted(cellsAt(rows, named), evidenceOf);
  return saysNothing(votes) ? counted(cellsAt(rows, unnamed), evidenceOf) : votes;
}

function* cellsAt(rows: readonly Row[], positions: readonly number[]): Generator<Cell> {
  for (const { cells, native } of rows) {
    for (const position of positions) {
      const text = cells[position];
      if (text && !native?.has(position)) yield { text, position };
    }
  }
}

/** Counts what each cell proves, and remembers the first that proves nothing although it should. */
function counted<T extends string>(cells: Iterable<Cell>, evidenceOf: EvidenceOf<T>): Votes<T> {
  const counts = new Map<T, number>();
  let doubtful: Cell | null = null;
  for (const cell of cells) {
    const evidence = evidenceOf(cell.text);
    if (evidence === 'either') doubtful ??= cell;
    else if (evidence) counts.set(evidence, (counts.get(evidence) ?? 0) + 1);
  }
  return { counts, doubtful };
}

const saysNothing = <T extends string>({ counts, doubtful }: Votes<T>): boolean => counts.size === 0 && !doubtful;

/**
 * Which decimal mark the numbers have.
 *
 * One cell that has a single reading decides for all; without one, `1,200` is asked. A column of whole numbers makes the reading
 * without decimals the likelier one, and so does the semicolon, which only those use whose numbers have commas.
 */
export function decimalMarks(table: Table, delimiter: string | null): Answers<DecimalMark> {
  const { counts, doubtful } = numberVotes(table);
  const [commas, points] = [counts.get(',') ?? 0, counts.get('.') ?? 0];
  if (commas !== points) return { answers: [commas > points ? ',' : '.'], question: null };
  const usual: DecimalMark = delimiter === ';' ? ',' : '.';
  if (!doubtful) return { answers: [usual], question: null };
  const whole = placesOf(table.header, table.wanted, ['integer']).named.includes(doubtful.position);
  const likely = whole ? otherMark(markIn(doubtful.text)) : usual;
  const answers = [likely, otherMark(likely)];
  const readings = answers.map((mark) => numberMeant(doubtful.text.trim(), mark));
  return { answers, question: questionOf('NUMBER.AMBIGUOUS', table, doubtful, readings) };
}

const numberVotes = (table: Table): Votes<DecimalMark> => votesOf(table, NUMBERS, numberEvidence);

/** The columns, by position, that may hold numbers, where none of their cells says how those are written; none where one does. */
export function silentNumbers(table: Table): readonly number[] {
  const { named, unnamed } = placesOf(table.header, table.wanted, NUMBERS);
  return saysNothing(numberVotes(table)) ? [...named, ...unnamed] : [];
}

/**
 * Which comes first, the day or the month.
 *
 * The day, unless a cell proves the contrary: then every date that has two readings is asked, although the proof is likely to hold for all.
 */
export function dateOrders(table: Table): Answers<DateOrder> {
  const { counts, doubtful } = votesOf(table, ['date'], dateEvidence);
  const [days, months] = [counts.get('dmy') ?? 0, counts.get('mdy') ?? 0];
  if (months === 0) return { answers: ['dmy'], question: null };
  const answers: DateOrder[] = months > days ? ['mdy', 'dmy'] : ['dmy', 'mdy'];
  if (!doubtful) return { answers: days === 0 ? ['mdy'] : answers, question: null };
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
