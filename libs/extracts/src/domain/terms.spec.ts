import fc from 'fast-check';
import type { Permit, Terms } from './permit';
import { aStatement, type Stated } from '../../test/arbitrary-terms';
import {
  asksForNoise,
  combineTerms,
  statedTerms,
  strictestOf,
  termsWithDefaults,
  underTerms,
  withDefaults,
} from './terms';
import { termsHold } from './terms-hold';

const statements = fc.array(aStatement, { minLength: 1, maxLength: 5 });
const plain = { minPeople: 10, minContributors: 3 };
const SUMS = { measures: true };

describe('terms put together', () => {
  it('are those of one permission, and no more keys than it has', () => {
    expect(Object.keys(combineTerms([plain]))).toEqual(['minPeople', 'minContributors']);
    expect(combineTerms([{ ...plain, dominance: { n: 2, k: 85 }, pPercent: 10, roundingBase: 5 }])).toEqual({
      ...plain,
      ...{ dominance: [{ n: 2, k: 85 }], pPercent: 10, roundingBases: [5] },
    });
  });

  it('have the lowest share for one contributor and for two, the highest p, and every base', () => {
    const stated: Stated[] = [
      { ...plain, dominance: { n: 2, k: 85 }, roundingBase: 10 },
      { ...plain, dominance: { n: 1, k: 60 }, pPercent: 5, roundingBase: 4 },
      { ...plain, dominance: { n: 2, k: 80 }, pPercent: 15, roundingBase: 5 },
    ];
    expect(combineTerms(stated)).toEqual({
      ...plain,
      ...{ dominance: [{ n: 1, k: 60 }, { n: 2, k: 80 }], pPercent: 15, roundingBases: [4, 10] }, // prettier-ignore
    });
  });

  it('have the most people outside, the lowest share of a group, the most reviewers, the most alike records', () => {
    const stated: Stated[] = [
      { ...plain, minPeopleOutside: 7, groupDisclosurePercent: 95, outputCheck: { reviewers: 3 } },
      { ...plain, minPeopleOutside: 2, groupDisclosurePercent: 80, outputCheck: { reviewers: 2 } },
      { ...plain, microdata: { k: 5, l: 3 }, generalise: false },
      { ...plain, microdata: { k: 10, t: '0.25', mostSuppressedPercent: 5 }, generalise: true },
      { ...plain, microdata: { k: 4, t: '0.3', mostSuppressedPercent: 4 }, generalise: false },
    ];
    expect(combineTerms(stated)).toEqual({
      ...{ ...plain, minPeopleOutside: 7, groupDisclosurePercent: 80, outputCheck: { reviewers: 3 } },
      ...{ microdata: { k: 10, l: 3, t: '0.25', mostSuppressedPercent: 4 }, generalise: true },
    });
  });

  it('have the largest noise of cell keys in the fewest tables', () => {
    const stated: Stated[] = [
      { ...plain, cellKey: { maxNoise: 5, variance: '3.50', tables: 4 }, roundingBase: 5 },
      { ...plain, cellKey: { maxNoise: 8, variance: '2', tables: 9 }, roundingBase: 5, rounding: 'controlled' },
    ];
    expect(combineTerms(stated)).toEqual({
      ...{ ...plain, cellKey: { maxNoise: 8, variance: '3.5', tables: 4 } },
      ...{ roundingBases: [5], rounding: 'independent' },
    });
  });

  it('have noise within every budget where one asks for it, instead of cell keys', () => {
    const stated: Stated[] = [
      { ...plain, noise: { epsilon: '3', lifetimeEpsilon: '9.5', distribution: 'laplace' } },
      { ...plain, noise: { epsilon: '4', lifetimeEpsilon: '8' }, epsilonPerYear: '10' },
      { ...plain, epsilonPerYear: '0.250' },
      { ...plain, cellKey: { maxNoise: 8, variance: '2', tables: 9 } },
    ];
    const noise = { epsilon: '0.25', lifetimeEpsilon: '4', perYearEpsilon: '0.25', distribution: 'laplace' };
    expect(combineTerms(stated)).toEqual({ ...plain, noise });
    expect(asksForNoise(combineTerms(stated))).toBe(true);
    expect(asksForNoise(combineTerms(stated.slice(3)))).toBe(false);
  });

  it('keep each of them, whatever their order, and one more never makes them weaker', () => {
    fc.assert(
      fc.property(statements, aStatement, fc.boolean(), (stated, added, measures) => {
        for (const put of [combineTerms, (all: Stated[]) => termsWithDefaults(all, { measures }).terms]) {
          const together = put(stated);
          for (const one of stated) expect(termsHold(together, put([one]))).toBe(true);
          expect(put(stated.toReversed())).toEqual(together);
          expect(put([...stated, ...stated])).toEqual(together);
          expect(termsHold(put([...stated, added]), together)).toBe(true);
        }
      }),
    );
  });

  it('are the same in whatever groups they are put together', () => {
    fc.assert(
      fc.property(statements, statements, (some, others) => {
        const all = combineTerms([...some, ...others]);
        expect(strictestOf([combineTerms(some), combineTerms(others)])).toEqual(all);
        expect(strictestOf([all])).toEqual(all);
      }),
    );
  });

  it('ask for nothing that none of them asks for', () => {
    const inOneWay = statements.map((stated) =>
      stated.map((one): Stated => ({ ...one, noise: undefined, epsilonPerYear: undefined })),
    );
    const made = fc.tuple(aStatement, fc.boolean());
    fc.assert(
      fc.property(fc.oneof(statements, inOneWay), made, (stated, [one, similar]) => {
        const release = similar ? combineTerms([...stated, one]) : combineTerms([one]);
        const keepsEach = stated.every((each) => termsHold(release, combineTerms([each])));
        if (termsHold(release, combineTerms(stated))) expect(keepsEach).toBe(true);
        else if (keepsEach) expect(combineTerms(stated).noise).toBeDefined();
      }),
    );
  });
});

