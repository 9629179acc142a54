import fc from 'fast-check';
import type { Terms } from './permit';
import { combineTerms, termsHold } from './terms';

type Stated = Parameters<typeof combineTerms>[0][number];

const perCent = fc.integer({ min: 1, max: 99 });
const aStatement: fc.Arbitrary<Stated> = fc.record(
  {
    minPeople: fc.integer({ min: 3, max: 50 }),
    minContributors: fc.integer({ min: 1, max: 9 }),
    dominance: fc.record({ n: fc.constantFrom(1, 2), k: perCent }),
    pPercent: perCent,
    roundingBase: fc.integer({ min: 2, max: 1_000 }),
  },
  { requiredKeys: ['minPeople', 'minContributors'] },
);
const statements = fc.array(aStatement, { minLength: 1, maxLength: 5 });
const plain = { minPeople: 10, minContributors: 3 };

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

  it('keep each of them, whatever their order, and one more never makes them weaker', () => {
    fc.assert(
      fc.property(statements, aStatement, (stated, added) => {
        const together = combineTerms(stated);
        for (const one of stated) expect(termsHold(together, combineTerms([one]))).toBe(true);
        expect(combineTerms(stated.toReversed())).toEqual(together);
        expect(termsHold(combineTerms([...stated, added]), together)).toBe(true);
      }),
    );
  });

  it('ask for nothing that none of them asks for', () => {
    fc.assert(
      fc.property(statements, aStatement, (stated, made) => {
        const release = combineTerms([made]);
        const keepsEach = stated.every((one) => termsHold(release, combineTerms([one])));
        expect(termsHold(release, combineTerms(stated))).toBe(keepsEach);
      }),
    );
  });
});

describe('what was made under some terms', () => {
  const made: Terms = { ...plain, dominance: [{ n: 1, k: 75 }], pPercent: 10, roundingBases: [10] };

  it.each<[string, Terms]>([
    ['the same', made],
    ['nothing more than thresholds, as permits of before have it', plain],
    ['a larger share', { ...plain, dominance: [{ n: 1, k: 80 }] }],
    ['a lower p', { ...plain, pPercent: 9 }],
    ['a base that divides it', { ...plain, roundingBases: [5] }],
    ['two bases that divide it', { ...plain, roundingBases: [2, 5] }],
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
  ])('is weaker than %s, and so is what was made under thresholds alone', (_, asked) => {
    expect(termsHold(made, asked)).toBe(false);
    expect(termsHold(plain, asked)).toBe(false);
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
