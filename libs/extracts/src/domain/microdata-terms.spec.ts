import type { ContributionId, OrganisationId } from '#kernel';
import { assessUse } from './assess-extract';
import { composeBadly, isTheSame, type MicrodataOf } from './microdata-facts';
import { forOthersRecords, requirementOf } from './microdata-terms';
import type { Terms } from './permit';
import { grounds, policyOf, standing } from './spec-grounds';

const MICRODATA = { k: 5, l: 3 };
const terms = (change: object = {}) => ({ minPeople: 10, minContributors: 3, microdata: MICRODATA, ...change });
const request = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] } as const;

describe('records of others', () => {
  const assessed = (...all: ReturnType<typeof grounds>[]) => forOthersRecords(assessUse(standing(all), request));
  const codeOf = (...all: ReturnType<typeof grounds>[]) => {
    const assessment = assessed(...all);
    return assessment.outcome === 'refused' ? assessment.refusal.code : null;
  };

  it('may be had by a policy that was voted and says what every group keeps', () => {
    expect(codeOf(grounds({ terms: terms() }))).toBeNull();
    expect(codeOf(grounds({ terms: terms({ microdata: undefined }) }))).toBe('EXTRACT.NO_MICRODATA');
    expect(codeOf(grounds({ terms: terms(), rows: 'own' }))).toBe('EXTRACT.NO_MICRODATA');
    const founded = { ...policyOf({}), resolution: null };
    const one = grounds({ terms: terms() });
    expect(codeOf({ ...one, policy: founded, clause: { ...one.clause, resolution: null } })).toBe('EXTRACT.NOT_VOTED');
  });

  it('may not be had where numbers have to be rounded or perturbed, which theirs cannot be', () => {
    expect(codeOf(grounds({ terms: terms({ roundingBase: 5 }) }))).toBe('EXTRACT.NOT_FOR_RECORDS');
    expect(codeOf(grounds({ terms: terms({ noise: { epsilon: '1', lifetimeEpsilon: '4' } }) }))).not.toBeNull();
  });

  it('keep the strictest of what several permissions ask', () => {
    const assessment = assessed(
      grounds({ terms: terms({ microdata: { k: 5, l: 3, mostSuppressedPercent: 10 } }) }),
      grounds({ terms: terms({ microdata: { k: 11, t: '0.15', mostSuppressedPercent: 1 } }) }, 'v2'),
    );
    const permitted = assessment.outcome === 'granted' ? assessment.permit.terms : null;
    expect(requirementOf(permitted as Terms, true)).toEqual({
      ...{ k: 11, mostSuppressedPercent: 1, suppression: 'values', diversity: { kind: 'distinct', l: 3 } },
      closeness: { part: 3, of: 20 },
    });
  });

  it('have two values of what is sensitive in each group, also where no policy says so', () => {
    const asked = { minPeople: 3, minContributors: 1, microdata: { k: 3 } };
    expect(requirementOf(asked, true).diversity).toEqual({ kind: 'distinct', l: 2 });
    expect(requirementOf(asked, false)).toEqual({ k: 3, mostSuppressedPercent: 5, suppression: 'values' });
  });
});

describe('rows that left before', () => {
  const alone = (organisation: OrganisationId) => organisation;
  const part = (contributor: string, file = contributor) => ({
    ...{ organisationId: contributor as OrganisationId, contributionId: file as ContributionId },
  });
  const left = (change: Partial<MicrodataOf> = {}): MicrodataOf => ({
    ...{ dimensions: ['zone', 'age'], measures: [], parts: [part('a'), part('b')], terms: terms(), ...change },
  });

  it('are the same in whatever order they are asked for, and under weaker terms', () => {
    expect(isTheSame(left(), left({ dimensions: ['age', 'zone'], parts: [part('b'), part('a')] }))).toBe(true);
    expect(isTheSame(left(), left({ terms: terms({ microdata: { k: 4 } }) }))).toBe(true);
  });

  it.each<[string, Partial<MicrodataOf>]>([
    ['with other columns', { dimensions: ['zone'] }],
    ['under stricter terms', { terms: terms({ microdata: { k: 6, l: 3 } }) }],
    ['with another file of one contributor', { parts: [part('a', 'a2'), part('b')] }],
    ['with one contributor more', { parts: [part('a'), part('b'), part('c')] }],
    ['with one contributor less', { parts: [part('a')] }],
  ])('do not go together with the same people %s', (_, change) => {
    expect(composeBadly(left(), left(change), alone)).toBe(true);
  });

  it('go together with those of other contributors, unless these are under one control with them', () => {
    const other = left({ dimensions: ['zone'], parts: [part('c')] });
    expect(composeBadly(left(), other, alone)).toBe(false);
    const asOne = (organisation: OrganisationId) => (organisation === 'c' ? ('a' as OrganisationId) : organisation);
    expect(composeBadly(left(), other, asOne)).toBe(true);
  });
});
