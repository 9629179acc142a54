import { commonBase, type Dominance } from '#disclosure';
import { Fraction } from 'fraction.js';
import type { Terms } from './permit';

/**
 * Whether everything made under some terms keeps those asked now as well: they are no weaker in any respect.
 *
 * Where two contributors hold at most `k` per cent, so does one. A multiple of 20 is a multiple of 10. Noise keeps what
 * cell keys do. Whether levels were rolled up is no matter of protection, and not looked at.
 */
export const termsHold = (made: Terms, asked: Terms): boolean => KEPT.every((isKept) => isKept(made, asked));

/**
 * Whether a table with changed numbers stands in the way of a later one of the same rows: it shows cells that the later one
 * hides, and of which, exact numbers around them subtracted, more would be known than what was changed left open.
 *
 * @param withSums whether they have sums in common, and not people alone
 */
export function standsInTheWay(earlier: Terms, later: Terms, withSums: boolean): boolean {
  const hidesAsMuch = [...ON_PEOPLE, ...(withSums ? ON_SUMS : [])].every((isKept) => isKept(earlier, later));
  return isChanged(earlier) && !hidesAsMuch && !ON_NUMBERS.every((isKept) => isKept(later, earlier));
}

const isChanged = ({ roundingBases = [], cellKey }: Terms) => roundingBases.length > 0 || cellKey !== undefined;

const isHigher = (one: number | string, other: number | string) => new Fraction(one).compare(new Fraction(other)) > 0;

/** Whether there is a limit that is no higher than the one asked for. */
const isWithin = (made: number | string | null | undefined, asked: number | string | null | undefined): boolean =>
  asked === null || asked === undefined || (made !== null && made !== undefined && !isHigher(made, asked));

type Keeping = (made: Terms, asked: Terms) => boolean;

/** Which cells are hidden for their people, and which for their sums; and what is done to the numbers of the others. */
const ON_PEOPLE: readonly Keeping[] = [
  (made, asked) => made.minPeople >= asked.minPeople && made.minContributors >= asked.minContributors,
  (made, asked) => (made.minPeopleOutside ?? 0) >= (asked.minPeopleOutside ?? 0),
  (made, asked) => isWithin(made.groupDisclosurePercent, asked.groupDisclosurePercent),
];
const ON_SUMS: readonly Keeping[] = [
  (made, asked) => (made.pPercent ?? 0) >= (asked.pPercent ?? 0),
  ({ dominance = [] }, asked) => (asked.dominance ?? []).every((rule) => keepsShare(dominance, rule)),
];
const ON_NUMBERS: readonly Keeping[] = [
  (made, asked) => roundingHolds(made, asked),
  (made, asked) => made.noise !== undefined || cellKeyHolds(made.cellKey, asked.cellKey),
];

const KEPT: readonly Keeping[] = [
  ...ON_PEOPLE,
  ...ON_SUMS,
  ...ON_NUMBERS,
  (made, asked) => noiseHolds(made.noise, asked.noise),
  (made, asked) => (made.outputCheck?.reviewers ?? 0) >= (asked.outputCheck?.reviewers ?? 0),
  (made, asked) => microdataHolds(made.microdata, asked.microdata),
];

const keepsShare = (dominance: readonly Dominance[], { n, k }: Dominance): boolean =>
  dominance.some((rule) => rule.n >= n && rule.k <= k);

/** Perturbed numbers are never rounded together. */
function roundingHolds(made: Terms, asked: Terms): boolean {
  const base = commonBase(made.roundingBases ?? []);
  const isMultiple = (asked.roundingBases ?? []).every((one) => base % BigInt(one) === 0n);
  const isPerturbed = made.noise !== undefined || made.cellKey !== undefined;
  return isMultiple && (asked.rounding !== 'controlled' || made.rounding === 'controlled' || isPerturbed);
}

const cellKeyHolds = (made: Terms['cellKey'], asked: Terms['cellKey']): boolean =>
  asked === undefined ||
  (made !== undefined &&
    made.maxNoise >= asked.maxNoise &&
    made.tables <= asked.tables &&
    !isHigher(asked.variance, made.variance));

const noiseHolds = (made: Terms['noise'], asked: Terms['noise']): boolean =>
  asked === undefined ||
  (made !== undefined &&
    isWithin(made.epsilon, asked.epsilon) &&
    isWithin(made.lifetimeEpsilon, asked.lifetimeEpsilon) &&
    isWithin(made.perYearEpsilon, asked.perYearEpsilon) &&
    (asked.distribution === 'gaussian' || made.distribution === 'laplace'));

const microdataHolds = (made: Terms['microdata'], asked: Terms['microdata']): boolean =>
  asked === undefined ||
  (made !== undefined &&
    made.k >= asked.k &&
    (made.l ?? 1) >= (asked.l ?? 1) &&
    isWithin(made.t, asked.t) &&
    isWithin(made.mostSuppressedPercent, asked.mostSuppressedPercent));
