import type { ErrorDetails } from '#kernel';
import { problemInItalian } from './problems';

/** What an error says in Italian: always the same, or made of its details and, of what others say, of the English. */
export type Words = string | ((details: ErrorDetails, english: string) => string);
export type Sentences = Readonly<Record<string, Words>>;

/**
 * @param details undefined: they were not kept
 * @returns the English where there are no words, or where they need details that there are not
 */
export function say(words: Words | undefined, details: ErrorDetails | undefined, english: string): string {
  if (typeof words !== 'function') return words ?? english;
  return details ? words(details, english) : english;
}

/** A name, or a number as Italian writes it. */
export function text(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('it-IT', { useGrouping: 'always' });
  return typeof value === 'string' ? value : '';
}

export const list = (value: unknown, last = ', '): string => {
  const texts = (Array.isArray(value) ? value : []).map(text);
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter(Boolean).join(last);
};

const DAY = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', dateStyle: 'long' });
const MOMENT = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', dateStyle: 'long', timeStyle: 'short' });

const written = (format: Intl.DateTimeFormat, value: unknown): string => {
  const at = Date.parse(text(value));
  return Number.isNaN(at) ? text(value) : format.format(at);
};

/** `2027-03-14` as “14 marzo 2027”. */
export const day = (value: unknown): string => written(DAY, value);

/** The zone is said, because whoever reads it may be in any. */
export const moment = (value: unknown): string => `${written(MOMENT, value)} (UTC)`;

/** The end of a sentence that says what is wrong with something that was sent. */
export const because = (problem: unknown): string => problemInItalian(text(problem));

/** The same of many places: `{ path, problem }`, or texts. */
export function becauseOfEach(problems: unknown): string {
  const each = (Array.isArray(problems) ? problems : []).slice(0, MOST_PROBLEMS).map((one: unknown) => {
    if (typeof one === 'string') return because(one);
    const { path, column, term, problem, message } = one as Readonly<Record<string, unknown>>;
    const place = text(path ?? column ?? term);
    return `${place}${place && ': '}${because(problem ?? message)}`;
  });
  return each.join('; ');
}

const MOST_PROBLEMS = 5;
