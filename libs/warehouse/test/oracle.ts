import type { Field, TableSchema } from '../src/domain/field';
import { isRequired, minimumOf, missingValuesOf, scaleOf } from '../src/domain/field';
import { identifierIn } from '../src/domain/direct-identifier';
import type { RowRule, RuleCondition, RuleTerm } from '../src/domain/row-rule';

/** A value as the oracle compares it: numbers in millionths, days and text as text; null: missing or unreadable. */
type Value = bigint | string | boolean | null;
type Row = ReadonlyMap<string, Value>;

const MILLIONTHS = 6;

/**
 * What is wrong with a table, cell by cell, written as plainly as can be: no engine, no quick ways.
 *
 * @param cells rows of raw cells, in the order of the fields
 * @returns sorted lines of row, column and code, as in `3 zone CELL.REQUIRED`
 */
export function verdict(schema: TableSchema, cells: readonly (readonly string[])[], decimalMark: '.' | ','): string[] {
  const found: string[] = [];
  const rows = cells.map((row, i): Row => {
    const values = schema.fields.map((field, f): [string, Value] => {
      const raw = row[f] ?? '';
      const value = valueOf(raw, field, schema, decimalMark);
      const code = codeOf(raw, value, field, schema);
      if (code) found.push(`${i + 2} ${field.name} ${code}`);
      return [field.name, value];
    });
    return new Map(values);
  });
  return [
    ...found,
    ...keyTroubles(schema, rows),
    ...ruleTroubles(schema, rows),
    ...nestingTroubles(schema, rows),
  ].sort();
}

const cleaned = (raw: string) =>
  raw
    .normalize('NFC')
    .replace(/[\u00a0\u202f\u2009\u2007]/g, ' ')
    .replace(/^[ \t\r\n\v\f\ufeff]+|[ \t\r\n\v\f\ufeff]+$/g, '');

function valueOf(raw: string, field: Field, schema: TableSchema, decimalMark: string): Value {
  const text = cleaned(raw);
  if (missingValuesOf(schema).includes(raw) || missingValuesOf(schema).includes(text)) return null;
  switch (field.type) {
    case 'string':
      return field.categories && !field.categories.map((value) => value.normalize('NFC')).includes(text) ? null : text;
    case 'boolean':
      return truth(text.toLowerCase());
    case 'date':
      return day(text);
    default:
      return number(text, field, decimalMark);
  }
}

function truth(text: string): boolean | null {
  if (['true', 'vero', 'sì', '1'].includes(text)) return true;
  return ['false', 'falso', 'no', '0'].includes(text) ? false : null;
}

function day(text: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const italian = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text);
  const [year, month, date] = iso ? iso.slice(1) : italian ? [italian[4], italian[3], italian[1]] : [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const padded = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${padded}T00:00:00Z`);
  return !Number.isNaN(parsed.valueOf()) && parsed.toISOString().startsWith(padded) ? padded : null;
}

function number(text: string, field: Field, decimalMark: string): bigint | null {
  const [whole = '', ...fractions] = text.replace('\u2212', '-').split(decimalMark);
  const fraction = fractions.join(decimalMark);
  const isFraction = fractions.length === 0 || (/^\d+$/.test(fraction) && fraction.length <= scaleOf(field));
  const digits = ungrouped(whole.replace(/^[+-]/, ''), decimalMark);
  if (!isFraction || digits === undefined) return null;
  const units = BigInt(`${whole.startsWith('-') ? '-' : ''}${digits}${fraction.padEnd(MILLIONTHS, '0')}`);
  return fitsIn(units, field) ? units : null;
}

/** Digits without what sets thousands off; undefined if they are set off in another way. */
function ungrouped(digits: string, decimalMark: string): string | undefined {
  const isGrouped = ([first = '', ...rest]: string[]) =>
    rest.length > 0 && /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part));
  if (/^\d+$/.test(digits)) return digits;
  const groups = [' ', "'", ...(decimalMark === ',' ? ['.'] : [])];
  return groups
    .map((group) => digits.split(group))
    .find(isGrouped)
    ?.join('');
}

/** Whole numbers have 64 bits, decimals 18 digits. */
function fitsIn(millionths: bigint, field: Field): boolean {
  const size = millionths < 0n ? -millionths : millionths;
  if (field.type === 'integer') return size / 10n ** BigInt(MILLIONTHS) < 2n ** 63n;
  return size / 10n ** BigInt(MILLIONTHS - scaleOf(field)) < 10n ** 18n;
}

const inMillionths = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(MILLIONTHS, '0')}`);
};

