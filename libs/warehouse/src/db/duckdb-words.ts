import type { Field } from '../domain/field';
import type { EngineWords } from './aggregate-sql';
import { sqlType } from './cell-sql';
import { name, readPath } from './sql';

/**
 * The embedded engine's words for counting over local Parquet files.
 *
 * @param paths one for each contributor of the question, in the same order
 * @param present the columns that at least one file has
 */
export const duckDbWords = (paths: readonly string[], present: ReadonlySet<string>): EngineWords => ({
  rows: (fields) => {
    const columns = fields.map((field) => `${column(field, present)} AS ${name(field.name)}`);
    return `(SELECT ${['file_index AS f', ...columns].join(', ')}
      FROM read_parquet(${filesOf(paths)}, union_by_name = true, hive_partitioning = false))`;
  },
  text: (code) => `CAST(${code} AS VARCHAR)`,
  // The engine sums 64-bit integers and decimals into 128 bits by itself.
  summand: (sum) => sum,
  wide: (sum) => `CAST(${sum} AS HUGEINT)`,
  bits: (value) => `${value}::UBIGINT`,
  bitCount: (set) => `CAST(bit_count(${set}) AS BIGINT)`,
  values: (rows, columns) => `(VALUES ${rows.join(', ')}) AS source(${columns.join(', ')})`,
  twoLargest: (value) => [`max(${value}, 2)[1]`, `coalesce(max(${value}, 2)[2], 0)`],
});

export const filesOf = (paths: readonly string[]) => `[${paths.map(readPath).join(', ')}]`;

const column = (field: Field, present: ReadonlySet<string>): string =>
  `CAST(${present.has(field.name) ? name(field.name) : 'NULL'} AS ${sqlType(field)})`;
