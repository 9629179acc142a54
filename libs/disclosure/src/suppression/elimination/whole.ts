import type { Shift } from './echelon';
import { PRIME } from './field';
import type { Relations } from './relations';

/** Largest numerator and denominator that a remainder stands for: 2·5792² < PRIME, so that no two fractions share one. */
const LARGEST = 5_792;
/** Largest whole number in a shift; sums of a million of them are exact in a double. */
const LARGEST_WHOLE = 2 ** 33;

/**
 * The whole numbers that a shift of remainders stands for, if it keeps every equation in whole numbers too.
 *
 * Elimination modulo a prime may take a number for nothing that is a multiple of the prime. This makes it certain: what is
 * returned was checked in whole numbers, from the equations.
 */
export function inWholeNumbers({ columns }: Relations, shift: Shift): Map<number, number> | undefined {
  const fractions = Array.from(shift.at, (unknown, i) => [unknown, fractionOf(shift.values[i] ?? 0)] as const);
  const scale = fractions.reduce((least, [, { over }]) => leastCommonMultiple(least, over), 1);
  const whole = new Map<number, number>();
  const sums = new Map<number, number>();
  for (const [unknown, { part, over }] of fractions) {
    const by = part * (scale / over);
    if (Math.abs(by) > LARGEST_WHOLE || scale > LARGEST_WHOLE) return undefined;
    if (by === 0) continue;
    whole.set(unknown, by);
    columns[unknown]?.at.forEach((row, i) => {
      sums.set(row, (sums.get(row) ?? 0) + by * (columns[unknown]?.values[i] ?? 0));
    });
  }
  for (const sum of sums.values()) if (sum !== 0) return undefined;
  return whole;
}

/** The fraction of small numbers that has this remainder, by the extended algorithm of Euclid, stopped halfway. */
function fractionOf(remainder: number): { readonly part: number; readonly over: number } {
  let [high, low, before, now] = [PRIME, remainder, 0, 1];
  while (low > LARGEST) {
    const quotient = Math.floor(high / low);
    [high, low] = [low, high - quotient * low];
    [before, now] = [now, before - quotient * now];
  }
  return now < 0 ? { part: -low, over: -now } : { part: low, over: now };
}

function leastCommonMultiple(one: number, other: number): number {
  let [high, low] = [one, other];
  while (low !== 0) [high, low] = [low, high % low];
  return (one / high) * other;
}
