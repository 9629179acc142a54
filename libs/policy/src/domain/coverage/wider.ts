import { isAmong, within } from '../composition/clause';
import type { DecisionRule, DimensionRule, UsePermission } from '../document/use';
import { isUsePermission, type Permission } from '../policy-document';
import { withKinds } from '../purpose';
import { meaningOf } from '../vocabulary';
import { hasWeakerTerms } from '../weaker-terms';

/** In which respects one permission permits more than another. */
export const RESPECTS = [
  'people',
  'actions',
  'datasets',
  'purposes',
  'dimensions',
  'measures',
  'terms',
  'rows',
  'decision',
  'duties',
  'duration',
] as const;
export type Respect = (typeof RESPECTS)[number];

/**
 * In which respects a permission permits more than any one of earlier ones: those of the nearest of them.
 *
 * What it permits is not wider only where one earlier permission covers all of it; two halves do not add up.
 *
 * @returns none if an earlier permission covers it; null if none is about the same subject at all
 */
export function widerThan(permission: Permission, earlier: readonly Permission[]): readonly Respect[] | null {
  const comparable = earlier.filter(
    (other) => other.subject === permission.subject && isUsePermission(other) === isUsePermission(permission),
  );
  if (comparable.length === 0) return null;
  return comparable.map((other) => respectsOf(permission, other)).reduce((a, b) => (b.length < a.length ? b : a));
}

function respectsOf(one: Permission, other: Permission): Respect[] {
  const wider: Record<'people' | 'actions' | 'datasets', boolean> = {
    people: !isAmong(one.assignee, other.assignee),
    actions: !isSubset(meanings(one), meanings(other)),
    datasets: !within(one.where, other.where),
  };
  const uses = isUsePermission(one) && isUsePermission(other) ? widerUse(one, other) : {};
  const all: Partial<Record<Respect, boolean>> = { ...wider, ...uses };
  return RESPECTS.filter((respect) => all[respect]);
}

const meanings = (rule: Permission) => rule.actions.flatMap((action) => meaningOf(action, rule.subject));

function widerUse(one: UsePermission, other: UsePermission): Partial<Record<Respect, boolean>> {
  return {
    purposes: !isSubset(withKinds(one.purposes), withKinds(other.purposes)),
    dimensions: !isSubset(one.dimensions.map(nameOf), other.dimensions.map(nameOf)),
    measures: !isSubset<string>(one.measures, other.measures),
    terms: hasWeakerTerms(one, other),
    rows: one.rows === undefined && other.rows === 'own',
    decision: isEasier(one.decision, other.decision),
    duties: !isSubset(keys(other.duties), keys(one.duties)),
    duration: (one.grantDays ?? Infinity) > (other.grantDays ?? Infinity),
  };
}

const nameOf = (rule: DimensionRule) => JSON.stringify(rule);
const keys = (duties: UsePermission['duties'] = []) => duties.map((duty) => JSON.stringify(duty));
const isSubset = <T>(some: readonly T[], all: readonly T[]) => some.every((item) => all.includes(item));

const AUTOMATIC: DecisionRule = { type: 'automatic' };

/** Whether somebody who had to say yes need not any more, or fewer of them. */
function isEasier(one: DecisionRule = AUTOMATIC, other: DecisionRule = AUTOMATIC): boolean {
  if (other.type === 'automatic') return false;
  if (one.type === 'reviewers' && other.type === 'reviewers') return one.count < other.count;
  return JSON.stringify(one) !== JSON.stringify(other);
}
