import type { Field } from '../domain/field';
import type { EngineWords } from './aggregate-sql';
import { sqlType } from './cell-sql';
import { PART_COLUMN } from './packs/pack';
import { name, readPath } from './sql';

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
  text: (code) => `CAST(${code} AS VARCHAR)`,
  // The engine sums 64-bit integers and decimals into 128 bits by itself.
  summand: (sum) => sum,
  wide: (sum) => `CAST(${sum} AS HUGEINT)`,
  bits: (value) => `${value}::UBIGINT`,
  bitCount: (set) => `CAST(bit_count(${set}) AS BIGINT)`,
  values: (rows, columns) => `(VALUES ${rows.join(', ')}) AS source(${columns.join(', ')})`,
  twoLargest: (value) => [`max(${value}, 2)[1]`, `coalesce(max(${value}, 2)[2], 0)`],
});

function scanned({ paths, present }: Scan, file: string, fields: readonly Field[]): string {
  const columns = fields.map((field) => `${column(field, present)} AS ${name(field.name)}`);
  return `SELECT ${[`${file} AS f`, ...columns].join(', ')}
      FROM read_parquet(${filesOf(paths)}, union_by_name = true, hive_partitioning = false)`;
}

export const filesOf = (paths: readonly string[]) => `[${paths.map(readPath).join(', ')}]`;

const column = (field: Field, present: ReadonlySet<string>): string =>
  `CAST(${present.has(field.name) ? name(field.name) : 'NULL'} AS ${sqlType(field)})`;
