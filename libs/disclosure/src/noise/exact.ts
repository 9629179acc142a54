import { Fraction } from 'fraction.js';

/** An exact rational number. (For CommonJS the package exports its class as a value only, so its type is named here.) */
export type Exact = InstanceType<typeof Fraction>;

export const exact = (value: bigint | number | string): Exact => new Fraction(value);
export const ratio = (numerator: bigint, denominator: bigint): Exact => new Fraction(numerator, denominator);
export const NOTHING: Exact = new Fraction(0);

export const larger = (one: Exact, other: Exact): Exact => (one.compare(other) < 0 ? other : one);
export const sumOf = (values: readonly Exact[]): Exact => values.reduce((sum, value) => sum.add(value), NOTHING);
/** The least whole number that is not below the value. */
export const ceiling = (value: Exact): bigint => {
  const up = value.ceil();
  return up.s * up.n;
};

/** The whole part of a square root. */
export function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const nearer = (root + value / root) >> 1n;
    if (nearer >= root) return root;
    root = nearer;
  }
}
