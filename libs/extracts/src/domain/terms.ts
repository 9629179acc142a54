import { DEFAULTS, type Dominance } from '#disclosure';
import { Fraction } from 'fraction.js';
import type { Grounds } from '#policy';
import type { CellKeyTerms, MicrodataTerms, NoiseTerms, Permit, Terms } from './permit';

type StatedTerms = Grounds['permission']['terms'];
type Asked = { readonly measures: boolean };

/**
 * Puts the terms of several permissions together, so that what keeps the result keeps each of them.
 *
 * Thresholds, p and the noise of cell keys are the highest; shares of a sum or of a group, budgets and numbers of tables
 * the lowest. Rounding bases stay side by side: a number that is a multiple of each is a multiple of their least common
 * multiple, and of nothing smaller. If one asks for noise, all of it is noisy.
 *
 * @param stated as the documents have them; at least one
 */
export const combineTerms = (stated: readonly StatedTerms[]): Terms => strictestOf(stated.map(asStated));

/**
 * The same, each permission having been given what it leaves out. So one more permission makes nothing weaker, one that
 * states a lower value than the default neither.
 *
 * @returns the terms, and which of them no permission states
 */
export function termsWithDefaults(
  stated: readonly StatedTerms[],
  asked: Asked,
): Pick<Permit, 'terms'> & Required<Pick<Permit, 'byDefault'>> {
  const terms = strictestOf(stated.map((one) => withDefaults(asStated(one), asked)));
  const known = combineTerms(stated);
  return { terms, byDefault: DEFAULTED.filter((name) => terms[name] !== undefined && known[name] === undefined) };
}

const DEFAULTED = ['minPeopleOutside', 'pPercent', 'groupDisclosurePercent', 'rounding', 'generalise'] as const;

/**
 * Fills in what terms leave out. One contributor alone may be seen where `minContributors` is 1: then nothing is hidden
 * of the largest. People and contributors themselves every policy states.
 *
 * @param asked whether sums are asked for, which p protects
 */
export function withDefaults(terms: Terms, { measures }: Asked): Terms {
  const { minPeopleOutside, pPercent, groupDisclosurePercent } = DEFAULTS;
  const ofSeveral = terms.minContributors > 1;
  const isRounded = (terms.roundingBases ?? []).length > 0;
  return {
    ...(ofSeveral && { minPeopleOutside }),
    ...(ofSeveral && measures && { pPercent }),
    ...(isRounded && { rounding: 'independent' }),
    ...{ groupDisclosurePercent, generalise: true },
    ...withoutGaps(terms),
  };
}

/**
 * What policies themselves ask for. What was made before there was a default is held to this: no vote has changed.
 */
export function statedTerms({ terms, byDefault = [] }: Pick<Permit, 'terms' | 'byDefault'>): Terms {
  const stated = Object.entries(terms).filter(([name]) => !byDefault.includes(name as keyof Terms));
  return Object.fromEntries(stated) as Terms;
}

/** A permit under terms that are stricter than its own: a grant's, for instance. */
export const underTerms = (permit: Permit, terms: Terms): Permit => ({
  ...permit,
  terms,
  ...(permit.byDefault && { byDefault: permit.byDefault.filter((name) => terms[name] === permit.terms[name]) }),
});

/** Whether numbers have noise of differential privacy. */
export const asksForNoise = ({ noise }: Pick<Terms, 'noise'>): boolean => noise !== undefined;

const asStated = ({ dominance, roundingBase, noise, epsilonPerYear, ...terms }: StatedTerms): Terms => ({
  ...terms,
  dominance: dominance && [dominance],
  roundingBases: roundingBase === undefined ? undefined : [roundingBase],
  noise: (noise ?? epsilonPerYear) === undefined ? undefined : noiseOf(noise ?? DEFAULTS, epsilonPerYear),
});

/** A year's budget asks for noise by itself, with the budgets that hold by default. */
const noiseOf = (
  { epsilon, lifetimeEpsilon, distribution = 'gaussian' }: NonNullable<StatedTerms['noise']>,
  perYearEpsilon: string | null = null,
): NoiseTerms => ({ epsilon, lifetimeEpsilon, perYearEpsilon, distribution });

