import type { Share, Threshold } from '../share';

/**
 * Compares two shares exactly, by multiplying crosswise.
 *
 * @returns less than 0, 0 or more than 0, as `a` is less than, the same as or more than `b`
 */
export const compareShares = (a: Share, b: Share): number => a.part * b.of - b.part * a.of;

/** Which threshold asks for more; of the same share, to exceed it asks for more than to reach it. */
export function compareThresholds(a: Threshold, b: Threshold): number {
  const byShare = compareShares(a.share, b.share);
  return byShare === 0 ? Number(a.reach === 'moreThan') - Number(b.reach === 'moreThan') : byShare;
}

/** A share in its lowest terms: 50/100 is one half. Nothing is 0/1, everything 1/1. */
export function reduced({ part, of }: Share): Share {
  const divisor = greatestCommonDivisor(part, of);
  return { part: part / divisor, of: of / divisor };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
