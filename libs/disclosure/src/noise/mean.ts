import { confidenceInterval } from './confidence';
import { exact, larger, type Exact } from './exact';
import type { ColumnNoise, NoisePlan } from './plan';

export type NoisyMean = { readonly mean: Exact; readonly least: Exact; readonly most: Exact };

/** A noisy sum and the noisy count of the same rows. */
export type NoisyPair = {
  readonly sum: bigint;
  readonly count: bigint;
  readonly sumNoise: ColumnNoise;
  readonly countNoise: NoisePlan['count'];
};

/**
 * The mean of a cell, from its noisy sum and its noisy count: it costs nothing beyond them.
 *
 * The interval holds whenever both of theirs do, each with half of what may fail.
 *
 * @param confidence above 0 and below 1
 * @returns 'tooFew' where the count may as well be zero, so that no mean can be said
 */
export function noisyMean({ sum, count, sumNoise, countNoise }: NoisyPair, confidence: Exact): NoisyMean | 'tooFew' {
  const each = exact(1).add(confidence).div(2);
  const rows = confidenceInterval(count, countNoise, each);
  if (rows.least < 1n) return 'tooFew';
  const total = confidenceInterval(sum, sumNoise, each);
  const ends = [total.least, total.most].flatMap((end) => [rows.least, rows.most].map((by) => exact(end).div(by)));
  const most = ends.reduce(larger);
  const least = ends
    .map((end) => end.neg())
    .reduce(larger)
    .neg();
  return { mean: exact(sum).div(count), least, most };
}
