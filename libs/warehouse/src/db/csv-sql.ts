import type { Dialect } from '../domain/dialect';
import type { TableSchema } from '../domain/field';
import type { Column } from '../domain/header';
import { rowRulesOf } from '../domain/impossible';
import { cellCode } from './cell-checks';
import { sqlType, typedCell } from './cell-sql';
import { MAX_LINE_BYTES } from './csv-bytes';
import { ancestorSql, derivationsOf, type Ancestors, type Derivation } from './derived-sql';
import { breaksRule } from './rule-sql';
import { name, readPath, text } from './sql';

/** What is known of a file once its header was understood, and what its derived columns are filled from. */
export type Layout = {
  schema: TableSchema;
  dialect: Dialect;
  columns: Column[];
  width: number;
  ancestors: Ancestors;
};

/** No cell says this, so every cell comes as text, the empty one too. */
const NO_NULL = '\uE000no null\uE000';

/** Room for the row number that `numberRecords` puts before a record, and for the engine's other way of counting. */
const ENGINE_LINE_BYTES = MAX_LINE_BYTES + 100_000;

type CsvOptions = { delimiter: string; columns: Record<string, string>; header: boolean; newLine?: string };

export function readCsv(path: string, { delimiter, columns, header, newLine }: CsvOptions): string {
  const types = Object.entries(columns).map(([column, type]) => `${text(column)}: ${text(type)}`);
  return `read_csv(${readPath(path)}, auto_detect = false, header = ${header}, delim = ${text(delimiter)}, quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, nullstr = ${text(NO_NULL)}, max_line_size = ${ENGINE_LINE_BYTES},
    ${newLine ? `new_line = ${text(newLine)},` : ''} compression = 'none', hive_partitioning = false, columns = {${types.join(', ')}})`;
}

const rawColumns = (width: number) => Object.fromEntries(Array.from({ length: width }, (_, i) => [`c${i}`, 'VARCHAR']));

/** The file as it came: raw cells c0, c1, … as text. */
export const fileAsIs = (path: string, { dialect, width }: Layout): string =>
  readCsv(path, { delimiter: dialect.delimiter, columns: rawColumns(width), header: true });

/** A copy with the row number r before the raw cells. */
export const fileNumbered = (path: string, { dialect, width }: Layout): string =>
  readCsv(path, {
    delimiter: dialect.delimiter,
    columns: { r: 'BIGINT', ...rawColumns(width) },
    header: false,
    newLine: '\\n',
  });

/**
 * Every field of the schema as its typed value t0, t1, … and the code of what is wrong with it k0, k1, …; for every rule
 * whether the row breaks it q0, q1, …
 *
 * @param extra further expressions of the source's columns to hand through
 */
export function checkedCells(source: string, layout: Layout, extra: readonly string[] = []): string {
  const { schema, dialect, columns } = layout;
  const rulesOf = (column: Column) => ({ field: column.field, schema, decimalMark: dialect.decimalMark });
  const checked = columns.map((column, i) =>
    column.position === null
      ? `t${i}, ${absentCode(layout, i)} AS k${i}`
      : `t${i}, ${cellCode(`c${column.position}`, `t${i}`, rulesOf(column))} AS k${i}`,
  );
  const values = new Map(columns.map(({ field }, i) => [field.name, { field, value: `t${i}` }]));
  const broken = rowRulesOf(schema).map((rule, i) => `${breaksRule(rule, values)} AS q${i}`);
  return `(SELECT ${[...extra, ...checked, ...broken].join(', ')} FROM ${typedCells(source, layout)})`;
}

/** The source's columns and the typed values beside them; derived ones last, because they are read off the others. */
function typedCells(source: string, layout: Layout): string {
  const { schema, dialect, columns } = layout;
  const derivations = derivationsOf(columns).filter(({ finer }) => columns[finer]?.position !== null);
  const derived = new Set(derivations.map((derivation) => derivation.derived));
  const typed = columns.flatMap(({ field, position }, i) => {
    if (derived.has(i)) return [];
    const rules = { field, schema, decimalMark: dialect.decimalMark };
    return [`${position === null ? `CAST(NULL AS ${sqlType(field)})` : typedCell(`c${position}`, rules)} AS t${i}`];
  });
  const direct = `(SELECT *, ${typed.join(', ')} FROM ${source})`;
  if (derivations.length === 0) return direct;
  return `(SELECT *, ${derivations.map((derivation) => derivedCell(derivation, layout)).join(', ')} FROM ${direct})`;
}

function derivedCell({ derived, finer }: Derivation, { columns, ancestors }: Layout): string {
  const [coarse, fine] = [columns[derived], columns[finer]];
  const levels = coarse && ancestors[coarse.field.name];
  if (!fine || !levels) throw new RangeError('A derived column has no ancestors to be filled from.');
  return `${ancestorSql(`t${finer}`, fine, levels)} AS t${derived}`;
}

/** A column that is not in the file has nothing wrong, unless it is derived and the finer code has no ancestor. */
function absentCode({ columns }: Layout, i: number): string {
  const finer = derivationsOf(columns).find(({ derived }) => derived === i)?.finer;
  const code =
    finer === undefined ? 'NULL' : `CASE WHEN t${finer} IS NOT NULL AND t${i} IS NULL THEN 'CELL.NO_ANCESTOR' END`;
  return `CAST(${code} AS VARCHAR)`;
}

/** Thrown by the engine at the first bad row; it names neither the row nor a value. */
export const BAD_CELL = 'GRANAIO_BAD_CELL';

/** The rows of a good file under the schema's names; the query fails at the first bad row. */
export function acceptedRows(source: string, layout: Layout): string {
  const bad = [
    ...layout.columns.map((_, i) => `k${i} IS NOT NULL`),
    ...rowRulesOf(layout.schema).map((_, i) => `q${i}`),
  ].join(' OR ');
  const outputs = layout.columns.map(({ field }, i) => {
    const value = i === 0 ? `CASE WHEN ${bad} THEN error(${text(BAD_CELL)}) ELSE t0 END` : `t${i}`;
    return `${value} AS ${name(field.name)}`;
  });
  return `SELECT ${outputs.join(', ')} FROM ${checkedCells(source, layout)}`;
}
