import type { RandomInts } from './random-ints';

/** Below this a number times 2¹⁶ is a safe integer, so that every step on it is exact. */
export const SMALL = 2 ** 36;
const DIGIT = 2 ** 16;

/** A whole number in [0, bound), each as likely as the other. @param bound from 1 to 2⁵³ − 1 */
export function below(random: RandomInts, bound: number): number {
  if (bound <= 2 ** 32) {
    if (bound === 1) return 0;
    const unused = Math.clz32(bound - 1);
    for (;;) {
      const drawn = random.word() >>> unused;
      if (drawn < bound) return drawn;
    }
  }
  for (;;) {
    const drawn = (random.word() >>> 11) * 2 ** 32 + random.word();
    const range = 2 ** (64 - Math.clz32(Math.floor((bound - 1) / 2 ** 32)));
    if (drawn % range < bound) return drawn % range;
  }
}

/** As `below`, for numbers of any size. */
export function belowBig(random: RandomInts, bound: bigint): bigint {
  const bits = (bound - 1n).toString(2).length;
  for (;;) {
    let drawn = 0n;
    for (let drawnBits = 0; drawnBits < bits; drawnBits += 32) drawn = (drawn << 32n) | BigInt(random.word());
    const fitting = BigInt.asUintN(bits, drawn);
    if (fitting < bound) return fitting;
  }
}

/**
 * True with probability numerator / denominator, exactly.
 *
 * Compares a random fraction with it digit by digit (of 16 bits) until they differ, mostly after one.
 *
 * @param denominator below 2³⁶; 0 ≤ numerator ≤ denominator
 */
export function happens(random: RandomInts, numerator: number, denominator: number): boolean {
  for (let rest = numerator; ;) {
    const scaled = rest * DIGIT;
    rest = scaled % denominator;
    const digit = (scaled - rest) / denominator;
    const drawn = random.word() >>> 16;
    if (drawn !== digit) return drawn < digit;
  }
}

/** As `happens`, for numbers of any size. */
export function happensBig(random: RandomInts, numerator: bigint, denominator: bigint): boolean {
  for (let rest = numerator; ;) {
    const scaled = rest << 16n;
    const digit = scaled / denominator;
    rest = scaled - digit * denominator;
    const drawn = random.word() >>> 16;
    const expected = Number(digit);
    if (drawn !== expected) return drawn < expected;
  }
}

/**
 * True with probability e^(−1), exactly.
 *
 * Counts how many chances of 1, 1/2, 1/3, … come true one after the other; an even count has that probability.
 */
export function happensInverseE(random: RandomInts): boolean {
  let tried = 2;
  while (happens(random, 1, tried)) tried += 1;
  return tried % 2 === 1;
}

/**
 * True with probability e^(−numerator / denominator), exactly.
 *
 * @param denominator below 2³⁶; 0 ≤ numerator ≤ denominator
 * @see Canonne, Kamath & Steinke (2020), algorithm 1
 */
export function happensExp(random: RandomInts, numerator: number, denominator: number): boolean {
  let tried = 1;
  while (happens(random, numerator, denominator) && (tried === 1 || happens(random, 1, tried))) tried += 1;
  return tried % 2 === 1;
}

/** As `happensExp`, for numbers of any size, the quotient above 1 too. */
export function happensExpBig(random: RandomInts, numerator: bigint, denominator: bigint): boolean {
  let rest = numerator;
  for (; rest >= denominator; rest -= denominator) if (!happensInverseE(random)) return false;
  let tried = 1;
  while (happensBig(random, rest, denominator) && (tried === 1 || happens(random, 1, tried))) tried += 1;
  return tried % 2 === 1;
}
