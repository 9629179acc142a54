import fc from 'fast-check';
import type { PolicyTerms } from '../src/domain/document/terms';

const plain = { noNullPrototype: true } as const;

const microdata = fc.record(
  {
    k: fc.integer({ min: 3, max: 20 }),
    l: fc.integer({ min: 2, max: 3 }),
    t: fc.constantFrom('0.2', '0.35'),
    mostSuppressedPercent: fc.integer({ min: 0, max: 10 }),
  },
  { ...plain, requiredKeys: ['k'] },
);

const noise = fc.record(
  {
    epsilon: fc.constantFrom('0.25', '0.5'),
    lifetimeEpsilon: fc.constantFrom('0.5', '2', '4.125'),
    distribution: fc.constantFrom('gaussian', 'laplace'),
  },
  { ...plain, requiredKeys: ['epsilon', 'lifetimeEpsilon'] },
);

/** Any terms, of which some contradict each other. */
export const terms = fc.record(
  {
    minPeople: fc.integer({ min: 3, max: 30 }),
    minContributors: fc.integer({ min: 1, max: 5 }),
    dominance: fc.record({ n: fc.integer({ min: 1, max: 2 }), k: fc.integer({ min: 50, max: 95 }) }, plain),
    pPercent: fc.integer({ min: 1, max: 40 }),
    roundingBase: fc.constantFrom(3, 5, 10),
    epsilonPerYear: fc.constantFrom('0.5', '1', '4.125'),
    minPeopleOutside: fc.integer({ min: 0, max: 9 }),
    groupDisclosurePercent: fc.integer({ min: 50, max: 100 }),
    generalise: fc.boolean(),
    rounding: fc.constantFrom('independent', 'controlled'),
    cellKey: fc.record(
      {
        maxNoise: fc.integer({ min: 3, max: 8 }),
        variance: fc.constantFrom('1', '2.5'),
        tables: fc.integer({ min: 1, max: 20 }),
      },
      plain,
    ),
    noise,
    outputCheck: fc.record({ reviewers: fc.integer({ min: 2, max: 4 }) }, plain),
    microdata,
  },
  { ...plain, requiredKeys: ['minPeople', 'minContributors'] },
) as fc.Arbitrary<PolicyTerms>;

type Rule = { readonly actions: readonly string[]; readonly terms: PolicyTerms; readonly rows?: unknown };

/** The rule without those of its terms that contradict others. */
export function withoutContradictions<R extends Rule>(rule: R): R {
  const { microdata, outputCheck, noise, cellKey, rounding, ...others } = rule.terms;
  const exporting = rule.actions.includes('exportRecords');
  const answering = rule.actions.some((action) => action === 'preview' || action === 'queryAggregates');
  const isOwn = rule.rows !== undefined;
  const changed = perturbed(exporting ? {} : { noise, cellKey }, others.epsilonPerYear !== undefined);
  const isExact = Object.keys(changed).length === 0 && others.epsilonPerYear === undefined;
  const terms = {
    ...{ ...others, ...changed },
    ...(others.roundingBase !== undefined && rounded(rounding, isExact)),
    ...only({ outputCheck }, !answering && !isOwn),
    ...only({ microdata }, exporting && !isOwn),
  };
  return { ...rule, terms };
}

const only = (terms: Partial<PolicyTerms>, isMeant: boolean) =>
  isMeant ? Object.fromEntries(Object.entries(terms).filter(([, value]) => Boolean(value))) : {};

const perturbed = ({ noise, cellKey }: Pick<PolicyTerms, 'noise' | 'cellKey'>, isNoisy: boolean) =>
  noise ? { noise } : cellKey && !isNoisy ? { cellKey } : {};

const rounded = (rounding: PolicyTerms['rounding'], isExact: boolean) =>
  rounding === 'independent' || (rounding && isExact) ? { rounding } : {};
