import { escapeLiteral } from 'pg';
import { decisive, type Ability, type DecisiveRule, type LevelAbility } from '../domain/ability';
import type { Conditions } from '../domain/conditions';
import { isOwnSubject, OWNER_FIELD, type Action, type SubjectName } from '../domain/vocabulary';

export type Where = { readonly sql: string; readonly params: readonly unknown[] };
/** The column of each field that a policy may name. */
export type Columns = ReadonlyMap<string, string>;
type Place = (value: unknown) => string;

const OPERATORS = new Map<string, (column: string, operand: string) => string>([
  ['$eq', (column, operand) => `${column} = ${operand}`],
  ['$ne', (column, operand) => `${column} <> ${operand}`],
  ['$lt', (column, operand) => `${column} < ${operand}`],
  ['$lte', (column, operand) => `${column} <= ${operand}`],
  ['$gt', (column, operand) => `${column} > ${operand}`],
  ['$gte', (column, operand) => `${column} >= ${operand}`],
  ['$in', (column, operand) => `${column} = any(${operand})`],
  ['$nin', (column, operand) => `${column} <> all(${operand})`],
]);

/**
 * Translates what an ability allows into a SQL condition, so that a list shows only records that the caller may see.
 * Where a rule looks at a fact that is null, the condition is no more than null itself, and the record stays hidden.
 *
 * @param columns the columns a policy may name, by field; any other field throws
 * @param offset how many placeholders the statement has before this condition
 * @returns `sql` with placeholders from `$<offset + 1>`; `false` if nothing is allowed
 * @throws Error for a field or operator without a translation (fails closed)
 */
export function whereAllowed(
  ability: Ability,
  [action, subject]: readonly [Action, SubjectName],
  columns: Columns,
  offset = 0,
): Where {
  const made = madeFor(ability, columns);
  const key = `${action} ${subject} ${offset}`;
  const where = made.get(key) ?? translate(ability, [action, subject], columns, offset);
  made.set(key, where);
  return where;
}

/**
 * The condition with its values in the text, for a statement that is prepared: PostgreSQL then plans it once, and hashes
 * its lists; with so many parameters it would plan it again each time, which takes longer than a page of a list.
 *
 * @param where as made without an offset
 */
export function spelledOut(where: Where): string {
  const known = SPELLED_OUT.get(where);
  if (known !== undefined) return known;
  const sql = where.sql.replace(/\$(\d+)/g, (_, n) => escapeLiteral(String(where.params[Number(n) - 1])));
  SPELLED_OUT.set(where, sql);
  return sql;
}

const SPELLED_OUT = new WeakMap<Where, string>();
const MADE = new WeakMap<Ability, WeakMap<Columns, Map<string, Where>>>();

/** What was made already: an ability lasts as long as its policies, and every list of the person asks for the same. */
function madeFor(ability: Ability, columns: Columns): Map<string, Where> {
  const byColumns = MADE.get(ability) ?? new WeakMap<Columns, Map<string, Where>>();
  MADE.set(ability, byColumns);
  const made = byColumns.get(columns) ?? new Map<string, Where>();
  byColumns.set(columns, made);
  return made;
}

function translate(
  { federation, own }: Ability,
  [action, subject]: readonly [Action, SubjectName],
  columns: Columns,
  offset: number,
): Where {
  const params: unknown[] = [];
  const place = (value: unknown) => `$${offset + params.push(value)}`;
  const levelToSql = (level: LevelAbility) => toSql(decisive(level, action, subject), columns, place);
  const sql = levelToSql(federation);
  if (sql === NOTHING) return { sql, params: [] };
  if (own.size === 0 || !isOwnSubject(subject)) return { sql, params };

  const [federationId, owner] = [columnOf(columns, 'federationId'), columnOf(columns, OWNER_FIELD[subject])];
  const restrictions = [...own.values()].map((level) => {
    const isAnothers = `${federationId} <> ${place(level.federationId)} or ${owner} <> ${place(level.organisationId)}`;
    return `(${isAnothers} or ${levelToSql(level.ability)})`;
  });
  return { sql: `(${[sql, ...restrictions].join(' and ')})`, params };
}

const NOTHING = 'false';

/** The first rule that a record meets decides: each is narrowed by the prohibitions before it, and no other. */
function toSql(rules: readonly DecisiveRule[], columns: Columns, place: Place): string {
  if (!rules.some(({ permits }) => permits)) return NOTHING;
  return rules.reduceRight((others, { permits, conditions }) => {
    const met = conditionsToSql(conditions, columns, place);
    if (!permits) return `(not ${met} and ${others})`;
    return others === NOTHING ? met : `(${met} or ${others})`;
  }, NOTHING);
}

function conditionsToSql(conditions: Conditions, columns: Columns, place: Place): string {
  const parts = Object.entries(conditions).flatMap(([field, comparison]) =>
    Object.entries(comparison as object).map(([operator, operand]) => {
      const write = OPERATORS.get(operator);
      if (!write) throw new Error(`A policy may not use the operator "${operator.slice(1)}".`);
      return write(columnOf(columns, field), place(Array.isArray(operand) ? arrayOf(operand) : operand));
    }),
  );
  if (parts.length < Object.keys(conditions).length || parts.length === 0)
    throw new Error('A rule compares with nothing.');
  return `(${parts.join(' and ')})`;
}

/** As PostgreSQL writes an array: made once here, where the driver would make it of every list again. */
const arrayOf = (values: readonly unknown[]) =>
  `{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

function columnOf(columns: Columns, field: string): string {
  const column = columns.get(field);
  if (!column) throw new Error(`A policy may not filter on "${field}".`);
  return column;
}
