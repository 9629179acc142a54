/** The largest prime below 2^26: products of two remainders stay below 2^52, which a double holds exactly. */
export const PRIME = 67_108_859;
const SHARE = 1 / PRIME;

/** The product of two remainders. */
export function times(one: number, other: number): number {
  if (one === 1) return other;
  const product = one * other;
  const rest = product - Math.floor(product * SHARE) * PRIME;
  // The quotient is a rounded one, and may be one off.
  if (rest < 0) return rest + PRIME;
  return rest >= PRIME ? rest - PRIME : rest;
}

/** What remains of a whole number, 0 to PRIME - 1. */
export const remainderOf = (value: number): number => ((value % PRIME) + PRIME) % PRIME;

export const negative = (value: number): number => (value === 0 ? 0 : PRIME - value);

/** The number that makes 1 of this one, by Euclid's algorithm. */
export function inverseOf(value: number): number {
  let [high, low, before, now] = [PRIME, value, 0, 1];
  while (low !== 0) {
    const quotient = Math.floor(high / low);
    [high, low] = [low, high - quotient * low];
    [before, now] = [now, before - quotient * now];
  }
  return remainderOf(before);
}