describe('what terms leave out', () => {
  it('is as it is by default, and is said to be', () => {
    expect(termsWithDefaults([plain], SUMS)).toEqual({
      terms: { ...plain, minPeopleOutside: 5, pPercent: 10, groupDisclosurePercent: 90, generalise: true },
      byDefault: ['minPeopleOutside', 'pPercent', 'groupDisclosurePercent', 'generalise'],
    });
  });

  it('protects sums where there are some, and the largest where one alone may not be seen', () => {
    const others = { groupDisclosurePercent: 90, generalise: true };
    expect(withDefaults(plain, { measures: false })).toEqual({ ...plain, minPeopleOutside: 5, ...others });
    const alone = { minPeople: 10, minContributors: 1 };
    expect(withDefaults(alone, SUMS)).toEqual({ ...alone, ...others });
    expect(withDefaults({ ...alone, roundingBases: [5] }, SUMS)).toMatchObject({ rounding: 'independent' });
  });

  it('is not filled in where it is stated, however low', () => {
    const low = { ...plain, minPeopleOutside: 0, pPercent: 1, groupDisclosurePercent: 100, generalise: false };
    expect(termsWithDefaults([low], SUMS)).toEqual({ terms: low, byDefault: [] });
  });

  it('is filled in for each permission, so that a lower value in another one takes nothing away', () => {
    const { terms, byDefault } = termsWithDefaults([plain, { ...plain, pPercent: 1, minPeopleOutside: 0 }], SUMS);
    expect(terms).toMatchObject({ pPercent: 10, minPeopleOutside: 5 });
    expect(byDefault).toEqual(['groupDisclosurePercent', 'generalise']);
  });

  it('is filled in once', () => {
    fc.assert(
      fc.property(statements, fc.boolean(), (stated, measures) => {
        const { terms } = termsWithDefaults(stated, { measures });
        expect(withDefaults(terms, { measures })).toEqual(terms);
        expect(termsHold(terms, combineTerms(stated))).toBe(true);
      }),
    );
  });
});

describe('what policies themselves ask for', () => {
  const permit = { policyVersionId: 'v1', ...termsWithDefaults([{ ...plain, pPercent: 15 }], SUMS) } as Permit;

  it('is a permit without its defaults; one of before has none', () => {
    expect(statedTerms(permit)).toEqual({ ...plain, pPercent: 15 });
    expect(statedTerms({ terms: plain })).toEqual(plain);
  });

  it('lets a release of before stand when only the defaults are new', () => {
    const before: Terms = { ...plain, pPercent: 15 };
    expect(termsHold(before, permit.terms)).toBe(false);
    expect(termsHold(before, statedTerms(permit))).toBe(true);
    const asked = termsWithDefaults([{ ...plain, pPercent: 15, minPeopleOutside: 5 }], SUMS);
    expect(termsHold(before, statedTerms(asked))).toBe(false);
  });

  it('grows by what a grant asks for', () => {
    const narrowed = underTerms(permit, strictestOf([permit.terms, { ...plain, minPeopleOutside: 20 }]));
    expect(narrowed).toMatchObject({ terms: { minPeopleOutside: 20, groupDisclosurePercent: 90 } });
    expect(narrowed.byDefault).toEqual(['groupDisclosurePercent', 'generalise']);
    expect(underTerms({ ...permit, byDefault: undefined }, plain).byDefault).toBeUndefined();
  });
});
