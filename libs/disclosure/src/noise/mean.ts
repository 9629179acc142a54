import { confidenceInterval, type NoisyInterval } from './confidence';
import { exact, larger, type Exact } from './exact';
import type { ColumnNoise, NoisePlan } from './plan';

export type NoisyMean = { readonly mean: Exact; readonly least: Exact; readonly most: Exact };

/** A noisy sum and the noisy count of the same rows. */
export type NoisyPair = {
  readonly sum: bigint;
  readonly count: bigint;
  readonly sumNoise: ColumnNoise;
  readonly countNoise: NoisePlan['count'];
  /** How far both were moved besides, at most: by rounding, for instance. */
  readonly moved?: { readonly sum: bigint; readonly count: bigint } | undefined;
};

/**
 * The mean of a cell, from its noisy sum and its noisy count: it costs nothing beyond them.
 *
 * The interval holds whenever both of theirs do, each with half of what may fail.
 *
 * @param confidence above 0 and below 1
 * @returns 'tooFew' where the count may as well be zero, so that no mean can be said
 */
export function noisyMean(pair: NoisyPair, confidence: Exact): NoisyMean | 'tooFew' {
  const { sum, count, sumNoise, countNoise, moved = { sum: 0n, count: 0n } } = pair;
  const each = exact(1).add(confidence).div(2);
  const rows = widened(confidenceInterval(count, countNoise, each), moved.count);
  if (rows.least < 1n) return 'tooFew';
  const total = widened(confidenceInterval(sum, sumNoise, each), moved.sum);
  const ends = [total.least, total.most].flatMap((end) => [rows.least, rows.most].map((by) => exact(end).div(by)));
  const most = ends.reduce(larger);
  const least = ends
    .map((end) => end.neg())
    .reduce(larger)
    .neg();
  return { mean: exact(sum).div(count), least, most };
}

const widened = ({ least, most }: NoisyInterval, by: bigint): NoisyInterval => ({ least: least - by, most: most + by });
