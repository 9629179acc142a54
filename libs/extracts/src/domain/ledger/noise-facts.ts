import { exact, halfWidth, type ColumnNoise, type Distribution, type NoisePlan } from '#disclosure';
import type { Id } from '#kernel';
import { PEOPLE } from '../protected-table';

export type ChargeId = Id<'PrivacyCharge'>;

/** The noise of one column of numbers; whole units of the column's smallest digit, or exact fractions of them. */
export type NoisyColumn = {
  /** `people`, or a measure. */
  readonly name: string;
  /** What one row changes in one cell, at most, by the schema. */
  readonly sensitivity: string;
  /** Of Gaussian noise; null: it is Laplace. */
  readonly variance: string | null;
  /** Of Laplace noise; null: it is Gaussian. */
  readonly scale: string | null;
  /** With 95 % confidence the number without noise is no further away than this. */
  readonly halfWidth95: string;
};

/** How one quantile is drawn, the same in each cell. */
export type NoisyQuantile = {
  /** As it is asked for: `hours.median`. */
  readonly name: string;
  /** ε of one draw, as an exact fraction. */
  readonly epsilon: string;
  /** How many values of a cell change with one person, at most, by the schema. */
  readonly valuesPerPerson: number;
  /** With 95 % confidence, so many people lie between what is told and the quantile without noise, at most. */
  readonly peopleMargin95: string;
};

/** What a dataset line had spent, as ρ of zCDP (an exact fraction) and as ε at δ (decimal digits, rounded up). */
export type LedgerState = { readonly rho: string; readonly epsilon: string };

/**
 * All that accounts for the noise of a release. It holds for the people in the rows (beneficiaries), given the suppression
 * pattern: which cells are hidden follows from the rows, and is not noisy.
 */
export type NoiseFacts = {
  readonly chargeId: ChargeId;
  /** When it was charged, in ISO 8601. */
  readonly chargedAt: string;
  readonly mechanism: Distribution;
  /** What one table may cost by the policies, as (ε, δ). */
  readonly epsilon: string;
  readonly delta: string;
  /** What this one cost: ρ, and ε where the noise is Laplace (null: Gaussian noise has none); exact fractions. */
  readonly rho: string;
  readonly pureEpsilon: string | null;
  readonly cellsPerRow: number;
  readonly rowsPerPerson: number;
  readonly columns: readonly NoisyColumn[];
  /** Absent: none is asked for. */
  readonly quantiles?: readonly NoisyQuantile[] | undefined;
  readonly ledger: {
    readonly before: LedgerState;
    readonly after: LedgerState;
    readonly lifetimeEpsilon: string;
    /** null: the policies set none for a year. */
    readonly perYearEpsilon: string | null;
  };
};

/** How the numbers of a question are drawn; it is kept with the charge, because a schema may change before the draw. */
export type PlannedNoise = Pick<NoiseFacts, 'cellsPerRow' | 'rowsPerPerson' | 'columns' | 'quantiles'>;

export const CONFIDENCE = exact('95/100');

/** @param measures in the order of the plan's sums */
export const columnsOf = ({ count, sums }: NoisePlan, measures: readonly string[]): NoisyColumn[] =>
  [count, ...sums].map((noise, at) => ({
    name: measures[at - 1] ?? PEOPLE,
    sensitivity: noise.sensitivity.toString(),
    variance: noise.distribution === 'gaussian' ? noise.variance.toFraction() : null,
    scale: noise.distribution === 'laplace' ? noise.scale.toFraction() : null,
    halfWidth95: halfWidth(noise, CONFIDENCE).toString(),
  }));

/** Back from what was kept. */
export function noiseOf({ sensitivity, variance, scale }: NoisyColumn): ColumnNoise {
  const of = BigInt(sensitivity);
  if (variance !== null) return { distribution: 'gaussian', sensitivity: of, variance: exact(variance) };
  return { distribution: 'laplace', sensitivity: of, scale: exact(scale ?? 0) };
}
