import { invalidRule } from '../errors';

/**
 * Rounds to the nearest multiple of a base, halves away from zero.
 *
 * Every published number but zero then stands for exactly `base` true ones. Halves to the even multiple, which sums of
 * many numbers prefer, would let some stand for one alone: with a base of two, 2 would always mean 2.
 *
 * @param base at least 1, in the units of the value
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapter 5 (conventional rounding)
 */
export function roundToMultiple(value: bigint, base: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = ((2n * size + base) / (2n * base)) * base;
  return value < 0n ? -rounded : rounded;
}

/**
 * The least common multiple: what is rounded to it is a multiple of every base.
 *
 * @param bases whole numbers ≥ 1
 * @returns 1 if there are none
 * @throws DISCLOSURE.INVALID_RULE
 */
export function commonBase(bases: readonly number[]): bigint {
  return bases.reduce((common, base) => {
    if (!Number.isSafeInteger(base) || base < 1)
      throw invalidRule('a rounding base is not a whole number of one or more', { base: String(base) });
    return (common / divisor(common, BigInt(base))) * BigInt(base);
  }, 1n);
}

/** @see Euclid, Elements, book VII, propositions 1 and 2 */
const divisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : divisor(other, one % other));
