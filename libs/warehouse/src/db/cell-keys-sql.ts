import type { TableSchema } from '../domain/field';
import type { Aggregate, AggregateCell } from '../domain/aggregate';
import type { Reader } from './aggregate-cells';
import { distinct, groupBy, knownCode, knownCodes, list, orderBy, shownCode, type Counted } from './counted-rows';
import type { EngineWords } from './engine-words';
import { name, text } from './sql';

/** Between the values of a record: a control character, which no file has for anything else. */
const MARK = text('\u001F');

/**
 * Adds up the keys of the rows of each cell, where a row's key is 64 bits of a hash of a secret and what the row says.
 *
 * The same row has the same key wherever it is: in whatever file, pack or version, on whatever engine. Rows are known by
 * the primary key where the schema has one, else by all of their values; what is missing counts for nothing, so that a
 * column that is added later changes no key. Nobody computes a key who has not got the secret.
 *
 * @param secret 64 hexadecimal digits, always as many, so that none continues another
 * @returns one row a cell: its codes, and the sum
 */
export function cellKeysSql(
  { columns: { dimensions }, contributors }: Counted,
  { schema, secret }: { readonly schema: TableSchema; readonly secret: string },
  words: EngineWords,
): string {
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new TypeError('A secret of records has 64 hexadecimal digits.');
  const record = recordFields(schema);
  const d = dimensions.map((_, i) => `d${i}`);
  const value = (field: TableSchema['fields'][number]) =>
    `CASE WHEN ${name(field.name)} IS NULL THEN '' ELSE ${text(`${field.name}=`)} || ${words.text(name(field.name), field)} || ${MARK} END`;
  const key = words.hash64([text(secret), ...record.map(value)].join(' || '));
  const margins = words.withMargins('margins', {
    ...{ from: 'cells', codes: d.map(knownCode), kept: [], values: [['bkey', 'sum']] },
  });
  return `WITH keyed AS (
    SELECT ${list(
      dimensions.map((field, i) => `${name(field.name)} AS d${i}`),
      [`${key} AS record_key`],
    )} FROM ${words.rows(distinct([...dimensions, ...record]))}
  ), cells AS (
    SELECT ${list(knownCodes({ columns: { dimensions, measures: [], weight: undefined }, contributors }, words), ['sum(record_key) AS bkey'])}
    FROM keyed${groupBy(d)}
  ), ${margins} SELECT ${list(d.map(shownCode), [words.wide('tbkey')])} FROM margins${orderBy(d.map(shownCode))}`;
}

/** What a row is known by. */
function recordFields({ fields, primaryKey }: TableSchema): TableSchema['fields'] {
  const known = primaryKey
    ? fields.filter((field) => primaryKey.includes(field.name))
    : fields.filter(({ derivedFrom }) => derivedFrom === undefined);
  return known.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Gives each cell its key, of 64 bits. @param rows the answer to `cellKeysSql` */
export function withCellKeys<Value>(
  cells: readonly AggregateCell[],
  { dimensions: { length: width } }: Pick<Aggregate, 'dimensions'>,
  { rows, reader }: { readonly rows: readonly (readonly Value[])[]; readonly reader: Reader<Value> },
): AggregateCell[] {
  const keys = new Map(rows.map((row) => [placeOf(row.slice(0, width)), reader.whole(row[width])]));
  return cells.map((cell) => ({ ...cell, key: BigInt.asUintN(64, keys.get(placeOf(cell.codes)) ?? 0n) }));
}

const placeOf = (codes: readonly unknown[]) => JSON.stringify(codes.map(String));
