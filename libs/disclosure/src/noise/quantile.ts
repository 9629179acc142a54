import { invalidRule } from '../errors';
import { highest, logOf } from './bounds';
import { below, happensExpBig } from './chance';
import type { PrivacyCharge } from './charge';
import { ceiling, exact, NOTHING, type Exact } from './exact';
import type { RandomInts } from './random-ints';

/** A share of the values, such as 1/2; between 0 and 1, both excluded: a least or a most is somebody's. */
export type QuantileShare = { readonly part: number; readonly of: number };

export type QuantileQuestion = {
  /** For each point of a public grid, ascending: how many values lie below it, and how many at it or below. */
  readonly ranks: readonly { readonly below: bigint; readonly upTo: bigint }[];
  readonly values: bigint;
  readonly share: QuantileShare;
  /** Values of one person in this cell, at most. */
  readonly valuesPerPerson: number;
  /** ε of this one draw. */
  readonly epsilon: Exact;
};

/**
 * Draws a point of the grid, the likelier the nearer its rank is to the one asked for: the exponential mechanism, exactly.
 *
 * A point is picked at random and kept with probability e^(−ε·(its miss − the least miss) / 2Δ), so no weight is ever
 * rounded. Noisy cumulative counts would spend the budget on every point of the grid; this spends it once. A miss is how
 * many values lie between the point and the rank, times `share.of` so that it is whole; one value changes it by Δ, the
 * larger of `part` and `of − part`.
 *
 * @returns the number of the point in the grid
 * @throws DISCLOSURE.INVALID_RULE
 * @see McSherry & Talwar (2007), Mechanism Design via Differential Privacy
 */
export function noisyQuantile(question: QuantileQuestion, random: RandomInts): number {
  const { share, epsilon, ranks } = question;
  if (!(share.part > 0 && share.part < share.of) || ranks.length === 0)
    throw invalidRule('a quantile is between 0 and 1, both excluded, and on a grid of points', share);
  const misses = missesOf(question);
  const nearest = misses.reduce((least, miss) => (miss < least ? miss : least));
  const moved = movedTwice(question);
  for (;;) {
    const point = below(random, misses.length);
    const further = (misses[point] ?? 0n) - nearest;
    if (happensExpBig(random, further * epsilon.n, moved * epsilon.d)) return point;
  }
}

/** Twice of what one person changes in a miss, at most. */
const movedTwice = ({ share, valuesPerPerson }: Pick<QuantileQuestion, 'share' | 'valuesPerPerson'>): bigint =>
  2n * BigInt(Math.max(share.part, share.of - share.part)) * BigInt(valuesPerPerson);

/**
 * How many values lie between the point that is drawn and the quantile, at most, beyond those of the nearest point: rounded
 * up. It follows from the question alone, whatever the values are.
 *
 * @param points of the grid
 * @param confidence above 0 and below 1, such as 95/100
 * @see Dwork & Roth (2014), The Algorithmic Foundations of Differential Privacy, theorem 3.11
 */
export function quantileMargin(
  { share, epsilon, ...question }: Omit<QuantileQuestion, 'ranks' | 'values'>,
  points: number,
  confidence: Exact,
): bigint {
  if (points < 2) return 0n;
  const others = exact(points - 1).div(exact(1).sub(confidence));
  const furthest = highest(logOf(others))
    .mul(movedTwice({ share, ...question }))
    .div(epsilon);
  return furthest.compare(0) <= 0 ? 0n : ceiling(furthest.div(share.of));
}

const missesOf = ({ ranks, values, share }: QuantileQuestion): bigint[] => {
  const [of, wanted] = [BigInt(share.of), BigInt(share.part) * values];
  return ranks.map((rank) => {
    if (rank.below * of > wanted) return rank.below * of - wanted;
    return rank.upTo * of < wanted ? wanted - rank.upTo * of : 0n;
  });
};

/**
 * What quantiles cost, one in each of the cells in which a person counts.
 *
 * Each costs ε, and as zCDP ε²/8 rather than ε²/2: the exponential mechanism is of bounded range.
 *
 * @see Cesar & Rogers (2021), Bounding, Concentrating, and Truncating
 */
export const quantileCharge = (epsilon: Exact, cells: number): PrivacyCharge => ({
  rho: epsilon.mul(epsilon).mul(cells).div(8),
  epsilon: epsilon.mul(cells),
  delta: NOTHING,
});
