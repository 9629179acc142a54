import { commonBase, type Dominance } from '#disclosure';
import type { Grounds } from '#policy';
import type { Terms } from './permit';

type StatedTerms = Grounds['permission']['terms'];

/**
 * Puts the terms of several permissions together, so that what keeps the result keeps each of them.
 *
 * Thresholds and p are the highest, `k` is the lowest for its number of contributors. Rounding bases stay side by side:
 * a number that is a multiple of each is a multiple of their least common multiple, and of nothing smaller.
 *
 * @param stated as the documents have them; at least one
 */
export const combineTerms = (stated: readonly StatedTerms[]): Terms =>
  strictestOf(
    stated.map(({ dominance, roundingBase, ...terms }) => ({
      ...terms,
      dominance: dominance && [dominance],
      roundingBases: roundingBase === undefined ? [] : [roundingBase],
    })),
  );

/** Puts terms together, those of a grant with those of the policies for instance, so that what keeps the result keeps each. */
export function strictestOf(all: readonly Terms[]): Terms {
  const dominance = lowestOfEach(all.flatMap((terms) => terms.dominance ?? []));
  const pPercents = all.flatMap(({ pPercent }) => pPercent ?? []);
  const roundingBases = largestMultiples(all.flatMap((terms) => terms.roundingBases ?? []));
  return {
    minPeople: Math.max(...all.map(({ minPeople }) => minPeople)),
    minContributors: Math.max(...all.map(({ minContributors }) => minContributors)),
    ...(dominance.length > 0 && { dominance }),
    ...(pPercents.length > 0 && { pPercent: Math.max(...pPercents) }),
    ...(roundingBases.length > 0 && { roundingBases }),
  };
}

/**
 * Whether everything made under some terms keeps those asked now as well: they are no weaker in any respect.
 *
 * Where two contributors hold at most `k` per cent, so does one. A multiple of 20 is a multiple of 10.
 */
export function termsHold(made: Terms, asked: Terms): boolean {
  if (made.minPeople < asked.minPeople || made.minContributors < asked.minContributors) return false;
  return sharesHold(made, asked) && roundingHolds(made, asked);
}

function sharesHold({ dominance = [], pPercent = 0 }: Terms, asked: Terms): boolean {
  const isKept = ({ n, k }: Dominance) => dominance.some((rule) => rule.n >= n && rule.k <= k);
  return pPercent >= (asked.pPercent ?? 0) && (asked.dominance ?? []).every(isKept);
}

function roundingHolds(made: Terms, asked: Terms): boolean {
  const base = commonBase(made.roundingBases ?? []);
  return (asked.roundingBases ?? []).every((one) => base % BigInt(one) === 0n);
}

function lowestOfEach(rules: readonly Dominance[]): Dominance[] {
  const lowest = new Map<number, number>();
  for (const { n, k } of rules) lowest.set(n, Math.min(k, lowest.get(n) ?? k));
  return [...lowest].map(([n, k]) => ({ n, k })).sort((one, other) => one.n - other.n);
}

/** The bases that divide no other one. */
function largestMultiples(bases: readonly number[]): number[] {
  const distinct = [...new Set(bases)];
  return distinct
    .filter((base) => !distinct.some((other) => other !== base && other % base === 0))
    .sort((one, other) => one - other);
}
