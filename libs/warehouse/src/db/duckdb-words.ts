import { TOTAL } from '../domain/aggregate';
import { scaleOf, type Field } from '../domain/field';
import { FILE, type EngineWords, type Part, type Summable } from './engine-words';
import { sqlType } from './cell-sql';
import { PART_COLUMN } from './packs/pack';
import type { ParquetFile } from './parquet-columns';
import { name, readPath, text } from './sql';

/** Local Parquet files: those of one contributor each come first in the question's list, then the parts of packs. */
export type LocalFiles = {
  readonly loose: readonly ParquetFile[];
  readonly packs: readonly ParquetFile[];
  /** What the rows of each packed part say. */
  readonly packed: readonly bigint[];
  /** Rows that are in the packs and in no part of the question. */
  readonly leftOut: readonly bigint[];
};

/** So many files at most are read one by one; the plan of a question grows with each. */
const MOST_APART = 64;

/** The embedded engine's words for counting over local Parquet files. */
export const duckDbWords = (files: LocalFiles): EngineWords => ({
  rows: (fields) => {
    const { loose, packs } = files;
    const at = packs.length > 0 ? 'file_index::BIGINT' : 'file_index';
    const scans = [...(loose.length > 0 ? [scanned(loose, at, fields)] : []), ...packedRows(files, fields)];
    return `(${scans.join(' UNION ALL ')})`;
  },
  // A number of the file among the codes that rows are grouped by would cost a fifth of the whole grouping.
  parts: (fields) => partsOf(files, fields),
  file: (at) => String(files.packed[at - files.loose.length] ?? at),
  hash64: (of) => `CAST('0x' || left(sha256(${of}), 16) AS UBIGINT)`,
  text: (code) => `CAST(${code} AS VARCHAR)`,
  // The engine sums 64-bit integers and decimals into 128 bits by itself.
  summand: (sum) => sum,
  intervalIn: (column, field, { from, step }) =>
    `((CAST(CAST(${column} AS DECIMAL(38, ${scaleOf(field)})) * ${10 ** scaleOf(field)} AS HUGEINT) - (${from})) // ${step})`,
  wide: (sum) => `CAST(${sum} AS HUGEINT)`,
  bits: (value) => `${value}::UBIGINT`,
  bitCount: (set) => `CAST(bit_count(${set}) AS BIGINT)`,
  values: (rows, columns) => `(VALUES ${rows.join(', ')}) AS source(${columns.join(', ')})`,
  twoLargest: (value) => [`max(${value}, 2)[1]`, `coalesce(max(${value}, 2)[2], 0)`],
  joined: (texts) => `string_agg(${texts}, ' ')`,
  told: (sum) => sum,
  withMargins: (table, cells) => marginsAs(table, cells, {}),
});

function partsOf(files: LocalFiles, fields: readonly Field[]): Part[] | undefined {
  if (files.loose.length > MOST_APART) return undefined;
  const apart = files.loose.map((file, at) => ({ f: String(at), rows: `(${scanned([file], String(at), fields)})` }));
  return [...apart, ...packedRows(files, fields).map((rows) => ({ f: FILE, rows: `(${rows})` }))];
}

function packedRows({ packs, leftOut }: LocalFiles, fields: readonly Field[]): string[] {
  if (packs.length === 0) return [];
  const others = leftOut.length > 0 ? ` WHERE ${name(PART_COLUMN)} NOT IN (${leftOut.join(', ')})` : '';
  return [scanned(packs, name(PART_COLUMN), fields) + others];
}

/**
 * Sums over one code after the other, each time over all that there is by then: this engine would make every set of
 * `GROUPING SETS` of the finest cells again.
 *
 * @param types of columns, where they are not to stay as they are
 */
export function marginsAs(
  table: string,
  { from, codes, kept, values }: Summable,
  types: Readonly<Record<string, string>>,
): string {
  const as = (value: string, column: string) => (types[column] ? `CAST(${value} AS ${types[column]})` : value);
  const shown = codes.map((code) => `c${code}`);
  const start = [
    ...codes.map((code) => `${as(code, code)} AS c${code}`),
    ...kept,
    ...values.map(([value]) => `${as(value, value)} AS t${value}`),
  ];
  const step = (at: number) => (at === codes.length ? table : `${table}_${at}`);
  const steps = codes.map((_, at) => {
    const others = [...shown.filter((_code, i) => i !== at), ...kept];
    const summed = [
      ...codes.map((code, i) => (i === at ? `${as(text(TOTAL), code)} AS c${code}` : `c${code}`)),
      ...kept,
      ...values.map(([value, combine]) => `${as(`${combine}(t${value})`, value)} AS t${value}`),
    ];
    return `${step(at + 1)} AS MATERIALIZED (SELECT * FROM ${step(at)} UNION ALL
      SELECT ${summed.join(', ')} FROM ${step(at)} ${others.length > 0 ? `GROUP BY ${others.join(', ')}` : 'HAVING count(*) > 0'})`;
  });
  return [`${step(0)} AS MATERIALIZED (SELECT ${start.join(', ')} FROM ${from})`, ...steps].join(', ');
}

function scanned(files: readonly ParquetFile[], f: string, fields: readonly Field[]): string {
  const columns = fields.map((field) => `${column(field, files)} AS ${name(field.name)}`);
  return `SELECT ${[`${f} AS ${FILE}`, ...columns].join(', ')}
      FROM read_parquet([${files.map(({ path }) => readPath(path)).join(', ')}], union_by_name = true, hive_partitioning = false)`;
}

const column = (field: Field, files: readonly ParquetFile[]): string =>
  `CAST(${files.some(({ columns }) => columns.has(field.name)) ? name(field.name) : 'NULL'} AS ${sqlType(field)})`;
