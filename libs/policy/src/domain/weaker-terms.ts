import { DEFAULTS } from '#disclosure';
import { Fraction } from 'fraction.js';
import type { PolicyTerms, UsePermission } from './document/use';

/**
 * Whether the terms of one permission ask for less than another's, in any of them: what is left out is as by default, and
 * what another asks of others' records counts only where this one lets those leave.
 */
export function hasWeakerTerms(one: UsePermission, other: UsePermission): boolean {
  const asked = termsFor(one, other);
  return Object.values(WEAKER).some((isWeaker) => isWeaker(one.terms, asked));
}

function termsFor({ actions, rows }: UsePermission, { terms }: UsePermission): PolicyTerms {
  const { microdata, outputCheck, ...rest } = terms;
  if (rows === 'own') return rest;
  return { ...rest, outputCheck, ...(actions.includes('exportRecords') && { microdata }) };
}

type Value = number | string;
const isHigher = (one: Value, other: Value) => new Fraction(one).compare(new Fraction(other)) > 0;

/** Whether a limit is missing, or higher, where another has one. */
const isLooser = (one: Value | undefined, other: Value | undefined) =>
  other !== undefined && (one === undefined || isHigher(one, other));

const ofSeveral = ({ minContributors }: PolicyTerms, value: number) => (minContributors > 1 ? value : 0);
const outsideOf = (terms: PolicyTerms) => terms.minPeopleOutside ?? ofSeveral(terms, DEFAULTS.minPeopleOutside);
const pOf = (terms: PolicyTerms) => terms.pPercent ?? ofSeveral(terms, DEFAULTS.pPercent);
const groupOf = (terms: PolicyTerms) => terms.groupDisclosurePercent ?? DEFAULTS.groupDisclosurePercent;

/** A year's budget alone asks for noise with the budgets that hold by default. */
function noiseOf({ noise, epsilonPerYear }: PolicyTerms): PolicyTerms['noise'] {
  if (noise ?? epsilonPerYear === undefined) return noise;
  const { epsilon, lifetimeEpsilon } = DEFAULTS;
  return { epsilon: isHigher(epsilon, epsilonPerYear) ? epsilonPerYear : epsilon, lifetimeEpsilon };
}

/** How levels are rolled up is left out: it changes what is shown, and not how well it is protected. */
const WEAKER: {
  readonly [Term in Exclude<keyof PolicyTerms, 'generalise'>]-?: (one: PolicyTerms, other: PolicyTerms) => boolean;
} = {
  minPeople: (one, other) => one.minPeople < other.minPeople,
  minContributors: (one, other) => one.minContributors < other.minContributors,
  dominance: ({ dominance }, other) =>
    other.dominance !== undefined &&
    !(dominance && dominance.n >= other.dominance.n && dominance.k <= other.dominance.k),
  pPercent: (one, other) => pOf(one) < pOf(other),
  roundingBase: (one, other) => (one.roundingBase ?? 1) % (other.roundingBase ?? 1) !== 0,
  epsilonPerYear: (one, other) => isLooser(one.epsilonPerYear, other.epsilonPerYear),
  minPeopleOutside: (one, other) => outsideOf(one) < outsideOf(other),
  groupDisclosurePercent: (one, other) => groupOf(one) > groupOf(other),
  rounding: (one, other) => other.rounding === 'controlled' && one.rounding !== 'controlled' && !isPerturbed(one),
  cellKey: (one, { cellKey }) => cellKey !== undefined && !noiseOf(one) && isLooserKey(one.cellKey, cellKey),
  noise: (one, other) => isLooserNoise(noiseOf(one), noiseOf(other)),
  outputCheck: (one, other) => (one.outputCheck?.reviewers ?? 0) < (other.outputCheck?.reviewers ?? 0),
  microdata: (one, { microdata }) => microdata !== undefined && isLooserOnRecords(one.microdata, microdata),
};

const isPerturbed = (terms: PolicyTerms) => terms.cellKey !== undefined || noiseOf(terms) !== undefined;

const isLooserKey = (one: PolicyTerms['cellKey'], other: NonNullable<PolicyTerms['cellKey']>) =>
  !one || one.maxNoise < other.maxNoise || one.tables > other.tables || isHigher(other.variance, one.variance);

const isLooserNoise = (one: PolicyTerms['noise'], other: PolicyTerms['noise']) =>
  other !== undefined &&
  (isLooser(one?.epsilon, other.epsilon) ||
    isLooser(one?.lifetimeEpsilon, other.lifetimeEpsilon) ||
    (other.distribution === 'laplace' && one?.distribution !== 'laplace'));

const isLooserOnRecords = (one: PolicyTerms['microdata'], other: NonNullable<PolicyTerms['microdata']>) =>
  !one ||
  one.k < other.k ||
  (one.l ?? 1) < (other.l ?? 1) ||
  isLooser(one.t, other.t) ||
  isLooser(one.mostSuppressedPercent, other.mostSuppressedPercent);