/** Puts terms together, those of a grant with those of the policies for instance, so that what keeps the result keeps each. */
export function strictestOf(all: readonly Terms[]): Terms {
  const every = <T>(of: (terms: Terms) => T | readonly T[] | undefined): T[] =>
    all.flatMap((terms): readonly T[] => {
      const value = of(terms);
      return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
    });
  const noise = strictestNoise(every((terms) => terms.noise));
  const cellKey = noise ? undefined : strictestCellKey(every((terms) => terms.cellKey));
  return withoutGaps({
    minPeople: Math.max(...all.map(({ minPeople }) => minPeople)),
    minContributors: Math.max(...all.map(({ minContributors }) => minContributors)),
    minPeopleOutside: highest(every((terms) => terms.minPeopleOutside)),
    dominance: someOf(lowestOfEach(every((terms) => terms.dominance))),
    pPercent: highest(every((terms) => terms.pPercent)),
    groupDisclosurePercent: lowest(every((terms) => terms.groupDisclosurePercent)),
    generalise: anyTrue(every((terms) => terms.generalise)),
    roundingBases: someOf(largestMultiples(every((terms) => terms.roundingBases))),
    rounding: roundingOf(every((terms) => terms.rounding), noise !== undefined || cellKey !== undefined), // prettier-ignore
    cellKey,
    noise,
    outputCheck: ofReviewers(highest(every((terms) => terms.outputCheck?.reviewers))),
    microdata: strictestOnRecords(every((terms) => terms.microdata)),
  });
}

const someOf = <T>(items: readonly T[]): readonly T[] | undefined => (items.length > 0 ? items : undefined);
const highest = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : undefined);
const lowest = (values: readonly number[]) => (values.length > 0 ? Math.min(...values) : undefined);
const anyTrue = (values: readonly boolean[]) => (values.length > 0 ? values.includes(true) : undefined);
const ofReviewers = (reviewers: number | undefined) => (reviewers === undefined ? undefined : { reviewers });

/** Decimals are compared exactly, and written in one way. */
const inOrder = (decimals: readonly string[]): string[] =>
  decimals
    .map((decimal) => new Fraction(decimal))
    .sort((one, other) => one.compare(other))
    .map((fraction) => fraction.toString());
const lowestDecimal = (first: string, ...others: readonly string[]): string => inOrder([first, ...others])[0] ?? first;

/** Numbers that are perturbed do not add up, so they are rounded one by one. */
const roundingOf = (ways: readonly Terms['rounding'][], isPerturbed: boolean): Terms['rounding'] =>
  ways.includes('controlled') && !isPerturbed ? 'controlled' : ways.length > 0 ? 'independent' : undefined;

/** No release takes more than there is for a year, or for all of them. Laplace noise keeps what Gaussian does, with no δ. */
function strictestNoise([first, ...others]: readonly NoiseTerms[]): NoiseTerms | undefined {
  if (!first) return undefined;
  const all = [first, ...others];
  const years = inOrder(all.flatMap(({ perYearEpsilon }) => perYearEpsilon ?? []));
  const lifetimes = inOrder(all.map(({ lifetimeEpsilon }) => lifetimeEpsilon));
  return {
    epsilon: lowestDecimal(first.epsilon, ...all.map(({ epsilon }) => epsilon), ...lifetimes, ...years),
    lifetimeEpsilon: lifetimes[0] ?? first.lifetimeEpsilon,
    perYearEpsilon: years[0] ?? null,
    distribution: all.some(({ distribution }) => distribution === 'laplace') ? 'laplace' : 'gaussian',
  };
}

function strictestCellKey([first, ...others]: readonly CellKeyTerms[]): CellKeyTerms | undefined {
  if (!first) return undefined;
  const all = [first, ...others];
  return {
    maxNoise: Math.max(...all.map(({ maxNoise }) => maxNoise)),
    variance: inOrder(all.map(({ variance }) => variance)).at(-1) ?? first.variance,
    tables: Math.min(...all.map(({ tables }) => tables)),
  };
}

function strictestOnRecords(all: readonly MicrodataTerms[]): MicrodataTerms | undefined {
  const k = highest(all.map((one) => one.k));
  if (k === undefined) return undefined;
  return withoutGaps({
    k,
    l: highest(all.flatMap(({ l }) => l ?? [])),
    t: inOrder(all.flatMap(({ t }) => t ?? []))[0],
    mostSuppressedPercent: lowest(all.flatMap(({ mostSuppressedPercent }) => mostSuppressedPercent ?? [])),
  });
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

/** What is not there has no key either: terms are stored, and compared as they are stored. */
export const withoutGaps = <T extends object>(terms: T): T =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as T;
