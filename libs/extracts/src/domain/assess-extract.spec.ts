import { PURPOSES, type Grounds } from '#policy';
import fc from 'fast-check';
import { assertTermsHold, assessUse } from './assess-extract';
import type { ExtractRequest, Terms } from './permit';
import { grounds, own, standing } from './spec-grounds';

const request: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone', 'need'], measures: ['hours'] };
const columns = ['zone', 'need', 'sex', 'age_band'];
const anyColumns = fc.uniqueArray(fc.constantFrom(...columns));
const perCent = fc.integer({ min: 1, max: 99 });
const anyTerms = fc.record(
  {
    minPeople: fc.integer({ min: 3, max: 50 }),
    minContributors: fc.integer({ min: 1, max: 9 }),
    dominance: fc.record({ n: fc.constantFrom(1, 2), k: perCent }),
    pPercent: perCent,
    roundingBase: fc.integer({ min: 2, max: 100 }),
  },
  { requiredKeys: ['minPeople', 'minContributors'] },
);
const anyGrounds = fc
  .record({
    purposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { minLength: 1 }),
    dimensions: fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1 }),
    measures: fc.constantFrom<Grounds['permission']['measures']>([], ['hours'], ['hours', 'cost']),
    terms: anyTerms,
  })
  .map((rest) => grounds(rest));
const anyOwnGrounds = anyGrounds.map(({ permission: rest }) => own(rest));
const anyLayers = fc
  .tuple(fc.array(anyGrounds), fc.oneof(fc.constant([]), fc.array(anyOwnGrounds, { minLength: 1 })))
  .map((levels) => levels.flat());
const anyRequest = fc.record({
  purpose: fc.constantFrom(...PURPOSES),
  dimensions: anyColumns,
  measures: fc.uniqueArray(fc.constantFrom('hours', 'cost')),
});

const assess = (all: readonly Grounds[], asked: ExtractRequest) => assessUse(standing(all), asked);
const isGranted = (all: readonly Grounds[], asked: ExtractRequest) => assess(all, asked).outcome === 'granted';
const termsOf = (all: readonly Grounds[], asked: ExtractRequest): Terms | null => {
  const assessment = assess(all, asked);
  return assessment.outcome === 'granted' ? assessment.permit.terms : null;
};

