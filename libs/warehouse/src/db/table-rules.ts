import type { IngestTask, ReferencedRows } from '../app/ingest-task';
import type { ForeignKey } from '../domain/row-rule';
import type { FindingCode } from '../domain/finding';
import { sqlType } from './cell-sql';
import type { Layout } from './csv-sql';
import type { Session } from './engine';
import { columnsOf } from './parquet-columns';
import { name, readPath } from './sql';

/** Rows of the table somewhere, and how a column of the layout is called there. */
export type Rows = { readonly relation: string; readonly column: (index: number) => string };

/** What must hold between rows; `columns` are places in the layout. */
export type TableRule =
  | { readonly kind: 'key'; readonly code: FindingCode; readonly columns: readonly number[] }
  | { readonly kind: 'nesting'; readonly fine: number; readonly coarse: number }
  | { readonly kind: 'reference'; readonly columns: readonly number[]; readonly target: Target };

/** Where a foreign key points: to columns of the table itself, or to a relation with x0, x1, … */
type Target = { readonly own: readonly number[] } | { readonly relation: string };

export async function tableRules(session: Session, layout: Layout, task: IngestTask): Promise<TableRule[]> {
  const { fields, primaryKey, uniqueKeys = [], foreignKeys = [] } = layout.schema;
  const at = (names: readonly string[]) => names.map((column) => indexOf(layout, column));
  const key = (code: FindingCode, names: readonly string[]): TableRule => ({ kind: 'key', code, columns: at(names) });
  return [
    ...(primaryKey ? [key('ROW.DUPLICATE_KEY', primaryKey)] : []),
    ...uniqueKeys.map((names) => key('ROW.DUPLICATE_KEY', names)),
    ...fields.filter(({ unique }) => unique).map((field) => key('CELL.NOT_UNIQUE', [field.name])),
    ...nestings(layout),
    ...(await Promise.all(
      foreignKeys.map(async (foreign): Promise<TableRule> => {
        const { datasetId, fields: names } = foreign.reference;
        const target = datasetId === '' ? { own: at(names) } : await targetOf(session, foreign, { layout, task });
        return { kind: 'reference', columns: at(foreign.fields), target };
      }),
    )),
  ];
}

const indexOf = ({ columns }: Layout, column: string) => columns.findIndex(({ field }) => field.name === column);

/** Fields of which each must lie within another; what is derived from the finer one does so anyway. */
function nestings(layout: Layout): TableRule[] {
  return layout.columns.flatMap(({ field }, fine): TableRule[] => {
    if (field.within === undefined) return [];
    const coarse = indexOf(layout, field.within);
    return layout.columns[coarse]?.field.derivedFrom === field.name ? [] : [{ kind: 'nesting', fine, coarse }];
  });
}

async function targetOf(
  session: Session,
  { fields, reference }: ForeignKey,
  { layout, task: { references = [] } }: { layout: Layout; task: IngestTask },
): Promise<{ relation: string }> {
  const same = (one: readonly string[], other: readonly string[]) => one.join('\0') === other.join('\0');
  const rows = references.find(
    (given: ReferencedRows) => same(given.fields, fields) && same(given.referenceFields, reference.fields),
  );
  if (!rows) throw new TypeError('A foreign key points to rows that were not given.');
  const types = fields.map((column) => sqlTypeOf(layout, column));
  const files = `[${rows.files.map(readPath).join(', ')}]`;
  const known = rows.files.length > 0 ? await columnsOf(session, files) : new Set();
  if (!reference.fields.every((column) => known.has(column))) {
    return { relation: `(SELECT ${types.map((type, i) => `CAST(NULL AS ${type}) AS x${i}`).join(', ')} WHERE false)` };
  }
  const columns = reference.fields.map((column, i) => `try_cast(${name(column)} AS ${types[i] ?? 'VARCHAR'}) AS x${i}`);
  return {
    relation: `(SELECT ${columns.join(', ')} FROM read_parquet(${files}, union_by_name = true, hive_partitioning = false))`,
  };
}

function sqlTypeOf(layout: Layout, column: string): string {
  const field = layout.columns[indexOf(layout, column)]?.field;
  return field ? sqlType(field) : 'VARCHAR';
}

/** Whether any rule is broken; it stops at the first. */
export async function breaksAny(session: Session, rules: readonly TableRule[], rows: Rows): Promise<boolean> {
  for (const rule of rules) {
    if ((await session.rows(`SELECT 1 FROM ${offence(rule, rows)} LIMIT 1`)).length > 0) return true;
  }
  return false;
}

/** Keys that occur twice, finer values that lie in two coarser ones, rows that point to nothing: a relation of such. */
function offence(rule: TableRule, rows: Rows): string {
  switch (rule.kind) {
    case 'key':
      return repeatedKeys(rule.columns.map(rows.column), rows.relation);
    case 'nesting':
      return tornValues(rows.column(rule.fine), rows.column(rule.coarse), rows.relation);
    case 'reference':
      return strays(rule, rows);
  }
}

export const repeatedKeys = (columns: readonly string[], relation: string, further = ''): string =>
  `(SELECT ${columns.join(', ')}${further} FROM ${relation} WHERE ${complete(columns)}
    GROUP BY ${columns.join(', ')} HAVING count(*) > 1)`;

/** A missing coarser value is a value of its own here: a zone is in a district, or in none. */
export const tornValues = (fine: string, coarse: string, relation: string): string =>
  `(SELECT ${fine} FROM (SELECT DISTINCT ${fine}, ${coarse} FROM ${relation} WHERE ${fine} IS NOT NULL)
    GROUP BY ${fine} HAVING count(*) > 1)`;

/** Rows that point to nothing; a row that lacks one of the values points nowhere, and may. */
export function strays({ columns, target }: TableRule & { kind: 'reference' }, { relation, column }: Rows): string {
  const own = columns.map((index) => `referring.${column(index)}`);
  const aim =
    'relation' in target
      ? target.relation
      : `(SELECT ${target.own.map((index, i) => `${column(index)} AS x${i}`).join(', ')} FROM ${relation})`;
  const meets = own.map((value, i) => `aim.x${i} = ${value}`).join(' AND ');
  return `(SELECT referring.* FROM ${relation} AS referring
    WHERE ${complete(own)} AND NOT EXISTS (SELECT 1 FROM ${aim} AS aim WHERE ${meets}))`;
}

const complete = (columns: readonly string[]): string => columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
