import { PURPOSES, type Bar, type Grounds } from '#policy';
import fc from 'fast-check';
import { assessUse, noiseNeeded } from './assess-extract';
import type { ExtractRequest } from './permit';
import { bar, grounds, own, standing } from './spec-grounds';

const request: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone', 'need'], measures: ['hours'] };
const assess = (all: readonly Grounds[], bars: readonly Bar[] = [], asked = request) =>
  assessUse(standing(all, bars), asked);
const dimensions = (...names: string[]) => ({ ...request, dimensions: names });
const refusal = (alternative: object | null, clauses: readonly Bar[] = []) => ({
  ...{ outcome: 'refused', clauses: clauses.map(({ clause }) => clause) },
  refusal: { code: 'EXTRACT.OUTSIDE_POLICY', alternative },
});

describe('a permission that names the finest of a hierarchy', () => {
  const finest = (column: string) => grounds({ dimensions: [{ finest: column }] });

  it.each<[string, string[]]>([
    ['zone', ['zone', 'district', 'region']],
    ['district', ['district', 'region']],
    ['region', ['region']],
    ['need', ['need']],
  ])('%s covers %j', (column, covered) => {
    const open = ['zone', 'district', 'region', 'need'].filter(
      (name) => assess([finest(column)], [], dimensions(name)).outcome === 'granted',
    );
    expect(open.sort()).toEqual([...covered].sort());
    expect(assess([finest(column)], [], dimensions('nothing'))).toMatchObject(refusal({ dimensions: covered }));
  });

  it('leaves to each level its own finest', () => {
    const levels = [finest('zone'), own({ dimensions: [{ finest: 'district' }] })];
    expect(assess(levels, [], dimensions('district', 'region')).outcome).toBe('granted');
    expect(assess(levels, [], dimensions('zone'))).toMatchObject(refusal({ dimensions: ['district', 'region'] }));
  });

  it('comes to an end where a schema goes round', () => {
    const schema = { fields: standing([]).schema.fields.map((field) => ({ ...field, within: 'zone' })) };
    expect(assessUse({ grounds: [finest('zone')], bars: [], schema }, dimensions('zone')).outcome).toBe('granted');
  });
});

