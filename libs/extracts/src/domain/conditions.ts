import type { DecisionRule, Duty, Grounds } from '#policy';

/** What a use is bound to besides its terms. */
export type Conditions = {
  /** Who must say yes besides; none: the rule itself has decided. */
  readonly requires: readonly DecisionRule[];
  readonly duties: readonly Duty[];
  /** How long a grant lasts at most, in days; null: as long as the policies do. */
  readonly grantDays: number | null;
};

/**
 * Puts the conditions of several permissions together, so that what keeps the result keeps each of them: everybody
 * whom one of them asks must say yes, every duty is owed by the earliest of its days, and the shortest grant counts.
 */
export function conditionsOf(covering: readonly Grounds[]): Conditions {
  const permissions = covering.map(({ permission }) => permission);
  const grants = permissions.flatMap(({ grantDays }) => grantDays ?? []);
  return {
    requires: requirementsOf(permissions.flatMap(({ decision }) => decision ?? [])),
    duties: strictestDuties(permissions.flatMap(({ duties }) => duties ?? [])),
    grantDays: grants.length > 0 ? Math.min(...grants) : null,
  };
}

function requirementsOf(decisions: readonly DecisionRule[]): DecisionRule[] {
  const counts = decisions.flatMap((one) => (one.type === 'reviewers' ? one.count : []));
  const others = decisions.filter(({ type }) => type === 'vote' || type === 'consent');
  return [
    ...(counts.length > 0 ? [{ type: 'reviewers' as const, count: Math.max(...counts) }] : []),
    ...new Map(others.map((one) => [JSON.stringify(one), one])).values(),
  ];
}

function strictestDuties(duties: readonly Duty[]): Duty[] {
  const strictest = new Map<Duty['type'], Duty>();
  for (const duty of duties) {
    const known = strictest.get(duty.type);
    if (!known || daysOf(duty) < daysOf(known)) strictest.set(duty.type, duty);
  }
  return [...strictest.values()];
}

function daysOf(duty: Duty): number {
  if (duty.type === 'reportUse') return duty.everyDays;
  return 'days' in duty ? duty.days : 0;
}
