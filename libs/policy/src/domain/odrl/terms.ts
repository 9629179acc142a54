import type { PolicyTerms } from '../document/terms';
import { CLAUSES, type ClauseName } from './clauses';
import { writeSome } from './constraint';

type Dominance = NonNullable<PolicyTerms['dominance']>;
/** Terms as a policy states them; or put together from several, of which each dominance rule holds. */
export type StatedTerms = Omit<PolicyTerms, 'dominance'> & {
  readonly dominance?: Dominance | readonly Dominance[] | undefined;
};

const PLAIN = [
  ...(['pPercent', 'roundingBase', 'epsilonPerYear', 'minPeopleOutside'] as const),
  ...(['groupDisclosurePercent', 'generalise', 'rounding'] as const),
] as const;

/** Terms of several parts, each of which is a constraint of its own. */
const PARTS = {
  cellKey: { maxNoise: 'cellKeyNoise', variance: 'cellKeyVariance', tables: 'cellKeyTables' },
  noise: { epsilon: 'epsilonPerRelease', lifetimeEpsilon: 'epsilonPerLifetime', distribution: 'noiseDistribution' },
  outputCheck: { reviewers: 'outputReviewers' },
  microdata: { k: 'kAnonymity', l: 'lDiversity', t: 'tCloseness', mostSuppressedPercent: 'recordsSuppressedPercent' },
} as const satisfies {
  readonly [Term in keyof PolicyTerms]?: { readonly [Part in keyof NonNullable<PolicyTerms[Term]>]-?: ClauseName };
};
type Composite = keyof typeof PARTS;

export const termsOf = ({ dominance = [], ...terms }: StatedTerms): object[] => [
  ...writeSome(CLAUSES.minPeople, terms.minPeople),
  ...writeSome(CLAUSES.minContributors, terms.minContributors),
  ...[dominance]
    .flat()
    .flatMap(({ n, k }) => writeSome(n === 1 ? CLAUSES.largestPercent : CLAUSES.twoLargestPercent, k)),
  ...PLAIN.flatMap((term) => writeSome<unknown>(CLAUSES[term], terms[term])),
  ...(Object.keys(PARTS) as Composite[]).flatMap((term) => partsOf(term, terms[term] ?? {})),
];

const partsOf = (term: Composite, value: Readonly<Record<string, unknown>>): object[] =>
  Object.entries<ClauseName>(PARTS[term]).flatMap(([part, clause]) => writeSome<unknown>(CLAUSES[clause], value[part]));

/**
 * The terms in the shape that the document has them in, unchecked; what belongs nowhere stays as it is, and is refused
 * by the parser.
 *
 * @param said what constraints say, by the names of their clauses
 */
export function termsFrom(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { largestPercent, twoLargestPercent, ...others } = said;
  const parts = new Set<string>(Object.values(PARTS).flatMap((clauses) => Object.values<string>(clauses)));
  const plain = Object.entries(others).filter(([name]) => !parts.has(name));
  const composite = Object.entries(PARTS).flatMap(([term, clauses]): [string, unknown][] => {
    const found = Object.entries<string>(clauses).filter(([, clause]) => said[clause] !== undefined);
    return found.length > 0 ? [[term, Object.fromEntries(found.map(([part, clause]) => [part, said[clause]]))]] : [];
  });
  return Object.fromEntries([...plain, ...composite, ...dominanceFrom(largestPercent, twoLargestPercent)]);
}

/** A document has one dominance rule: with two, neither may be dropped. */
function dominanceFrom(one: unknown, two: unknown): [string, unknown][] {
  if (one !== undefined && two !== undefined) return [['largestPercent and twoLargestPercent', [one, two]]];
  if (one === undefined && two === undefined) return [];
  return [['dominance', one === undefined ? { n: 2, k: two } : { n: 1, k: one }]];
}
