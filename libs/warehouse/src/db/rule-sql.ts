import { scaleOf, type Field } from '../domain/field';
import { kindOf } from '../domain/row-rule-issues';
import type { RowRule, RuleComparison, RuleCondition, RuleTerm } from '../domain/row-rule';
import { name, text } from './sql';

/** How the typed value of a field is written; null if the schema has no such field. */
export type FieldValues = ReadonlyMap<string, { field: Field; value: string }>;

/** Whether a row breaks a rule; never NULL. */
export function breaksRule(rule: RowRule, values: FieldValues): string {
  const broken = `NOT coalesce(${conditionSql(rule, values)}, true)`;
  return rule.when ? `(coalesce(${conditionSql(rule.when, values)}, false) AND ${broken})` : `(${broken})`;
}

function conditionSql(condition: RuleCondition, values: FieldValues): string {
  if ('is' in condition) {
    return `(${valueOf(condition.field, values).value} IS ${condition.is === 'present' ? 'NOT NULL' : 'NULL'})`;
  }
  const type = comparisonType(condition, values);
  return `(${termSql(condition.left, type, values)} ${condition.op} ${termSql(condition.right, type, values)})`;
}

/** What both sides are compared as: exactly, whatever their scales are. */
function comparisonType({ left, right }: RuleComparison, values: FieldValues): string {
  const names = [left, right].flatMap((term) => ('field' in term ? [term.field] : 'sum' in term ? term.sum : []));
  const fields = names.map((field) => valueOf(field, values).field);
  switch (fields[0] && kindOf(fields[0])) {
    case 'date':
      return 'DATE';
    case 'boolean':
      return 'BOOLEAN';
    case 'text':
      return 'VARCHAR';
    default:
      return `DECIMAL(38, ${Math.max(...fields.map(scaleOf), digitsOf(left), digitsOf(right))})`;
  }
}

const digitsOf = (term: RuleTerm): number => ('value' in term ? (String(term.value).split('.')[1]?.length ?? 0) : 0);

function termSql(term: RuleTerm, type: string, values: FieldValues): string {
  const cast = (value: string) => `CAST(${value} AS ${type})`;
  if ('field' in term) return cast(valueOf(term.field, values).value);
  if ('sum' in term) return `(${term.sum.map((field) => cast(valueOf(field, values).value)).join(' + ')})`;
  return cast(text(String(term.value)));
}

function valueOf(field: string, values: FieldValues) {
  const found = values.get(field);
  if (!found) throw new RangeError(`A rule speaks of ${name(field)}, which the schema does not have.`);
  return found;
}
