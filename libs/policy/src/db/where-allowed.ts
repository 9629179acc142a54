import { rulesToAST } from '@casl/ability/extra';
import { CompoundCondition, FieldCondition, type Condition } from '@ucast/core';
import type { Ability, LevelAbility } from '../domain/ability';
import { isOwnSubject, OWNER_FIELD, type Action, type SubjectName } from '../domain/vocabulary';

export type Where = { readonly sql: string; readonly params: readonly unknown[] };
/** The column of each field that a policy may name. */
export type Columns = ReadonlyMap<string, string>;
type Place = (value: unknown) => string;

const OPERATORS = new Map([
  ['eq', '='],
  ['ne', 'is distinct from'],
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>='],
]);

/**
 * Translates what an ability allows into a SQL condition, so that a list shows only records that the caller may see.
 *
 * @param columns the columns a policy may name, by field; any other field throws
 * @param offset how many placeholders the statement has before this condition
 * @returns `sql` with placeholders from `$<offset + 1>`; `false` if nothing is allowed
 * @throws Error for a field or operator without a translation (fails closed)
 */
export function whereAllowed(
  { federation, own }: Ability,
  [action, subject]: readonly [Action, SubjectName],
  columns: Columns,
  offset = 0,
): Where {
  const params: unknown[] = [];
  const place = (value: unknown) => `$${offset + params.push(value)}`;
  const levelToSql = (level: LevelAbility) => {
    const ast = rulesToAST(level, action, subject);
    return ast ? toSql(ast, columns, place) : null;
  };
  const sql = levelToSql(federation);
  if (sql === null) return { sql: 'false', params: [] };
  if (own.size === 0 || !isOwnSubject(subject)) return { sql, params };

  const [federationId, owner] = [columnOf(columns, 'federationId'), columnOf(columns, OWNER_FIELD[subject])];
  const restrictions = [...own.values()].map((level) => {
    const isAnothers = `${federationId} <> ${place(level.federationId)} or ${owner} <> ${place(level.organisationId)}`;
    return `(${isAnothers} or ${levelToSql(level.ability) ?? 'false'})`;
  });
  return { sql: `(${[sql, ...restrictions].join(' and ')})`, params };
}

function toSql(node: Condition, columns: Columns, place: Place): string {
  if (node instanceof FieldCondition) return fieldToSql(node, columns, place);
  if (!(node instanceof CompoundCondition)) throw unsupported(node.operator);
  const parts = (node.value as Condition[]).map((part) => toSql(part, columns, place));
  if (node.operator === 'not') return `(${parts.join(' and ')}) is not true`;
  if (node.operator !== 'and' && node.operator !== 'or') throw unsupported(node.operator);
  return parts.length ? `(${parts.join(` ${node.operator} `)})` : String(node.operator === 'and');
}

function fieldToSql({ field, operator, value }: FieldCondition, columns: Columns, place: Place): string {
  const column = columnOf(columns, field);
  if (operator === 'in') return `${column} = any(${place(value)})`;
  if (operator === 'nin') return `${column} <> all(${place(value)})`;
  const symbol = OPERATORS.get(operator);
  if (!symbol) throw unsupported(operator);
  return `${column} ${symbol} ${place(value)}`;
}

function columnOf(columns: Columns, field: string): string {
  const column = columns.get(field);
  if (!column) throw new Error(`A policy may not filter on "${field}".`);
  return column;
}

const unsupported = (operator: string) => new Error(`A policy may not use the operator "${operator}".`);
