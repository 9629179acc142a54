import type { FindingCode } from '../domain/finding';
import { rowRulesOf } from '../domain/impossible';
import type { Layout } from './csv-sql';
import { derivationsOf } from './derived-sql';
import { text } from './sql';
import { repeatedKeys, strays, tornValues, type Rows, type TableRule } from './table-rules';

/** Most characters of a cell that a finding needs: what is shown, and enough to tell what kind of identifier it is. */
const MOST_CHARACTERS = 400;

/** The checked rows of a numbered file in a file of their own: r, t0 …, k0 …, q0 …, and v0 …, what a bad cell says. */
export function checkedColumns({ columns, schema }: Layout): string {
  const values = columns.map((column, i) => {
    const { field, position } = sourceOf(columns, i) ?? column;
    const shown =
      position === null || field.pseudonym ? 'CAST(NULL AS VARCHAR)' : `left(c${position}, ${MOST_CHARACTERS})`;
    return `CASE WHEN k${i} IS NOT NULL THEN ${shown} END AS v${i}`;
  });
  const broken = rowRulesOf(schema).map((_, i) => `q${i}`);
  return ['r', ...columns.flatMap((_, i) => [`t${i}`, `k${i}`]), ...broken, ...values].join(', ');
}

/** The column that the file has in place of a derived one. */
export function sourceOf(columns: Layout['columns'], index: number): Layout['columns'][number] | undefined {
  const derivation = derivationsOf(columns).find(({ derived }) => derived === index);
  return columns[derivation?.finer ?? index];
}

const CHECKED_ROWS: Rows['column'] = (index) => `t${index}`;

/** One query for each kind of finding, all of r, f, p, k, first, v: row, what, place in the row, code, other row, what it says. */
export function foundQueries(checked: string, layout: Layout, rules: readonly TableRule[]): string[] {
  const rows: Rows = { relation: checked, column: CHECKED_ROWS };
  return [
    cellQuery(checked, layout),
    ...rowRulesOf(layout.schema).map(
      (_, i) => `SELECT r, ${i}, 32767, 'ROW.RULE_BROKEN', NULL, NULL FROM ${checked} WHERE q${i}`,
    ),
    ...rules.map((rule, i) => tableQuery(rule, i, { rows, layout })),
  ];
}

function cellQuery(checked: string, { columns }: Layout): string {
  const found = columns.map((column, f) => {
    const p = sourceOf(columns, f)?.position ?? column.position ?? 0;
    return `{'f': ${f}, 'p': ${p}, 'k': k${f}, 'v': v${f}}`;
  });
  const any = columns.map((_, f) => `k${f} IS NOT NULL`).join(' OR ');
  return `SELECT r, x.f, x.p, x.k, NULL, x.v FROM (SELECT r, unnest([${found.join(', ')}]) AS x FROM ${checked} WHERE ${any})
    WHERE x.k IS NOT NULL`;
}

type Place = { readonly rows: Rows; readonly layout: Layout };

/** @param index which of the table's rules: findings find their names by it */
function tableQuery(rule: TableRule, index: number, place: Place): string {
  switch (rule.kind) {
    case 'key':
      return keyQuery(rule, index, place);
    case 'nesting':
      return nestingQuery(rule, index, place);
    case 'reference':
      return `SELECT r, ${index}, ${placeOf(rule.columns, place)}, 'ROW.UNKNOWN_REFERENCE', NULL, ${shown(rule.columns, place)}
        FROM ${strays(rule, place.rows)}`;
  }
}

/** Later rows with the key of an earlier one; rows whose key is not complete have findings of their own, or no key. */
function keyQuery({ code, columns }: TableRule & { kind: 'key' }, index: number, place: Place): string {
  const values = columns.map(place.rows.column);
  const repeated = repeatedKeys(values, place.rows.relation, ', min(r) AS first');
  return `SELECT r, ${index}, ${placeOf(columns, place)}, ${text(code)}, first, ${shown(columns, place)}
    FROM ${place.rows.relation} JOIN ${repeated} USING (${values.join(', ')}) WHERE r <> first`;
}

function nestingQuery({ fine, coarse }: TableRule & { kind: 'nesting' }, index: number, place: Place): string {
  const [g, v] = [place.rows.column(fine), place.rows.column(coarse)];
  const code: FindingCode = 'CELL.NOT_WITHIN';
  return `SELECT r, ${index}, ${placeOf([fine], place)}, ${text(code)}, first, shown FROM (
    SELECT r, ${v} AS v, ${shown([fine], place)} AS shown, first_value(${v}) OVER w AS expected, first_value(r) OVER w AS first
    FROM ${place.rows.relation} JOIN ${tornValues(g, v, place.rows.relation)} USING (${g})
    WINDOW w AS (PARTITION BY ${g} ORDER BY r)) WHERE v IS DISTINCT FROM expected`;
}

const placeOf = ([first = 0]: readonly number[], { layout }: Place): number =>
  sourceOf(layout.columns, first)?.position ?? 0;

/** The typed values of a key, unless one of them is a pseudonym. */
function shown(columns: readonly number[], { rows, layout }: Place): string {
  if (columns.some((index) => layout.columns[index]?.field.pseudonym)) return 'CAST(NULL AS VARCHAR)';
  const values = columns.map((index) => `left(CAST(${rows.column(index)} AS VARCHAR), ${MOST_CHARACTERS})`);
  return `left(concat_ws(' · ', ${values.join(', ')}), ${MOST_CHARACTERS})`;
}
