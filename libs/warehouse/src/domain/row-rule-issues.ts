import { exactUnits, isIsoDate } from './exact-value';
import type { Field, TableSchema } from './field';
import type { RowRule, RuleComparison, RuleCondition, RuleOperator, RuleTerm } from './row-rule';
import { under, type Issue } from './schema-issue';

/** Most digits after the mark that a number in a rule has: as many as any field can have. */
const RULE_SCALE = 6;

type Kind = 'number' | 'date' | 'boolean' | 'text';
type Fields = ReadonlyMap<string, Field>;

const KINDS: Readonly<Record<Field['type'], Kind>> = {
  integer: 'number',
  decimal: 'number',
  date: 'date',
  boolean: 'boolean',
  string: 'text',
};

export const kindOf = ({ type }: Field): Kind => KINDS[type];

/** What is wrong with the rules between the cells of a row. */
export function ruleIssues({ fields, rules = [] }: TableSchema): Issue[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return rules.flatMap((rule, i) => [
    ...conditionIssues(rule, byName).map(under('rules', i)),
    ...(rule.when ? conditionIssues(rule.when, byName).map(under('rules', i, 'when')) : []),
  ]);
}

function conditionIssues(condition: RuleCondition, byName: Fields): Issue[] {
  if ('is' in condition) return byName.has(condition.field) ? [] : [{ path: ['field'], message: 'no such field' }];
  const issues = [
    ...termIssues(condition.left, byName).map(under('left')),
    ...termIssues(condition.right, byName).map(under('right')),
  ];
  return issues.length > 0 ? issues : comparisonIssues(condition, byName);
}

function termIssues(term: RuleTerm, byName: Fields): Issue[] {
  if ('field' in term) return byName.has(term.field) ? [] : [{ path: ['field'], message: 'no such field' }];
  if (!('sum' in term)) return [];
  return term.sum.flatMap((name, i): Issue[] => {
    const field = byName.get(name);
    return field && kindOf(field) === 'number' ? [] : [{ path: ['sum', i], message: 'no such field of numbers' }];
  });
}

const ORDERED: readonly Kind[] = ['number', 'date'];
const EQUALITIES: readonly RuleOperator[] = ['=', '!='];

function comparisonIssues({ left, op, right }: RuleComparison, byName: Fields): Issue[] {
  const [one, other] = [kindOfTerm(left, byName), kindOfTerm(right, byName)];
  const kind = one ?? other;
  if (!kind) return [{ path: ['left'], message: 'one side is a cell' }];
  if (one && other && one !== other) return [{ path: ['right'], message: `not of the same kind: ${one}` }];
  const wrong = (['left', 'right'] as const).filter((side) => !fits({ left, right }[side], kind));
  const unordered = !ORDERED.includes(kind) && !EQUALITIES.includes(op);
  return [
    ...wrong.map((side): Issue => ({ path: [side, 'value'], message: `not an exact value of kind ${kind}` })),
    ...(unordered ? [{ path: ['op'], message: 'text and truth are only equal or not' }] : []),
  ];
}

function kindOfTerm(term: RuleTerm, byName: Fields): Kind | null {
  if ('value' in term) return null;
  const field = byName.get('field' in term ? term.field : '');
  return 'sum' in term ? 'number' : field ? kindOf(field) : null;
}

/** Whether a value that is given can be compared with values of a kind; cells always can. */
function fits(term: RuleTerm, kind: Kind): boolean {
  if (!('value' in term)) return true;
  const { value } = term;
  switch (kind) {
    case 'number':
      return typeof value !== 'boolean' && exactUnits(value, RULE_SCALE) !== null;
    case 'date':
      return isIsoDate(String(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
  }
}

/** Names of the fields that a rule speaks of, each once, as they come. */
export function fieldsOf(rule: RowRule): string[] {
  const conditions = rule.when ? [rule, rule.when] : [rule];
  return [...new Set(conditions.flatMap(namesIn))];
}

const namesIn = (condition: RuleCondition): string[] =>
  'is' in condition ? [condition.field] : [condition.left, condition.right].flatMap(namesOfTerm);

const namesOfTerm = (term: RuleTerm): string[] => ('field' in term ? [term.field] : 'sum' in term ? term.sum : []);

const termText = (term: RuleTerm): string => {
  if ('field' in term) return term.field;
  return 'sum' in term ? term.sum.join(' + ') : JSON.stringify(term.value);
};

const conditionText = (condition: RuleCondition): string =>
  'is' in condition
    ? `${condition.field} ${condition.is === 'present' ? '≠ ∅' : '= ∅'}`
    : `${termText(condition.left)} ${condition.op} ${termText(condition.right)}`;

/** A rule in signs that need no language: `need = "casa" ⇒ hours <= 24`. */
export const ruleText = (rule: RowRule): string =>
  rule.when ? `${conditionText(rule.when)} ⇒ ${conditionText(rule)}` : conditionText(rule);
