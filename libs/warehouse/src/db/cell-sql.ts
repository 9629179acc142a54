import type { Dialect } from '../domain/dialect';
import {
  isGrouping,
  isRequired,
  minimumOf,
  missingValuesOf,
  scaleOf,
  type Field,
  type TableSchema,
} from '../domain/field';
import type { FindingCode } from '../domain/finding';
import { RESERVED_CODES } from '../domain/aggregate';
import { text, texts } from './sql';

/** What decides how the cells of one column are read. */
export type CellRules = { field: Field; schema: TableSchema; decimalMark: Dialect['decimalMark'] };

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';
const MINUS = '\u2212';
const ASCII_SPACES = [' ', '\t', '\r', '\n', '\v', '\f'];

/** Whether a cell needs no cleaning: ASCII, beginning and ending with something visible. Most cells are, so this is cheap. */
const isPlain = (raw: string) =>
  [
    `strlen(${raw}) = length(${raw})`,
    `${raw} >= '!'`,
    ...ASCII_SPACES.map((space) => `NOT suffix(${raw}, ${text(space)})`),
  ].join(' AND ');

const YES = ['true', 'vero', 'sì', 'si', "si'"];
const NO = ['false', 'falso', 'no'];

/** A cell without outer spaces of any kind, in composed characters. */
const clean = (raw: string) =>
  `trim(replace(replace(nfc_normalize(${raw}), ${text(NBSP)}, ' '), ${text(NARROW_NBSP)}, ' '), ${text(`${ASCII_SPACES.join('')}\ufeff`)})`;

/** Never IN: the engine turns a long one into a join, and then computes its left side for every row, whatever CASE says. */
const isOneOf = (value: string, list: readonly string[]) =>
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
const listType = (categories: readonly string[]) => `ENUM(${texts(categories.map((value) => value.normalize('NFC')))})`;

function slowValue(cleaned: string, rules: CellRules): string {
  switch (rules.field.type) {
    case 'string':
      return slowText(cleaned, rules);
    case 'boolean':
      return `CASE WHEN ${isOneOf(`lower(${cleaned})`, YES)} THEN true WHEN ${isOneOf(`lower(${cleaned})`, NO)} THEN false END`;
    case 'date':
      return `CASE WHEN regexp_full_match(${cleaned}, '\\d{4}-\\d{2}-\\d{2}') THEN try_cast(${cleaned} AS DATE)
        WHEN regexp_full_match(${cleaned}, '\\d{1,2}/\\d{1,2}/\\d{4}') THEN CAST(try_strptime(${cleaned}, '%d/%m/%Y') AS DATE) END`;
    case 'integer':
    case 'decimal':
      return slowNumber(cleaned, rules);
  }
}

function slowText(cleaned: string, { field, schema }: CellRules): string {
  if (field.categories) return `try_cast(${cleaned} AS ${listType(field.categories)})`;
  return missingValuesOf(schema).includes('') ? `nullif(${cleaned}, '')` : cleaned;
}

/** Thousands may be set off by a space, and by the point where the decimal mark is the comma. */
function slowNumber(cleaned: string, { field, decimalMark }: CellRules): string {
  const number = `replace(${cleaned}, ${text(MINUS)}, '-')`;
  const scale = scaleOf(field);
  const mark = decimalMark === ',' ? ',' : '\\.';
  const group = decimalMark === ',' ? '[. ]' : ' ';
  const fraction = scale === 0 ? '' : `(${mark}\\d{1,${scale}})?`;
  const pattern = `[+-]?(\\d+|\\d{1,3}(${group}\\d{3})+)${fraction}`;
  const bare = `replace(${number}, ' ', '')`;
  const exact = decimalMark === ',' ? `replace(replace(${bare}, '.', ''), ',', '.')` : bare;
  return `CASE WHEN regexp_full_match(${number}, ${text(pattern)}) THEN try_cast(${exact} AS ${sqlType(field)}) END`;
}

/**
 * The code of what is wrong with a cell; NULL where nothing is.
 *
 * @param typed expression of the value that `typedCell` found
 */
export function cellCode(raw: string, typed: string, { field, schema }: CellRules): string {
  const code = (value: FindingCode) => text(value);
  const absent = isRequired(field, schema) ? code('CELL.REQUIRED') : 'NULL';
  const wrong = field.categories ? code('CELL.NOT_IN_LIST') : code('CELL.WRONG_TYPE');
  const unread = `CASE WHEN ${isOneOf(clean(raw), missingValuesOf(schema))} THEN ${absent} ELSE ${wrong} END`;
  const outside = outsideRange(typed, field);
  return `CASE WHEN ${typed} IS NULL THEN ${unread}
    ${outside ? `WHEN ${outside} THEN ${code('CELL.OUT_OF_RANGE')}` : ''}
    ${mayCollide(field) ? `WHEN ${isOneOf(typed, RESERVED_CODES)} THEN ${code('CELL.RESERVED')}` : ''} END`;
}

const mayCollide = (field: Field) => field.type === 'string' && !field.categories && isGrouping(field);

function outsideRange(typed: string, field: Field): string {
  const literal = (bound: string) => `CAST(${text(bound)} AS ${sqlType(field)})`;
  const minimum = minimumOf(field);
  return [
    minimum === undefined ? '' : `${typed} < ${literal(minimum)}`,
    field.maximum === undefined ? '' : `${typed} > ${literal(String(field.maximum))}`,
  ]
    .filter((condition) => condition !== '')
    .join(' OR ');
}
