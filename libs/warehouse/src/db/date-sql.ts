import { text } from './sql';

const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];
const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)}|\\.)?`).join('|');

/** Spreadsheets put midnight behind a day. */
const MIDNIGHT = String.raw`(?:[T ]0?0[:.]00(?:[:.]00(?:\.0{1,9})?)?Z?)?`;
const ISO = String.raw`(\d{4}-\d{2}-\d{2})${MIDNIGHT}`;
const NUMBERS = String.raw`(\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)\d{4})${MIDNIGHT}`;
const YEAR_FIRST = String.raw`(\d{4}(?:/\d{1,2}/|\.\d{1,2}\.)\d{1,2})${MIDNIGHT}`;
const WORDS = String.raw`(\d{1,2})[°º]? (?:${MONTH}) (\d{4})`;

/** A day as ISO or as Italian writes it: `2026-11-22`, `2026/11/22`, `22/11/2026`, `22.11.2026`, `22 novembre 2026`; days before months. */
export function slowDate(cleaned: string): string {
  const lower = `lower(${cleaned})`;
  const part = (pattern: string, group: number) => `regexp_extract(${lower}, ${text(`^${pattern}$`)}, ${group})`;
  const month = `list_position([${MONTHS.map((name) => text(name.slice(0, 3))).join(', ')}], left(regexp_extract(${lower}, '[a-z]+'), 3))`;
  const numbers = (pattern: string, order: string) => `WHEN regexp_full_match(${cleaned}, ${text(pattern)}) THEN
      CAST(try_strptime(translate(regexp_extract(${cleaned}, ${text(pattern)}, 1), '.-', '//'), '${order}') AS DATE)`;
  return `CASE
    WHEN regexp_full_match(${cleaned}, ${text(ISO)}) THEN try_cast(left(${cleaned}, 10) AS DATE)
    ${numbers(NUMBERS, '%d/%m/%Y')}
    ${numbers(YEAR_FIRST, '%Y/%m/%d')}
    WHEN regexp_full_match(${lower}, ${text(WORDS)}) THEN
      CAST(try_strptime(concat(${part(WORDS, 1)}, '/', ${month}, '/', ${part(WORDS, 2)}), '%d/%m/%Y') AS DATE) END`;
}
