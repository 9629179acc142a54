import { epsilonOf, rhoOf } from './accounting';
import { larger, sumOf, type Exact } from './exact';

/** What a draw costs the people of a dataset. Every charge is a ρ of zCDP; a pure one says its ε as well. */
export type PrivacyCharge = {
  readonly rho: Exact;
  /** ε of pure differential privacy; null where there is none (Gaussian noise). */
  readonly epsilon: Exact | null;
  /** The chance that the rest does not hold at all; 0 unless partitions were selected. */
  readonly delta: Exact;
};

/** One entry of a ledger. */
export type Spending = {
  readonly charge: PrivacyCharge;
  /** Set where the rows behind it are one part of a partition that the schema declares disjoint by person. */
  readonly partition?: { readonly of: string; readonly part: string } | undefined;
};

/** (ε, δ)-differential privacy: the most that all charges together may come to. */
export type PrivacyBudget = { readonly epsilon: Exact; readonly delta: Exact };

/**
 * All charges as one: they add up, and of the parts of one partition only the dearest counts.
 *
 * A person who stands in one part only pays for that part. Two partitions overlap, so they add up again.
 */
export function compose(spendings: readonly Spending[]): PrivacyCharge {
  const whole: PrivacyCharge[] = [];
  const partitions = new Map<string, Map<string, PrivacyCharge[]>>();
  for (const { charge, partition } of spendings) {
    if (!partition) whole.push(charge);
    else {
      const parts = partitions.get(partition.of) ?? new Map<string, PrivacyCharge[]>();
      partitions.set(partition.of, parts.set(partition.part, [...(parts.get(partition.part) ?? []), charge]));
    }
  }
  const dearest = [...partitions.values()].map((parts) => [...parts.values()].map(added).reduce(dearer));
  return added([...whole, ...dearest]);
}

const added = (charges: readonly PrivacyCharge[]): PrivacyCharge => {
  const epsilons = charges.flatMap(({ epsilon }) => epsilon ?? []);
  return {
    rho: sumOf(charges.map(({ rho }) => rho)),
    epsilon: epsilons.length === charges.length ? sumOf(epsilons) : null,
    delta: sumOf(charges.map(({ delta }) => delta)),
  };
};

/** Of each figure the larger one: no part costs more than that, even where one has the larger ρ and another the larger ε. */
const dearer = (one: PrivacyCharge, other: PrivacyCharge): PrivacyCharge => ({
  rho: larger(one.rho, other.rho),
  epsilon: one.epsilon && other.epsilon && larger(one.epsilon, other.epsilon),
  delta: larger(one.delta, other.delta),
});

/**
 * The ε that the charges come to at this δ, never understated: for reports.
 *
 * Where all of them are pure it is the smaller of the sum of their ε and of what zCDP says; else it is what zCDP says. Both
 * hold for questions that depend on earlier answers: a sum of pure ε needs no δ, so that allowing either costs no second δ.
 *
 * @returns null where no ε can be said: partition selection has used up δ
 */
export function epsilonSpent(spendings: readonly Spending[], delta: Exact): Exact | null {
  const { rho, epsilon, delta: used } = compose(spendings);
  const left = delta.sub(used);
  const byRho = left.compare(0) > 0 ? epsilonOf(rho, left) : null;
  const pure = used.equals(0) ? epsilon : null;
  if (!pure || !byRho) return pure ?? byRho;
  return pure.compare(byRho) < 0 ? pure : byRho;
}

/**
 * Whether the next charge still keeps all of them within the budget; exactly the budget is within.
 *
 * Compared as ρ, of which a plan for the whole budget charges no more than there is; as ε the last digit could refuse it.
 */
export function affordable(spent: readonly Spending[], next: Spending, budget: PrivacyBudget): boolean {
  const { rho, epsilon, delta: used } = compose([...spent, next]);
  if (epsilon && used.equals(0) && epsilon.compare(budget.epsilon) <= 0) return true;
  const left = budget.delta.sub(used);
  return left.compare(0) > 0 && rho.compare(rhoOf(budget.epsilon, left)) <= 0;
}
