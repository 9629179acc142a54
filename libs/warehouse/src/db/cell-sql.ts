import type { Dialect } from '../domain/dialect';
import { missingValuesOf, scaleOf, type Field, type TableSchema } from '../domain/field';
import { slowDate } from './date-sql';
import { text, texts } from './sql';

/** What decides how the cells of one column are read. */
export type CellRules = { field: Field; schema: TableSchema; decimalMark: Dialect['decimalMark'] };

/** Spaces that number formats set thousands off by: no-break, narrow no-break, thin and figure space. */
const SPACES = '\u00a0\u202f\u2009\u2007';
const MINUS = '\u2212';
const ASCII_SPACES = [' ', '\t', '\r', '\n', '\v', '\f'];

/** Whether a cell needs no cleaning: ASCII, beginning and ending with something visible. Most cells are, so this is cheap. */
const isPlain = (raw: string) =>
  [
    `strlen(${raw}) = length(${raw})`,
    `${raw} >= '!'`,
    ...ASCII_SPACES.map((space) => `NOT suffix(${raw}, ${text(space)})`),
  ].join(' AND ');

/** As Italian, English, Spanish, Catalan, Latvian, Lithuanian and Swedish write it. */
const YES = [
  'true',
  'vero',
  'sì',
  'si',
  "si'",
  's',
  'yes',
  'y',
  '1',
  'sí',
  'verdadero',
  'cert',
  'jā',
  'taip',
  'ja',
  'sant',
];
const NO = ['false', 'falso', 'no', 'n', '0', 'fals', 'nē', 'ne', 'nej', 'falskt'];

/** A cell without outer spaces of any kind, in composed characters. */
export const clean = (raw: string) =>
  `trim(translate(nfc_normalize(${raw}), ${text(SPACES)}, '    '), ${text(`${ASCII_SPACES.join('')}\ufeff`)})`;

/** Never IN: the engine turns a long one into a join, and then computes its left side for every row, whatever CASE says. */
export const isOneOf = (value: string, list: readonly string[]) =>
  list.length === 0 ? 'false' : `list_contains([${texts(list)}], ${value})`;

/** The SQL type that a field has in Parquet. */
export function sqlType(field: Field): string {
  switch (field.type) {
    case 'integer':
      return 'BIGINT';
    case 'decimal':
      return `DECIMAL(18, ${scaleOf(field)})`;
    case 'date':
      return 'DATE';
    case 'boolean':
      return 'BOOLEAN';
    case 'string':
      return 'VARCHAR';
  }
}

/**
 * The typed value of a raw cell; NULL where it is missing or cannot be read.
 *
 * Each type has a quick way for cells in canonical form, which casting there and back recognises, and a slow way that
 * cleans and matches a pattern. Both read exactly: nothing is rounded.
 */
export function typedCell(raw: string, rules: CellRules): string {
  const marks = missingValuesOf(rules.schema).filter((mark) => mark !== '');
  const quick = quickValue(raw, rules);
  const slow = slowValue(clean(raw), rules);
  if (marks.length === 0) return `CASE WHEN ${quick.applies} THEN ${quick.value} ELSE ${slow} END`;
  return `CASE WHEN ${isOneOf(raw, marks)} THEN NULL WHEN ${quick.applies} THEN ${quick.value}
    WHEN ${isOneOf(clean(raw), marks)} THEN NULL ELSE ${slow} END`;
}

function quickValue(raw: string, { field, decimalMark }: CellRules): { applies: string; value: string } {
  const cast = `try_cast(${raw} AS ${sqlType(field)})`;
  switch (field.type) {
    case 'string':
      return field.categories ? quickListed(raw, field.categories) : { applies: isPlain(raw), value: raw };
    case 'boolean':
      return { applies: `(${raw} = 'true' OR ${raw} = 'false')`, value: `${raw} = 'true'` };
    case 'date':
      return { applies: `CAST(${cast} AS VARCHAR) = ${raw} AND strlen(${raw}) = 10`, value: cast };
    case 'decimal':
      if (decimalMark === ',') return quickComma(raw, field);
      return { applies: `CAST(${cast} AS VARCHAR) = ${raw}`, value: cast };
    case 'integer':
      return { applies: `CAST(${cast} AS VARCHAR) = ${raw}`, value: cast };
  }
}

function quickComma(raw: string, field: Field): { applies: string; value: string } {
  const cast = `try_cast(replace(${raw}, ',', '.') AS ${sqlType(field)})`;
  return { applies: `replace(CAST(${cast} AS VARCHAR), '.', ',') = ${raw}`, value: cast };
}

function quickListed(raw: string, categories: readonly string[]): { applies: string; value: string } {
  const cast = `try_cast(${raw} AS ${listType(categories)})`;
  return { applies: `${cast} IS NOT NULL`, value: cast };
}

/**
 * A closed list as a type: casting to it is a look-up in a hash table, and its codes are written faster than its texts.
 * In Parquet it is plain text.
 */
export const listType = (categories: readonly string[]) =>
  `ENUM(${texts(categories.map((value) => value.normalize('NFC')))})`;

function slowValue(cleaned: string, rules: CellRules): string {
  switch (rules.field.type) {
    case 'string':
      return slowText(cleaned, rules);
    case 'boolean':
      return `CASE WHEN ${isOneOf(`lower(${cleaned})`, YES)} THEN true WHEN ${isOneOf(`lower(${cleaned})`, NO)} THEN false END`;
    case 'date':
      return slowDate(cleaned);
    case 'integer':
    case 'decimal':
      return slowNumber(cleaned, rules);
  }
}

function slowText(cleaned: string, { field, schema }: CellRules): string {
  if (field.categories) return `try_cast(${cleaned} AS ${listType(field.categories)})`;
  return missingValuesOf(schema).includes('') ? `nullif(${cleaned}, '')` : cleaned;
}

/**
 * Thousands may be set off by spaces or apostrophes, and by the other mark where the whole can be read in one way only: by
 * points where the decimal mark is the comma, and by commas where there are two of them or a point behind.
 */
function slowNumber(cleaned: string, { field, decimalMark }: CellRules): string {
  const number = `replace(${cleaned}, ${text(MINUS)}, '-')`;
  const scale = scaleOf(field);
  const mark = decimalMark === ',' ? ',' : '\\.';
  const fraction = scale === 0 ? '' : `(?:${mark}\\d{1,${scale}})?`;
  const groups = [' ', "'", '’', ...(decimalMark === ',' ? ['\\.'] : [])].map((group) => `(?:${group}\\d{3})+`);
  const commas =
    decimalMark === ','
      ? ''
      : `|\\d{1,3}(?:,\\d{3}){2,}${fraction}${scale === 0 ? '' : `|\\d{1,3},\\d{3}\\.\\d{1,${scale}}`}`;
  const pattern = `[+-]?(?:(?:\\d+|\\d{1,3}(?:${groups.join('|')}))${fraction}${commas})`;
  const exact =
    decimalMark === ',' ? `replace(translate(${number}, '. ''’', ''), ',', '.')` : `translate(${number}, ', ''’', '')`;
  return `CASE WHEN regexp_full_match(${number}, ${text(pattern)}) THEN try_cast(${exact} AS ${sqlType(field)}) END`;
}
