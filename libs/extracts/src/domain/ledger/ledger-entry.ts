import {
  affordable,
  epsilonSpent,
  exact,
  type Exact,
  type PrivacyBudget,
  type PrivacyCharge,
  type Spending,
} from '#disclosure';
import type { DatasetId, ExtractId } from '#kernel';
import type { NoiseTerms } from '../permit';
import { budgetSpent } from './errors';
import type { ChargeId, NoiseFacts, PlannedNoise } from './noise-facts';
import { DELTA, type NoisyQuestion } from './noisy-question';

/** What one question has cost the people of a dataset, over all its versions. It is written before anything is drawn, and stays. */
export type LedgerEntry = {
  readonly id: ChargeId;
  readonly datasetId: DatasetId;
  readonly question: NoisyQuestion;
  readonly charge: PrivacyCharge;
  readonly noise: PlannedNoise;
  /** What the policies let all of them cost, when this one was charged. */
  readonly budget: Pick<NoiseTerms, 'lifetimeEpsilon' | 'perYearEpsilon'>;
  /** For which extract; null: not for one. */
  readonly extractId: ExtractId | null;
  readonly chargedAt: Date;
};

const YEAR_DAYS = 365;
const DAY_MS = 86_400_000;

/** ε at δ of one in a million, never understated, in so many decimal digits. */
const DIGITS = 6;

/**
 * Whether what a question costs is still within the budgets of a dataset line. It follows from the ledger alone.
 *
 * Charges add up as ρ of zCDP, over all versions and whoever asked. They are not taken for parts of a partition: a table
 * is of all the rows, never of some that were chosen, so no two of them are of different people. A year is the 365 days
 * before, not that of the calendar, in whose last night two budgets would lie side by side.
 *
 * @param entries of the dataset, the oldest first
 * @throws EXTRACT.BUDGET_SPENT
 */
export function assertAffordable(
  entries: readonly LedgerEntry[],
  charge: PrivacyCharge,
  { lifetimeEpsilon, perYearEpsilon }: NoiseTerms,
  now: Date,
): void {
  if (!affordable(entries.map(spendingOf), { charge }, budgetOf(lifetimeEpsilon))) {
    throw budgetSpent(lifetimeEpsilon, spentEpsilon(entries), null);
  }
  const recent = ofLastYear(entries, now);
  if (perYearEpsilon === null || affordable(recent.map(spendingOf), { charge }, budgetOf(perYearEpsilon))) return;
  const until = new Date((recent[0]?.chargedAt ?? now).getTime() + YEAR_DAYS * DAY_MS);
  throw budgetSpent(perYearEpsilon, spentEpsilon(recent), until);
}

/** Those that the budget of a year counts. */
export const ofLastYear = (entries: readonly LedgerEntry[], now: Date): LedgerEntry[] =>
  entries.filter(({ chargedAt }) => chargedAt.getTime() > now.getTime() - YEAR_DAYS * DAY_MS);

/** The ε that entries come to, for people to read: decimal digits, rounded up. */
export function spentEpsilon(entries: readonly Pick<LedgerEntry, 'charge'>[]): string {
  const spent = epsilonSpent(entries.map(spendingOf), DELTA);
  if (!spent) throw new Error('A ledger without selected partitions always has an epsilon.');
  return decimalOf(spent);
}

/** The ρ that entries come to, as an exact fraction. */
export const spentRho = (entries: readonly Pick<LedgerEntry, 'charge'>[]): string =>
  entries.reduce<Exact>((sum, { charge }) => sum.add(charge.rho), exact(0)).toFraction();

/** Rounded up to so many digits; without zeros at the end. */
export function decimalOf(value: Exact): string {
  const digits = value.ceil(DIGITS).toString(DIGITS);
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/**
 * What accounts for the noise of a release that was drawn under an entry.
 *
 * @param entries of the dataset, the oldest first, this one among them
 */
export function factsOf(
  { id, question, charge, noise, budget, chargedAt }: LedgerEntry,
  entries: readonly LedgerEntry[],
): NoiseFacts {
  const at = entries.findIndex((entry) => entry.id === id);
  const state = (all: readonly LedgerEntry[]) => ({ rho: spentRho(all), epsilon: spentEpsilon(all) });
  return {
    ...{ chargeId: id, chargedAt: chargedAt.toISOString(), mechanism: question.distribution },
    ...{ epsilon: decimalOf(exact(question.epsilon)), delta: decimalOf(DELTA) },
    ...{ rho: charge.rho.toFraction(), pureEpsilon: charge.epsilon?.toFraction() ?? null, ...noise },
    ledger: { before: state(entries.slice(0, at)), after: state(entries.slice(0, at + 1)), ...budget },
  };
}

const spendingOf = ({ charge }: Pick<LedgerEntry, 'charge'>): Spending => ({ charge });
const budgetOf = (epsilon: string): PrivacyBudget => ({ epsilon: exact(epsilon), delta: DELTA });
