import type { DimensionRule, Duty, UsePermission } from '../document/use';
import { isUsePermission, type Permission, type Prohibition } from '../policy-document';
import type { Purpose } from '../purpose';
import { assigneeOf } from './assignee';
import { CLAUSES } from './clauses';
import { writeClause, writeSome } from './constraint';
import { dutiesOf } from './duty';
import { targetOf } from './target';
import { termsOf, type StatedTerms } from './terms';

/** @param always the constraints that every rule of the policy carries: on which days it is in force */
export function permissionOf(rule: Permission, always: readonly object[], base: string): object {
  if (!isUsePermission(rule)) return ruleOf('Permission', rule, always, base);
  const duty = dutiesOf(rule.decision, rule.duties ?? [], base);
  return withSome(ruleOf('Permission', rule, [...useConstraints(rule), ...always], base), 'duty', duty);
}

export function prohibitionOf(rule: Prohibition, always: readonly object[], base: string): object {
  const { purposes = [], columns = [] } = rule;
  const limits = [...writeSome(CLAUSES.purposes, purposes), ...writeSome(CLAUSES.columns, columns)];
  return ruleOf('Prohibition', rule, [...limits, ...always], base);
}

/** Every action is a word of our profile: what ODRL calls `read` or `use` is wider than any one of ours. */
export const actionOf = (action: string): string => `granaio:${action}`;

function ruleOf(type: string, rule: Permission | Prohibition, constraints: readonly object[], base: string): object {
  const plain = {
    '@type': type,
    assignee: assigneeOf(rule.assignee, base),
    action: rule.actions.map(actionOf),
    target: targetOf(rule.subject, rule.where, base),
  };
  return withSome(plain, 'constraint', constraints);
}

/** What use is for, how fine it may be, and what must stand behind each number. */
export type Uses = {
  readonly purposes: readonly Purpose[];
  readonly dimensions: readonly DimensionRule[];
  readonly measures: readonly string[];
  readonly terms: StatedTerms;
  readonly rows?: UsePermission['rows'];
};

export const usesOf = ({ purposes, dimensions, measures, terms, rows }: Uses): object[] => [
  ...writeSome(CLAUSES.purposes, purposes),
  ...writeSome<DimensionRule>(CLAUSES.dimensions, dimensions),
  ...writeSome(CLAUSES.measures, measures),
  ...termsOf(terms),
  ...writeSome(CLAUSES.rows, rows),
];

const useConstraints = ({ decision, grantDays, ...uses }: UsePermission): object[] => [
  ...usesOf(uses),
  ...(decision?.type === 'automatic' ? [writeClause(CLAUSES.decision, ['automatic'])] : []),
  ...writeSome(CLAUSES.grantDays, grantDays),
];

export const withSome = (rule: object, key: string, items: readonly object[]): object =>
  items.length > 0 ? { ...rule, [key]: items } : rule;

export const owed = (duties: readonly Duty[], base: string): object[] => dutiesOf(undefined, duties, base);
