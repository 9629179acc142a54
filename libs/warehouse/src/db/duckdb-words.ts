import { TOTAL } from '../domain/aggregate';
import { scaleOf, type Field } from '../domain/field';
import type { EngineWords, Summable } from './engine-words';
import { sqlType } from './cell-sql';
import { PART_COLUMN } from './packs/pack';
import { name, readPath, text } from './sql';

/** Files of one kind, and the columns that at least one of them has. */
export type Scan = { readonly paths: readonly string[]; readonly present: ReadonlySet<string> };

/** Local Parquet files: those of one contributor each come first in the question's list, then the parts of packs. */
export type LocalFiles = {
  readonly loose: Scan;
  readonly packs: Scan;
  /** What the rows of each packed part say. */
  readonly packed: readonly bigint[];
  /** Rows that are in the packs and in no part of the question. */
  readonly leftOut: readonly bigint[];
};

/** The embedded engine's words for counting over local Parquet files. */
export const duckDbWords = ({ loose, packs, packed, leftOut }: LocalFiles): EngineWords => ({
  rows: (fields) => {
    const others = leftOut.length > 0 ? ` WHERE ${name(PART_COLUMN)} NOT IN (${leftOut.join(', ')})` : '';
    const scans = [
      ...(loose.paths.length > 0
        ? [scanned(loose, packs.paths.length > 0 ? 'file_index::BIGINT' : 'file_index', fields)]
        : []),
      ...(packs.paths.length > 0 ? [scanned(packs, name(PART_COLUMN), fields) + others] : []),
    ];
    return `(${scans.join(' UNION ALL ')})`;
  },
  file: (at) => String(packed[at - loose.paths.length] ?? at),
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
  withMargins,
});

/**
 * Sums over one code after the other, each time over all that there is by then: this engine would make every set of
 * `GROUPING SETS` of the finest cells again.
 */
function withMargins(table: string, { from, codes, kept, values }: Summable): string {
  const shown = codes.map((code) => `c${code}`);
  const start = [
    ...codes.map((code, i) => `${code} AS ${shown[i] ?? ''}`),
    ...kept,
    ...values.map(([value]) => `${value} AS t${value}`),
  ];
  const step = (at: number) => (at === codes.length ? table : `${table}_${at}`);
  const steps = codes.map((_, at) => {
    const others = [...shown.filter((_code, i) => i !== at), ...kept];
    const summed = [
      ...shown.map((code, i) => (i === at ? `${text(TOTAL)} AS ${code}` : code)),
      ...kept,
      ...values.map(([value, combine]) => `${combine}(t${value}) AS t${value}`),
    ];
    return `${step(at + 1)} AS MATERIALIZED (SELECT * FROM ${step(at)} UNION ALL
      SELECT ${summed.join(', ')} FROM ${step(at)}${others.length > 0 ? ` GROUP BY ${others.join(', ')}` : ''} HAVING count(*) > 0)`;
  });
  return [`${step(0)} AS MATERIALIZED (SELECT ${start.join(', ')} FROM ${from})`, ...steps].join(', ');
}

function scanned({ paths, present }: Scan, file: string, fields: readonly Field[]): string {
  const columns = fields.map((field) => `${column(field, present)} AS ${name(field.name)}`);
  return `SELECT ${[`${file} AS f`, ...columns].join(', ')}
      FROM read_parquet(${filesOf(paths)}, union_by_name = true, hive_partitioning = false)`;
}

export const filesOf = (paths: readonly string[]) => `[${paths.map(readPath).join(', ')}]`;

const column = (field: Field, present: ReadonlySet<string>): string =>
  `CAST(${present.has(field.name) ? name(field.name) : 'NULL'} AS ${sqlType(field)})`;
