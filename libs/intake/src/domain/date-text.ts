export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What one cell says about the order of day and month. */
export type DateEvidence = 'dmy' | 'mdy' | 'either' | null;

const YEAR_LAST = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\s*$/;
const YEAR_FIRST = /^\s*(\d{4})([/.])(\d{1,2})\2(\d{1,2})\s*$/;

/** `25/03/2026` proves day before month, `03/25/2026` the reverse; `03/04/2026` has two readings, the others none. */
export function dateEvidence(text: string): DateEvidence {
  const date = YEAR_LAST.exec(text);
  if (!date) return null;
  const [first, second] = [Number(date[1]), Number(date[3])];
  const [less, more] = [Math.min(first, second), Math.max(first, second)];
  if (less < 1 || less > 12 || more > 31) return null;
  if (more <= 12) return 'either';
  return more === first ? 'dmy' : 'mdy';
}

/**
 * A date in a form that the warehouse reads (ISO, or day/month/year); whatever already is one, and whatever is no date, as it is.
 *
 * It does not ask whether the day exists: validation does.
 */
export function readableDate(text: string, order: DateOrder): string {
  const date = YEAR_LAST.exec(text);
  if (!date) return yearFirst(text);
  const [, first = '', separator, second = '', year = ''] = date;
  if (order === 'mdy') return iso(year, first, second);
  return separator === '/' ? text : iso(year, second, first);
}

const iso = (year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function yearFirst(text: string): string {
  const [, year, , month = '', day = ''] = YEAR_FIRST.exec(text) ?? [];
  return year === undefined ? text : iso(year, month, day);
}
