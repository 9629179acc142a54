import { invalidRule } from '../errors';
import { below, belowBig, happens, happensExp, happensExpBig, happensInverseE, SMALL } from './chance';
import type { Exact } from './exact';
import type { RandomInts } from './random-ints';

/** Draws one whole number. */
export type Sampler = (random: RandomInts) => bigint;

/**
 * The discrete Laplace distribution: x with probability in proportion to e^(−|x| / scale), exactly, for every whole x.
 *
 * @param scale above 0; adds noise of ε = sensitivity / scale
 * @throws DISCLOSURE.INVALID_RULE
 * @see Canonne, Kamath & Steinke (2020), algorithm 2
 */
export function discreteLaplace(scale: Exact): Sampler {
  if (scale.compare(0) <= 0) throw invalidRule('the scale of Laplace noise is not above zero');
  const [numerator, denominator] = [scale.n, scale.d];
  if (numerator < SMALL && denominator < SMALL) {
    const [over, under] = [Number(numerator), Number(denominator)];
    return (random) => BigInt(smallLaplace(random, over, under));
  }
  return (random) => bigLaplace(random, numerator, denominator);
}

/** Both below 2³⁶; so is the draw below 2⁵³, but for a chance of e^(−100,000), in which it gives up. */
export function smallLaplace(random: RandomInts, numerator: number, denominator: number): number {
  for (;;) {
    const offset = below(random, numerator);
    if (!happensExp(random, offset, numerator)) continue;
    const drawn = offset + numerator * wholes(random);
    if (!Number.isSafeInteger(drawn)) throw new RangeError('A draw of Laplace noise is out of range.');
    const size = denominator === 1 ? drawn : (drawn - (drawn % denominator)) / denominator;
    if (happens(random, 1, 2)) return size;
    if (size !== 0) return -size;
  }
}

export function bigLaplace(random: RandomInts, numerator: bigint, denominator: bigint): bigint {
  for (;;) {
    const offset = belowBig(random, numerator);
    if (!happensExpBig(random, offset, numerator)) continue;
    const size = (offset + numerator * BigInt(wholes(random))) / denominator;
    if (happens(random, 1, 2)) return size;
    if (size !== 0n) return -size;
  }
}

/** Geometric: how often a chance of e^(−1) comes true in a row. */
function wholes(random: RandomInts): number {
  let count = 0;
  while (happensInverseE(random)) count += 1;
  return count;
}
