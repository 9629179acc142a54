import { ceiling, ratio, type Exact } from './exact';

/** A real number from both sides, in units of 2⁻²⁵⁶: least ≤ number ≤ most. */
export type Bounds = { readonly least: bigint; readonly most: bigint };

const BITS = 256n;
export const ONE = 1n << BITS;
/** (1/3)^(2·80 + 1) is below 2⁻²⁵⁵: what is left of the series then is a unit or two, and is added to the upper side. */
const TERMS = 80;

/** Division rounded up, of what is not negative. */
const up = (numerator: bigint, denominator: bigint) => (numerator + denominator - 1n) / denominator;

/** @returns the value in the units of bounds, from both sides */
export const boundsOf = (value: Exact): Bounds => {
  const least = ceiling(value.mul(ONE));
  return { least: value.mul(ONE).equals(least) ? least : least - 1n, most: least };
};
export const plus = (one: Bounds, other: Bounds): Bounds => ({
  least: one.least + other.least,
  most: one.most + other.most,
});
export const minus = (one: Bounds, other: Bounds): Bounds => ({
  least: one.least - other.most,
  most: one.most - other.least,
});
/** Of two numbers that are not negative. */
export const product = (one: Bounds, other: Bounds): Bounds => ({
  least: (one.least * other.least) >> BITS,
  most: up(one.most * other.most, ONE),
});
/** @param by not negative */
export const times = ({ least, most }: Bounds, by: Exact): Bounds => ({
  least: -ceiling(ratio(-least, 1n).mul(by)),
  most: ceiling(ratio(most, 1n).mul(by)),
});
export const lowest = ({ least }: Bounds): Exact => ratio(least, ONE);
export const highest = ({ most }: Bounds): Exact => ratio(most, ONE);

/** atanh(part / of) for 0 ≤ part / of ≤ 1/3, by its series; each power and each term is rounded to its own side. */
function inverseTanh(part: bigint, of: bigint): Bounds {
  const low = (part << BITS) / of;
  const high = up(part << BITS, of);
  const square = { low: (low * low) >> BITS, high: up(high * high, ONE) };
  const power = { low, high };
  const sum = { least: 0n, most: 0n };
  for (let term = 0; term < TERMS; term += 1) {
    const divisor = BigInt(2 * term + 1);
    sum.least += power.low / divisor;
    sum.most += up(power.high, divisor);
    power.low = (power.low * square.low) >> BITS;
    power.high = up(power.high * square.high, ONE);
  }
  return { least: sum.least, most: sum.most + power.high };
}

const twice = ({ least, most }: Bounds): Bounds => ({ least: 2n * least, most: 2n * most });
const LN_2 = twice(inverseTanh(1n, 3n));
const bitsOf = (value: bigint) => BigInt(value.toString(2).length);

/** The natural logarithm. @param value above 0 */
export function logOf(value: Exact): Bounds {
  const power = bitsOf(value.n) - bitsOf(value.d);
  const numerator = power < 0n ? value.n << -power : value.n;
  const denominator = power > 0n ? value.d << power : value.d;
  const difference = numerator - denominator;
  const part = inverseTanh(difference < 0n ? -difference : difference, numerator + denominator);
  const rest = difference < 0n ? { least: -part.most, most: -part.least } : part;
  const powers = power < 0n ? { least: power * LN_2.most, most: power * LN_2.least } : timesWhole(LN_2, power);
  return plus(powers, twice(rest));
}

const timesWhole = ({ least, most }: Bounds, by: bigint): Bounds => ({ least: least * by, most: most * by });

/** e to the power of what lies between the bounds. */
export const expOf = ({ least, most }: Bounds): Bounds => ({ least: powerOfE(least).least, most: powerOfE(most).most });

/** e^x = 2^k · e^rest with 0 ≤ rest, a little over ln 2 at most; e^rest by its series. */
function powerOfE(x: bigint): Bounds {
  const k = x >= 0n ? x / LN_2.most : -up(-x, LN_2.least);
  const rest =
    k >= 0n
      ? { least: x - k * LN_2.most, most: x - k * LN_2.least }
      : { least: x - k * LN_2.least, most: x - k * LN_2.most };
  const term = { low: ONE, high: ONE };
  const sum = { least: ONE, most: ONE };
  for (let i = 1n; i <= BigInt(TERMS); i += 1n) {
    term.low = ((term.low * rest.least) >> BITS) / i;
    term.high = up(up(term.high * rest.most, ONE), i);
    sum.least += term.low;
    sum.most += term.high;
  }
  // What follows is smaller than a geometric series of ratio 1/80 that starts with the last term.
  const most = sum.most + term.high;
  return k >= 0n ? { least: sum.least << k, most: most << k } : { least: sum.least >> -k, most: up(most, 1n << -k) };
}
