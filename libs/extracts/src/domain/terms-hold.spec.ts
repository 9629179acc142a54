import fc from 'fast-check';
import type { Terms } from './permit';
import { aStatement } from '../../test/arbitrary-terms';
import { combineTerms } from './terms';
import { standsInTheWay, termsHold } from './terms-hold';

const plain = { minPeople: 10, minContributors: 3 };
const NOISE = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' } as const;
const KEY = { maxNoise: 5, variance: '3', tables: 10 };

describe('what was made under some terms', () => {
  const made: Terms = { ...plain, dominance: [{ n: 1, k: 75 }], pPercent: 10, roundingBases: [10] };

  it.each<[string, Terms]>([
    ['the same', made],
    ['nothing more than thresholds, as permits of before have it', plain],
    ['a larger share', { ...plain, dominance: [{ n: 1, k: 80 }] }],
    ['a lower p', { ...plain, pPercent: 9 }],
    ['a base that divides it', { ...plain, roundingBases: [5] }],
    ['two bases that divide it', { ...plain, roundingBases: [2, 5] }],
    ['no rounding together', { ...plain, rounding: 'independent' }],
    ['levels rolled up, which protect nothing by themselves', { ...plain, generalise: true }],
  ])('keeps %s', (_, asked) => {
    expect(termsHold(made, asked)).toBe(true);
  });

  it.each<[string, Terms]>([
    ['more people', { ...made, minPeople: 11 }],
    ['more contributors', { ...made, minContributors: 4 }],
    ['a smaller share', { ...made, dominance: [{ n: 1, k: 74 }] }],
    ['the share of two', { ...made, dominance: [{ n: 2, k: 99 }] }],
    ['a higher p', { ...made, pPercent: 11 }],
    ['a base that it is no multiple of', { ...made, roundingBases: [4] }],
    ['a coarser base', { ...made, roundingBases: [20] }],
    ['numbers rounded together', { ...made, rounding: 'controlled' }],
    ['people outside', { ...made, minPeopleOutside: 1 }],
    ['a share of a group', { ...made, groupDisclosurePercent: 100 }],
    ['cell keys', { ...made, cellKey: { maxNoise: 1, variance: '0.1', tables: 1_000 } }],
    ['noise', { ...made, noise: NOISE }],
    ['a look at it', { ...made, outputCheck: { reviewers: 2 } }],
    ['records made alike', { ...made, microdata: { k: 3 } }],
  ])('is weaker than %s, and so is what was made under thresholds alone', (_, asked) => {
    expect(termsHold(made, asked)).toBe(false);
    expect(termsHold(plain, asked)).toBe(false);
  });

  it.each<[string, Partial<Terms>, Partial<Terms>]>([
    ['noise', { noise: NOISE }, { noise: { ...NOISE, epsilon: '0.999' } }],
    ['noise for a lifetime', { noise: NOISE }, { noise: { ...NOISE, lifetimeEpsilon: '3.9' } }],
    ['noise for a year', { noise: NOISE }, { noise: { ...NOISE, perYearEpsilon: '10' } }],
    ['Gaussian noise', { noise: NOISE }, { noise: { ...NOISE, distribution: 'laplace' } }],
    ['cell keys', { cellKey: KEY }, { cellKey: { ...KEY, maxNoise: 6 } }],
    ['cell keys of little variance', { cellKey: KEY }, { cellKey: { ...KEY, variance: '3.001' } }],
    ['cell keys of many tables', { cellKey: KEY }, { cellKey: { ...KEY, tables: 9 } }],
    ['people outside', { minPeopleOutside: 5 }, { minPeopleOutside: 6 }],
    ['groups', { groupDisclosurePercent: 90 }, { groupDisclosurePercent: 89 }],
    ['two who look at it', { outputCheck: { reviewers: 2 } }, { outputCheck: { reviewers: 3 } }],
    ['k', { microdata: { k: 5 } }, { microdata: { k: 6 } }],
    ['l', { microdata: { k: 5, l: 2 } }, { microdata: { k: 5, l: 3 } }],
    ['t', { microdata: { k: 5, t: '0.2' } }, { microdata: { k: 5, t: '0.199' } }],
    [
      'few records left out',
      { microdata: { k: 5, mostSuppressedPercent: 4 } },
      { microdata: { k: 5, mostSuppressedPercent: 3 } },
    ],
  ])('keeps its own %s, and no more', (_, one, more) => {
    expect(termsHold({ ...plain, ...one }, { ...plain, ...one })).toBe(true);
    expect(termsHold({ ...plain, ...one }, { ...plain, ...more })).toBe(false);
    expect(termsHold({ ...plain, ...more }, { ...plain, ...one })).toBe(true);
  });

  it('keeps cell keys and rounding together where it has noise', () => {
    expect(termsHold({ ...plain, noise: NOISE }, { ...plain, cellKey: KEY })).toBe(true);
    const bases = { ...plain, roundingBases: [5] };
    expect(termsHold({ ...bases, noise: NOISE, rounding: 'independent' }, { ...bases, rounding: 'controlled' })).toBe(
      true,
    );
  });

  it('keeps the share of one where it kept that of two', () => {
    expect(termsHold({ ...plain, dominance: [{ n: 2, k: 80 }] }, { ...plain, dominance: [{ n: 1, k: 80 }] })).toBe(
      true,
    );
  });

  it('holds for itself, and for what holds for what it holds for', () => {
    fc.assert(
      fc.property(aStatement, aStatement, aStatement, (...stated) => {
        const [a, b, c] = stated.map((one) => combineTerms([one])) as [Terms, Terms, Terms];
        expect(termsHold(a, a)).toBe(true);
        if (termsHold(a, b) && termsHold(b, c)) expect(termsHold(a, c)).toBe(true);
      }),
    );
  });
});

describe('a table with changed numbers', () => {
  const rounded: Terms = { minPeople: 3, minContributors: 2, roundingBases: [10] };

  it.each<[string, Terms, Terms, boolean]>([
    ['exact, of more people', rounded, plain, true],
    ['exact, of as many', rounded, { ...rounded, roundingBases: undefined }, false],
    ['rounded alike', rounded, { ...plain, roundingBases: [20] }, false],
    ['rounded to less', rounded, { ...plain, roundingBases: [5] }, true],
    ['exact after keys', { ...rounded, roundingBases: undefined, cellKey: KEY }, plain, true],
    ['exact after exact: what is out is out', { minPeople: 3, minContributors: 2 }, plain, false],
    ['exact, with a p for sums', { ...plain, roundingBases: [10] }, { ...plain, pPercent: 10 }, false],
  ])('stands in the way of one that is %s', (_, earlier, later, isInTheWay) => {
    expect(standsInTheWay(earlier, later, false)).toBe(isInTheWay);
  });

  it('stands in the way of sums only where it has them too', () => {
    expect(standsInTheWay({ ...plain, roundingBases: [10] }, { ...plain, pPercent: 10 }, true)).toBe(true);
  });
});
