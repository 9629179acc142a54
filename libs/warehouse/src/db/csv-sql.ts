import type { Dialect } from '../domain/dialect';
import type { Column } from '../domain/header';
import type { TableSchema } from '../domain/field';
import { MAX_LINE_BYTES } from './csv-bytes';
import { cellCode, sqlType, typedCell } from './cell-sql';
import { name, readPath, text } from './sql';

/** What is known of a file once its header was understood. */
export type Layout = { schema: TableSchema; dialect: Dialect; columns: Column[]; width: number };

/** No cell says this, so every cell comes as text, the empty one too. */
const NO_NULL = '\uE000no null\uE000';

/** Room for the row number that `numberRecords` puts before a record, and for the engine's other way of counting. */
const ENGINE_LINE_BYTES = MAX_LINE_BYTES + 100_000;

type CsvOptions = { delimiter: string; columns: Record<string, string>; header: boolean; newLine?: string };

function readCsv(path: string, { delimiter, columns, header, newLine }: CsvOptions): string {
  const types = Object.entries(columns).map(([column, type]) => `${text(column)}: ${text(type)}`);
  return `read_csv(${readPath(path)}, auto_detect = false, header = ${header}, delim = ${text(delimiter)}, quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, nullstr = ${text(NO_NULL)}, max_line_size = ${ENGINE_LINE_BYTES},
    ${newLine ? `new_line = ${text(newLine)},` : ''} compression = 'none', hive_partitioning = false, columns = {${types.join(', ')}})`;
}

const rawColumns = (width: number) => Object.fromEntries(Array.from({ length: width }, (_, i) => [`c${i}`, 'VARCHAR']));

/** The file as it came: raw cells c0, c1, … as text. */
export const fileAsIs = (path: string, { dialect, width }: Layout): string =>
  readCsv(path, { delimiter: dialect.delimiter, columns: rawColumns(width), header: true });

/** The copy that `numberRecords` made: the row number r before the raw cells. */
export const fileNumbered = (path: string, { dialect, width }: Layout): string =>
  readCsv(path, {
    delimiter: dialect.delimiter,
    columns: { r: 'BIGINT', ...rawColumns(width) },
    header: false,
    newLine: '\\n',
  });

/**
 * Every field of the schema as its typed value t0, t1, … and the code of what is wrong with it k0, k1, …
 *
 * @param extra further columns of the source to hand through
 */
export function checkedCells(
  source: string,
  { schema, dialect, columns }: Layout,
  extra: readonly string[] = [],
): string {
  const rulesOf = (column: Column) => ({ field: column.field, schema, decimalMark: dialect.decimalMark });
  const typed = columns.map((column, i) =>
    column.position === null
      ? `CAST(NULL AS ${sqlType(column.field)}) AS t${i}`
      : `c${column.position}, ${typedCell(`c${column.position}`, rulesOf(column))} AS t${i}`,
  );
  const checked = columns.map((column, i) =>
    column.position === null
      ? `t${i}, CAST(NULL AS VARCHAR) AS k${i}`
      : `t${i}, ${cellCode(`c${column.position}`, `t${i}`, rulesOf(column))} AS k${i}`,
  );
  const hand = extra.map((column) => `${column}, `).join('');
  return `(SELECT ${hand}${checked.join(', ')} FROM (SELECT ${hand}${typed.join(', ')} FROM ${source}))`;
}

/** Thrown by the engine at the first bad cell; it names neither the row nor the value. */
export const BAD_CELL = 'GRANAIO_BAD_CELL';

/** The rows of a good file under the schema's names; the query fails at the first bad cell. */
export function acceptedRows(source: string, layout: Layout): string {
  const bad = layout.columns.map((_, i) => `k${i} IS NOT NULL`).join(' OR ');
  const outputs = layout.columns.map(({ field }, i) => {
    const value = i === 0 ? `CASE WHEN ${bad} THEN error(${text(BAD_CELL)}) ELSE t0 END` : `t${i}`;
    return `${value} AS ${name(field.name)}`;
  });
  return `SELECT ${outputs.join(', ')} FROM ${checkedCells(source, layout)}`;
}