function codeOf(raw: string, value: Value, field: Field, schema: TableSchema): string | null {
  if (value === null) return absentCode(raw, field, schema);
  if (typeof value === 'boolean') return null;
  if (typeof value === 'bigint') return within(value, field, inMillionths) ? null : 'CELL.OUT_OF_RANGE';
  if (field.type === 'string') return field.categories ? null : textCode(value, field);
  return within(value, field, (bound) => bound) ? null : 'CELL.OUT_OF_RANGE';
}

function absentCode(raw: string, field: Field, schema: TableSchema): string | null {
  if (missingValuesOf(schema).includes(cleaned(raw))) return isRequired(field, schema) ? 'CELL.REQUIRED' : null;
  return field.categories ? 'CELL.NOT_IN_LIST' : 'CELL.WRONG_TYPE';
}

function within<T extends bigint | string>(value: T, field: Field, read: (bound: string) => T): boolean {
  const [low, high] = [minimumOf(field), field.maximum];
  return (low === undefined || value >= read(low)) && (high === undefined || value <= read(String(high)));
}

function textCode(value: string, { minLength = 0, maxLength = Infinity, pattern = '[^]*' }: Field): string | null {
  const length = Array.from(value).length;
  const codes: [boolean, string][] = [
    [identifierIn(value) !== null, 'CELL.DIRECT_IDENTIFIER'],
    [length < minLength, 'CELL.TOO_SHORT'],
    [length > maxLength, 'CELL.TOO_LONG'],
    [!new RegExp(`^(?:${pattern})$`, 'u').test(value), 'CELL.WRONG_PATTERN'],
    [value === '_T' || value === '_U', 'CELL.RESERVED'],
  ];
  return codes.find(([isWrong]) => isWrong)?.[1] ?? null;
}

function keyTroubles({ fields, primaryKey, uniqueKeys = [] }: TableSchema, rows: readonly Row[]): string[] {
  const keys = [
    ...(primaryKey ? [{ names: primaryKey, code: 'ROW.DUPLICATE_KEY' }] : []),
    ...uniqueKeys.map((names) => ({ names, code: 'ROW.DUPLICATE_KEY' })),
    ...fields.filter(({ unique }) => unique).map(({ name }) => ({ names: [name], code: 'CELL.NOT_UNIQUE' })),
  ];
  return keys.flatMap(({ names, code }) =>
    rows.flatMap((row, i) => {
      const isSame = (other: Row) => names.every((name) => row.get(name) !== null && row.get(name) === other.get(name));
      return rows.slice(0, i).some(isSame) ? [`${i + 2} ${names.join(', ')} ${code}`] : [];
    }),
  );
}

function nestingTroubles({ fields }: TableSchema, rows: readonly Row[]): string[] {
  return fields.flatMap(({ name, within: coarse }) =>
    coarse === undefined
      ? []
      : rows.flatMap((row, i) => {
          const value = row.get(name);
          const first = value === null ? undefined : rows.find((other) => other.get(name) === value);
          return first && first.get(coarse) !== row.get(coarse) ? [`${i + 2} ${name} CELL.NOT_WITHIN`] : [];
        }),
  );
}

function ruleTroubles({ rules = [] }: TableSchema, rows: readonly Row[]): string[] {
  return rules.flatMap((rule, r) =>
    rows.flatMap((row, i) => (isBroken(rule, row) ? [`${i + 2} rule ${r + 1} ROW.RULE_BROKEN`] : [])),
  );
}

const isBroken = (rule: RowRule, row: Row): boolean =>
  (rule.when === undefined || holds(rule.when, row) === true) && holds(rule, row) === false;

/** Null where it is neither true nor false. */
function holds(condition: RuleCondition, row: Row): boolean | null {
  if ('is' in condition) return (row.get(condition.field) !== null) === (condition.is === 'present');
  const [left, right] = [termValue(condition.left, row), termValue(condition.right, row)];
  if (left === null || right === null) return null;
  const same =
    typeof left === typeof right
      ? [left, right]
      : [left, right].map((side) => (typeof side === 'bigint' ? side : inMillionths(String(side))));
  const [a, b] = [same[0] ?? '', same[1] ?? ''];
  const answers = { '<': a < b, '<=': a <= b, '=': a === b, '!=': a !== b, '>=': a >= b, '>': a > b };
  return answers[condition.op];
}

function termValue(term: RuleTerm, row: Row): Value {
  if ('field' in term) return row.get(term.field) ?? null;
  if ('value' in term) return typeof term.value === 'number' ? inMillionths(String(term.value)) : term.value;
  const parts = term.sum.map((name) => row.get(name) ?? null);
  return parts.reduce<Value>(
    (sum, part) => (typeof sum === 'bigint' && typeof part === 'bigint' ? sum + part : null),
    0n,
  );
}
