import type { Grounds } from '#policy';
import { termsChanged } from './errors';
import type { ExtractRequest, Permit, Refusal, Terms } from './permit';

export type Assessment =
  { readonly outcome: 'granted'; readonly permit: Permit } | { readonly outcome: 'refused'; readonly refusal: Refusal };

const NO_POLICY: Refusal = {
  code: 'EXTRACT.NO_POLICY',
  message: 'No policy in force allows you extracts of this dataset.',
  alternative: null,
};

/**
 * Decides whether the policies in force allow an extract: one permission must cover the whole request.
 *
 * Where several do, each threshold is the highest that any of them sets, so that one more permission never makes a
 * number easier to get. The permit names the permission that asks for most people.
 *
 * @param grounds the permissions that apply to this person and dataset today
 * @returns the permit, or a refusal with the nearest permitted alternative
 */
export function assessExtract(grounds: readonly Grounds[], request: ExtractRequest): Assessment {
  const covering = grounds.filter((ground) => excessOf(ground, request).length === 0).sort(strictestFirst);
  const [best] = covering;
  if (best) return { outcome: 'granted', permit: { ...permitOf(best), terms: strictestTerms(covering) } };

  const [nearest] = [...grounds].sort((a, b) => excessOf(a, request).length - excessOf(b, request).length);
  return { outcome: 'refused', refusal: nearest ? outside(nearest, request) : NO_POLICY };
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

/** The parts of a request that a permission does not cover. */
function excessOf({ permission }: Grounds, { purpose, dimensions, measures }: ExtractRequest): string[] {
  const allowed: readonly string[] = permission.measures;
  return [
    ...(permission.purposes.includes(purpose) ? [] : [purpose]),
    ...dimensions.filter((name) => !permission.dimensions.includes(name)),
    ...measures.filter((name) => !allowed.includes(name)),
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

function outside(ground: Grounds, request: ExtractRequest): Refusal {
  const { purposes, dimensions, measures } = ground.permission;
  const excess = excessOf(ground, request).join(', ');
  return {
    code: 'EXTRACT.OUTSIDE_POLICY',
    message: `The policy “${ground.policy.document.title}” does not cover: ${excess}. It allows ${purposes.join(', ')} by ${dimensions.join(', ')}${measures.length > 0 ? ` with ${measures.join(', ')}` : ''}.`,
    alternative: { purposes, dimensions, measures },
  };
}
