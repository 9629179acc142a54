import { invalidRule, invalidTable } from '../errors';
import type { QuantileShare } from '../noise/quantile';

/** Persons whose value lies in one interval of a grid that is the same for everybody, whatever the rows hold. */
export type GridBin = {
  /** Of the interval, in steps of the grid: ascending, each once. */
  readonly step: bigint;
  readonly persons: bigint;
};

/**
 * Tells in which interval of a public grid a quantile lies, or nothing.
 *
 * At least `k` persons must have a value below the interval, and as many one above it; whoever shares the interval counts on
 * neither side. So it never shows the smallest or the largest value, and nothing of a group that is alike. It is told in
 * steps of the grid, which the schema declares: a finer answer would be a value that somebody has.
 *
 * @param bins persons by interval, in ascending order
 * @param k persons on both sides, at least one
 * @returns the interval, in steps of the grid; null: it would be too near to somebody
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE
 */
export function quantileOnGrid(bins: readonly GridBin[], { part, of }: QuantileShare, k: number): bigint | null {
  assertQuantile(bins, { part, of }, k);
  const all = bins.reduce((sum, { persons }) => sum + persons, 0n);
  let below = 0n;
  for (const { step, persons } of bins) {
    const upTo = below + persons;
    if (upTo * BigInt(of) >= all * BigInt(part) && persons > 0n)
      return below >= BigInt(k) && all - upTo >= BigInt(k) ? step : null;
    below = upTo;
  }
  return null;
}

function assertQuantile(bins: readonly GridBin[], { part, of }: QuantileShare, k: number): void {
  const isBetween = Number.isSafeInteger(part) && Number.isSafeInteger(of) && part >= 1 && part < of;
  if (!isBetween)
    throw invalidRule('a quantile is neither the smallest nor the largest value; say 1 of 2, for instance', {
      ...{ part: String(part), of: String(of) },
    });
  if (!Number.isSafeInteger(k) || k < 1)
    throw invalidRule('a quantile needs persons on both sides; say a whole number of one or more', { k: String(k) });
  assertBins(bins);
}

function assertBins(bins: readonly GridBin[]): void {
  const isAscending = bins.every(({ step }, at) => at === 0 || (bins[at - 1]?.step ?? step) < step);
  if (!isAscending || bins.some(({ persons }) => persons < 0n))
    throw invalidTable('the persons of a quantile are not counted interval by interval');
}