describe('a prohibition of some purposes or columns', () => {
  const offered = {
    purposes: ['AcademicResearch', 'PublicBenefit'],
    dimensions: ['zone', 'need'],
    measures: ['hours'],
  };
  const open = grounds({ purposes: ['AcademicResearch', 'PublicBenefit'] });

  it('refuses the purpose, names the clause, and offers another', () => {
    const bars = [bar({ purposes: ['AcademicResearch'] }), bar({ purposes: ['ServiceProvision'] })];
    expect(assess([open], bars)).toMatchObject(refusal({ ...offered, purposes: ['PublicBenefit'] }, bars.slice(0, 1)));
    expect(assess([open], bars, { ...request, purpose: 'PublicBenefit' }).outcome).toBe('granted');
  });

  it('refuses the column for whatever purpose, as a dimension and as a measure', () => {
    const bars = [bar({ columns: ['need', 'hours'] })];
    expect(assess([open], bars)).toMatchObject(refusal({ ...offered, dimensions: ['zone'], measures: [] }, bars));
    expect(assess([open], bars, { ...dimensions('zone'), measures: [] }).outcome).toBe('granted');
  });

  it('refuses the column for the purpose, and neither of them alone', () => {
    const bars = [bar({ purposes: ['AcademicResearch'], columns: ['need'] })];
    expect(assess([open], bars)).toMatchObject(refusal({ ...offered, dimensions: ['zone'] }, bars));
    expect(assess([open], bars, dimensions('zone')).outcome).toBe('granted');
    expect(assess([open], bars, { ...request, purpose: 'PublicBenefit' }).outcome).toBe('granted');
  });

  it('has nothing to offer where nothing is left', () => {
    const bars = [bar({ purposes: ['AcademicResearch'] })];
    expect(assess([grounds()], bars)).toMatchObject(refusal(null, bars));
    expect(assess([grounds()], bars)).toMatchObject({
      refusal: { message: expect.stringContaining('forbid') as string },
    });
  });

  const anyBar = fc
    .record(
      {
        purposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { minLength: 1, maxLength: 2 }),
        columns: fc.uniqueArray(fc.constantFrom('zone', 'need', 'hours', 'district'), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    )
    .filter(({ purposes, columns }) => (purposes ?? columns) !== undefined)
    .map(bar);

  it('never grants more by one more of them, and refuses exactly what one of them meets', () => {
    fc.assert(
      fc.property(fc.array(anyBar, { maxLength: 3 }), fc.constantFrom(...PURPOSES), (bars, purpose) => {
        const wide = grounds({ purposes: [...PURPOSES], dimensions: ['zone', 'need', 'district'] });
        const asked = { ...request, purpose };
        const meets = ({ purposes, prohibition: { columns } }: Bar) =>
          (purposes === null || purposes.includes(purpose)) &&
          (!columns || columns.some((one) => [...asked.dimensions, ...asked.measures].includes(one)));
        const outcome = assess([wide], bars, asked);
        expect(outcome.outcome).toBe(bars.some(meets) ? 'refused' : 'granted');
        if (outcome.outcome === 'refused') {
          expect(outcome.clauses).toEqual(bars.filter(meets).map(({ clause }) => clause));
        }
      }),
    );
  });
});

describe('what a use is bound to besides', () => {
  const conditions = (...all: Grounds[]) => {
    const { outcome, ...rest } = assess(all);
    return outcome === 'granted' ? rest : outcome;
  };

  it('is what every covering permission asks: all who decide, every duty by its earliest day, the shortest grant', () => {
    const one = grounds({
      decision: { type: 'reviewers', count: 2 },
      duties: [{ type: 'cite' }, { type: 'deleteAfter', days: 90 }],
      grantDays: 365,
    });
    const other = own({
      decision: { type: 'reviewers', count: 3 },
      duties: [
        { type: 'deleteAfter', days: 30 },
        { type: 'reportUse', everyDays: 10 },
      ],
      grantDays: 30,
    });
    const third = grounds({ decision: { type: 'vote' } }, 'v3');
    expect(conditions(one, other, third, grounds({ decision: { type: 'automatic' } }, 'v4'))).toMatchObject({
      requires: [{ type: 'reviewers', count: 3 }, { type: 'vote' }],
      duties: [{ type: 'cite' }, { type: 'deleteAfter', days: 30 }, { type: 'reportUse', everyDays: 10 }],
      grantDays: 30,
    });
  });

  it('is kept of a suspended permission that covers it, and not asked by one that does not', () => {
    const strict = grounds({ decision: { type: 'consent' }, grantDays: 7 }, 'strict');
    expect(conditions(grounds(), { ...strict, suspended: true })).toMatchObject({
      requires: [{ type: 'consent' }],
      grantDays: 7,
    });
    const elsewhere = grounds({ decision: { type: 'vote' }, dimensions: ['zone'] }, 'elsewhere');
    expect(conditions(grounds(), elsewhere)).toMatchObject({ requires: [], duties: [], grantDays: null });
  });

  it('grants noise that any of them asks for, but in uses that have none', () => {
    const noisy = grounds({ terms: { minPeople: 10, minContributors: 3, epsilonPerYear: '0.5' } }, 'noisy');
    for (const all of [[noisy], [grounds(), noisy], [grounds(), { ...noisy, suspended: true }]]) {
      const granted = assess(all);
      if (granted.outcome !== 'granted') throw new Error('It is granted.');
      const { terms } = granted.permit;
      expect(terms.noise).toMatchObject({ perYearEpsilon: '0.5', distribution: 'gaussian' });
      expect([noiseNeeded('requestExtract', terms), noiseNeeded('queryAggregates', terms)]).toEqual([null, null]);
      for (const action of ['preview', 'exportRecords'] as const) {
        expect(noiseNeeded(action, terms)).toMatchObject({ code: 'EXTRACT.NOISE_NEEDED', alternative: null });
      }
    }
  });
});