describe('assessUse', () => {
  it('grants what one permission covers, and says which', () => {
    const ground = grounds();
    expect(assess([ground], request)).toEqual({
      outcome: 'granted',
      permit: {
        ...{ policyVersionId: 'v1', policyHash: 'hash of v1', resolution: 'ballot on v1' },
        terms: {
          ...{ minPeople: 10, minContributors: 3, minPeopleOutside: 5, pPercent: 10 },
          ...{ groupDisclosurePercent: 90, generalise: true },
        },
        byDefault: ['minPeopleOutside', 'pPercent', 'groupDisclosurePercent', 'generalise'],
      },
      ...{ clauses: [ground.clause], requires: [], duties: [], grantDays: null },
    });
  });

  it('refuses without grounds, and has no alternative to offer', () => {
    expect(assess([], request)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'EXTRACT.NO_POLICY', alternative: null },
    });
  });

  it.each([
    ['a dimension', { ...request, dimensions: ['zone', 'sex'] }, 'sex'],
    ['a measure', { ...request, measures: ['cost'] }, 'cost'],
    ['a purpose', { ...request, purpose: 'CommercialResearch' as const }, 'CommercialResearch'],
  ])('refuses %s outside of the policy, and names it', (_, asked, excess) => {
    const assessment = assess([grounds()], asked);
    expect(assessment).toMatchObject({
      outcome: 'refused',
      refusal: {
        code: 'EXTRACT.OUTSIDE_POLICY',
        message: expect.stringContaining(`does not cover: ${excess}.`) as string,
        alternative: { purposes: ['AcademicResearch'], dimensions: ['zone', 'need'], measures: ['hours'] },
      },
    });
  });

  it('does not add two permissions up to one that covers the whole', () => {
    const halves = [grounds({ dimensions: ['zone'] }), grounds({ dimensions: ['need'] })];
    expect(isGranted(halves, request)).toBe(false);
  });

  it('offers the alternative that leaves least of the request out', () => {
    const far = grounds({ dimensions: ['sex'], measures: [] }, 'far');
    const near = grounds({ dimensions: ['zone'] }, 'near');
    expect(assess([far, near], request)).toMatchObject({ refusal: { alternative: { dimensions: ['zone'] } } });
  });

  it('asks for the highest of each threshold where several permissions cover the request', () => {
    const people = grounds({ terms: { minPeople: 50, minContributors: 1 } }, 'people');
    const contributors = grounds({ terms: { minPeople: 5, minContributors: 4 } }, 'contributors');
    for (const order of [
      [people, contributors],
      [contributors, people],
    ]) {
      expect(assess(order, request)).toMatchObject({
        permit: { policyVersionId: 'people', terms: { minPeople: 50, minContributors: 4 } },
      });
    }
  });

  it('keeps a grant when a permission is widened', () => {
    fc.assert(
      fc.property(anyGrounds, anyLayers, anyRequest, anyColumns, (ground, others, asked, more) => {
        const { dimensions, purposes } = ground.permission;
        const wider = {
          ...ground,
          permission: {
            ...ground.permission,
            dimensions: [...dimensions, ...more],
            purposes: [...purposes, ...PURPOSES],
          },
        };
        if (isGranted([ground, ...others], asked)) expect(isGranted([wider, ...others], asked)).toBe(true);
      }),
    );
  });

  it('keeps a grant when columns are taken from the request', () => {
    fc.assert(
      fc.property(anyLayers, anyRequest, fc.nat(), (all, asked, at) => {
        const fewer = {
          ...asked,
          dimensions: asked.dimensions.filter((_, index) => index !== at % (asked.dimensions.length || 1)),
          measures: asked.measures.slice(1),
        };
        if (isGranted(all, asked)) expect(isGranted(all, fewer)).toBe(true);
      }),
    );
  });

  it('never weakens a term because of one more permission', () => {
    fc.assert(
      fc.property(anyLayers, fc.oneof(anyGrounds, anyOwnGrounds), anyRequest, (all, added, asked) => {
        const [before, after] = [termsOf(all, asked), termsOf([...all, added], asked)];
        if (!before || !after) return;
        expect(() => {
          assertTermsHold(after, before, 'refused');
        }).not.toThrow();
      }),
    );
  });

  describe('of a publisher with policies of its own', () => {
    it('grants what a permission of each level covers, at the highest of each threshold', () => {
      const theirs = grounds({ terms: { minPeople: 10, minContributors: 5 } }, 'theirs');
      const ours = own({ terms: { minPeople: 20, minContributors: 2 } }, 'ours');
      for (const order of [
        [theirs, ours],
        [ours, theirs],
      ]) {
        expect(assess(order, request)).toMatchObject({
          permit: { policyVersionId: 'ours', terms: { minPeople: 20, minContributors: 5 } },
        });
      }
    });

    it('refuses what only one level covers, and offers what both do', () => {
      const levels = [grounds({}, 'theirs'), own({ dimensions: ['zone'], purposes: [...PURPOSES] }, 'ours')];
      expect(assess(levels, request)).toEqual({
        ...{ outcome: 'refused', clauses: [] },
        refusal: {
          code: 'EXTRACT.OUTSIDE_POLICY',
          message:
            'The policies “theirs” and “ours” together do not cover: need. They allow AcademicResearch by zone with hours.',
          alternative: { purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'] },
        },
      });
    });

    it('has nothing to offer where the levels have nothing in common', () => {
      expect(assess([grounds(), own({ dimensions: ['sex'] })], request)).toMatchObject({
        refusal: { code: 'EXTRACT.OUTSIDE_POLICY', alternative: null },
      });
    });

    it('never grants on its policies alone', () => {
      expect(assess([own()], request)).toMatchObject({ refusal: { code: 'EXTRACT.NO_POLICY' } });
    });

    it('grants exactly what both levels grant, at terms no weaker than either’s', () => {
      const hold = (made: Terms, asked: Terms | null) => {
        if (asked) assertTermsHold(made, asked, 'refused');
      };
      const some = fc.array(anyOwnGrounds, { minLength: 1 });
      fc.assert(
        fc.property(fc.array(anyGrounds), some, anyRequest, (theirs, ours, asked) => {
          const alone = ours.map((ground): Grounds => ({ ...ground, level: 'federation' }));
          const [one, other] = [termsOf(theirs, asked), termsOf(alone, asked)];
          const both = termsOf([...theirs, ...ours], asked);
          expect(both !== null).toBe(one !== null && other !== null);
          if (!both) return;
          hold(both, one);
          hold(both, other);
        }),
      );
    });
  });

  describe('where a policy is suspended', () => {
    const suspended = (ground: Grounds): Grounds => ({ ...ground, suspended: true });

    it('grants nothing by it, and keeps its thresholds', () => {
      const strict = suspended(grounds({ terms: { minPeople: 50, minContributors: 1 } }, 'strict'));
      expect(assess([strict], request)).toMatchObject({ refusal: { code: 'EXTRACT.NO_POLICY' } });
      expect(assess([grounds(), strict], request)).toMatchObject({
        permit: { policyVersionId: 'v1', terms: { minPeople: 50, minContributors: 3 } },
      });
    });

    it('never grants more, nor at lower thresholds', () => {
      fc.assert(
        fc.property(fc.array(anyGrounds), anyLayers, anyRequest, (some, others, asked) => {
          const [before, after] = [
            termsOf([...some, ...others], asked),
            termsOf([...some.map(suspended), ...others], asked),
          ];
          if (after) expect(after).toEqual(before);
        }),
      );
    });
  });

  it('offers nothing that would be refused in turn', () => {
    fc.assert(
      fc.property(anyLayers, anyRequest, (all, asked) => {
        const assessment = assess(all, asked);
        if (assessment.outcome === 'granted' || !assessment.refusal.alternative) return;
        const { purposes, dimensions, measures } = assessment.refusal.alternative;
        for (const purpose of purposes) expect(isGranted(all, { purpose, dimensions, measures })).toBe(true);
      }),
    );
  });
});

describe('assertTermsHold', () => {
  it('lets a release stand while nothing asks for more', () => {
    expect(() => {
      assertTermsHold({ minPeople: 10, minContributors: 3 }, { minPeople: 10, minContributors: 2 }, 'refused');
    }).not.toThrow();
  });

  it.each([
    ['people', { minPeople: 11, minContributors: 1 }],
    ['contributors', { minPeople: 3, minContributors: 4 }],
  ])('refuses a release that was made with fewer %s than are asked now', (_, asked) => {
    expect(() => {
      assertTermsHold({ minPeople: 10, minContributors: 3 }, asked, 'refused');
    }).toThrow(expect.objectContaining({ kind: 'refused', code: 'EXTRACT.TERMS_CHANGED' }));
  });

  it('holds for terms that were assessed, whatever permissions have gone since', () => {
    fc.assert(
      fc.property(anyLayers, anyLayers, anyRequest, (gone, still, asked) => {
        const [made, now] = [termsOf([...gone, ...still], asked), termsOf(still, asked)];
        if (made && now) assertTermsHold(made, now, 'refused');
      }),
    );
  });
});
