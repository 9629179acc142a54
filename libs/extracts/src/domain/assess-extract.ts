import type { Grounds } from '#policy';
import { termsChanged } from './errors';
import type { Alternative, ExtractRequest, Permit, Refusal, Terms } from './permit';

export type Assessment =
  { readonly outcome: 'granted'; readonly permit: Permit } | { readonly outcome: 'refused'; readonly refusal: Refusal };

const NO_POLICY: Refusal = {
  code: 'EXTRACT.NO_POLICY',
  message: 'No policy in force allows you extracts of this dataset.',
  alternative: null,
};

const NOTHING_IN_COMMON: Refusal = {
  code: 'EXTRACT.OUTSIDE_POLICY',
  message: 'What the federation’s policies allow you of this dataset, the policies of its publisher do not.',
  alternative: null,
};

/**
 * Decides whether the policies in force allow an extract: one permission must cover the whole request, on each level
 * that speaks of extracts. Where the publisher has policies of its own, that is one of the federation's and one of its.
 *
 * Where several do, each threshold is the highest that any of them sets, on either level and suspended or not, so that
 * neither one more permission nor a suspension makes a number easier to get. The permit names the permission that asks
 * for most people.
 *
 * @param grounds the permissions that apply to this person and dataset today, as `extractGrounds` finds them
 * @returns the permit, or a refusal with the nearest permitted alternative
 */
export function assessExtract(grounds: readonly Grounds[], request: ExtractRequest): Assessment {
  const levels = byLevel(grounds.filter(({ suspended }) => !suspended));
  if (levels.some((level) => level.length === 0)) return { outcome: 'refused', refusal: NO_POLICY };
  const covering = grounds.filter(({ permission }) => excessOf(permission, request).length === 0);
  const [best] = covering.filter(({ suspended }) => !suspended).sort(strictestFirst);
  if (!best || !levels.every((level) => level.some((ground) => covering.includes(ground)))) {
    return { outcome: 'refused', refusal: outside(levels, request) };
  }
  return { outcome: 'granted', permit: { ...permitOf(best), terms: strictestTerms(covering) } };
}

/** The federation's, without which there is nothing; and the publisher's own, where they speak of extracts. */
function byLevel(grounds: readonly Grounds[]): Grounds[][] {
  const own = grounds.filter(({ level }) => level === 'organisation');
  return [grounds.filter(({ level }) => level === 'federation'), ...(own.length > 0 ? [own] : [])];
}

/**
 * Checks that what was made under some terms may still be shown under those asked now; stricter ones are no harm.
 *
 * @throws EXTRACT.TERMS_CHANGED if fewer people or fewer contributors were enough then
 */
export function assertTermsHold(made: Terms, asked: Terms, kind: 'refused' | 'conflict'): void {
  const isWeaker = made.minPeople < asked.minPeople || made.minContributors < asked.minContributors;
  if (isWeaker) throw termsChanged(kind, made, asked);
}

/** The parts of a request that a permission, or what several have in common, does not cover. */
function excessOf(allowed: Alternative, { purpose, dimensions, measures }: ExtractRequest): string[] {
  return [
    ...(allowed.purposes.includes(purpose) ? [] : [purpose]),
    ...dimensions.filter((name) => !allowed.dimensions.includes(name)),
    ...measures.filter((name) => !allowed.measures.includes(name)),
  ];
}

const permitOf = ({ policy }: Grounds): Omit<Permit, 'terms'> => ({
  policyVersionId: policy.versionId,
  policyHash: policy.hash,
  resolution: policy.resolution,
});

const strictestTerms = (grounds: readonly Grounds[]): Terms => ({
  minPeople: Math.max(...grounds.map(({ permission }) => permission.terms.minPeople)),
  minContributors: Math.max(...grounds.map(({ permission }) => permission.terms.minContributors)),
});

const strictestFirst = (a: Grounds, b: Grounds) =>
  b.permission.terms.minPeople - a.permission.terms.minPeople ||
  b.permission.terms.minContributors - a.permission.terms.minContributors ||
  (a.policy.versionId < b.policy.versionId ? -1 : 1);

/** What may be requested under one permission of each level. */
type Offer = Alternative & { readonly titles: readonly string[] };

const offerOf = ({ policy, permission: { purposes, dimensions, measures } }: Grounds): Offer => ({
  ...{ purposes, dimensions, measures },
  titles: [policy.document.title],
});

const inCommon = (one: Offer, other: Offer): Offer => ({
  purposes: one.purposes.filter((purpose) => other.purposes.includes(purpose)),
  dimensions: one.dimensions.filter((name) => other.dimensions.includes(name)),
  measures: one.measures.filter((name) => other.measures.includes(name)),
  titles: [...one.titles, ...other.titles],
});

function outside(levels: readonly (readonly Grounds[])[], request: ExtractRequest): Refusal {
  const [nearest] = levels
    .map((level) => level.map(offerOf))
    .reduce((offers, others) => offers.flatMap((offer) => others.map((other) => inCommon(offer, other))))
    .filter(({ purposes, dimensions }) => purposes.length > 0 && dimensions.length > 0)
    .sort((a, b) => excessOf(a, request).length - excessOf(b, request).length);
  if (!nearest) return NOTHING_IN_COMMON;
  const { titles, ...alternative } = nearest;
  const { purposes, dimensions, measures } = alternative;
  const excess = excessOf(alternative, request).join(', ');
  const quoted = titles.map((title) => `“${title}”`).join(' and ');
  const [policies, allow] =
    titles.length === 1
      ? ([`The policy ${quoted} does`, 'It allows'] as const)
      : ([`The policies ${quoted} together do`, 'They allow'] as const);
  return {
    code: 'EXTRACT.OUTSIDE_POLICY',
    message: `${policies} not cover: ${excess}. ${allow} ${purposes.join(', ')} by ${dimensions.join(', ')}${measures.length > 0 ? ` with ${measures.join(', ')}` : ''}.`,
    alternative,
  };
}
