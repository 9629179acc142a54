import { exact } from '#disclosure';
import type { ContributionId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import fc from 'fast-check';
import type { NoiseTerms } from '../permit';
import { dimension } from '../spec-support';
import { hashOf, noisyQuestionOf, planOf } from './noisy-question';

const TERMS: NoiseTerms = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' };
const measure = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  type: 'decimal',
  disclosureRole: 'measure',
  ...rest,
});
const schema: TableSchema = {
  fields: [
    dimension('zone', ['A', 'B'], { within: 'district' }),
    dimension('district', ['N']),
    dimension('need', ['casa', 'cura']),
    measure('hours', { scale: 1, minimum: 0, maximum: '12.55' }),
    measure('balance', { minimum: -20, maximum: 5 }),
    measure('cost', { minimum: 0 }),
  ],
};
const parts = ['p3', 'p1', 'p2'].map((id) => ({ contributionId: id as ContributionId }));
const question = (dimensions: string[], measures: string[] = [], terms = TERMS) =>
  noisyQuestionOf({ parts, dimensions, measures }, terms);

describe('a question with noise', () => {
  it('is the same in whatever order it is asked, by whatever digits, and whatever budget it is under', () => {
    const one = hashOf(question(['zone', 'need'], ['hours', 'balance']));
    const [columns, measures] = [
      fc.shuffledSubarray(['zone', 'need'], { minLength: 2 }),
      fc.shuffledSubarray(['hours', 'balance'], { minLength: 2 }),
    ];
    const files = fc.shuffledSubarray(parts, { minLength: 3 });
    const epsilon = fc.constantFrom('1', '1.0', '1.000');
    fc.assert(
      fc.property(columns, measures, files, epsilon, (dimensions, sums, shuffled, digits) => {
        const terms = { ...TERMS, epsilon: digits, lifetimeEpsilon: '7', perYearEpsilon: '2' };
        expect(hashOf(noisyQuestionOf({ parts: shuffled, dimensions, measures: sums }, terms))).toBe(one);
      }),
    );
  });

  it('is another one with other columns, rows, epsilon or distribution', () => {
    const others = [
      question(['zone']),
      question(['zone', 'need'], ['hours']),
      question(['zone', 'need'], [], { ...TERMS, epsilon: '0.5' }),
      question(['zone', 'need'], [], { ...TERMS, distribution: 'laplace' }),
      question(['zone', 'need'], ['hours.median']),
      question(['zone', 'need'], ['hours.median', 'hours.quartile1']),
      noisyQuestionOf({ parts: parts.slice(1), dimensions: ['zone', 'need'], measures: [] }, TERMS),
    ];
    expect(new Set([question(['zone', 'need']), ...others].map(hashOf)).size).toBe(8);
  });

  it('is the same with a mean as with its sum, and with a quantile draws no sum', () => {
    expect(question(['zone'], ['hours.mean'])).toEqual(question(['zone'], ['hours']));
    expect(question(['zone'], ['hours.mean', 'hours'])).toEqual(question(['zone'], ['hours']));
    expect(question(['zone'], ['hours.quartile1', 'hours.median'])).toMatchObject({
      ...{ measures: [], quantiles: ['hours.median', 'hours.quartile1'] },
    });
  });

  it('keeps the form that it had before there were quantiles', () => {
    expect(Object.keys(question(['zone'], ['hours']))).toEqual([
      'parts',
      'dimensions',
      'measures',
      'distribution',
      'epsilon',
    ]);
  });
});

describe('the noise of a question', () => {
  it('is for every level that a row counts in', () => {
    expect(planOf(schema, question(['zone'])).noise.cellsPerRow).toBe(2);
    expect(planOf(schema, question(['district', 'need', 'zone'])).noise.cellsPerRow).toBe(6);
  });

  it('hides the largest value that the schema allows, in the smallest digit of its column', () => {
    const { noise } = planOf(schema, question(['zone'], ['hours', 'balance']));
    expect(noise.columns.map(({ name, sensitivity }) => [name, sensitivity])).toEqual([
      ['people', '1'],
      ['balance', '2000'],
      ['hours', '126'],
    ]);
    for (const { halfWidth95, variance } of noise.columns) {
      const deviations = Number(halfWidth95) / Math.sqrt(exact(variance ?? 0).valueOf());
      expect(deviations).toBeGreaterThan(1.9);
      expect(deviations).toBeLessThan(2.3);
    }
  });

  it('hides that a row of several people may change from one bound to the other', () => {
    const weighted = {
      fields: [...schema.fields, { name: 'people_of_row', type: 'integer', disclosureRole: 'weight' } as const],
    };
    const { noise } = planOf(weighted, question(['zone'], ['balance']));
    expect(noise.columns.at(-1)?.sensitivity).toBe('2500');
  });

  it('hides all rows that the schema lets a person have, and is refused where it does not say how many', () => {
    const keyed = { ...schema, personKey: 'person' };
    const one = planOf(schema, question(['zone'])).noise;
    const three = planOf({ ...keyed, mostRowsPerPerson: 3 }, question(['zone'])).noise;
    expect([one.rowsPerPerson, three.rowsPerPerson]).toEqual([1, 3]);
    const varianceOf = ({ columns }: typeof one) => exact(columns[0]?.variance ?? 0).valueOf();
    expect(varianceOf(three) / varianceOf(one)).toBeCloseTo(9, 1);
    expect(() => planOf(keyed, question(['zone']))).toThrow(
      expect.objectContaining({ code: 'EXTRACT.UNBOUNDED_PERSON', details: { personKey: 'person' } }) as Error,
    );
  });

  it('has the same share for people, each sum and each quantile, and the sum alone for a mean', () => {
    const grids = new Map([['hours', { from: 0n, step: 5n, intervals: 26 }]]);
    const laplace = { ...TERMS, distribution: 'laplace' as const };
    const of = (measures: string[]) => planOf(schema, question(['zone'], measures, laplace), grids);
    const all = of(['hours.mean', 'hours.median', 'hours.quartile1']);
    expect(all.noise.columns.map(({ name, scale }) => [name, scale])).toEqual([
      ['people', '8'],
      ['hours', '1008'],
    ]);
    expect(all.noise.quantiles).toMatchObject([
      { name: 'hours.median', epsilon: '1/8', valuesPerPerson: 1 },
      { name: 'hours.quartile1', epsilon: '1/8', valuesPerPerson: 1 },
    ]);
    expect(all.charge.epsilon).toEqual(exact(1));
    expect(of(['hours.mean']).noise.quantiles).toBeUndefined();
  });

  it('hides all that the rows of a known person count as, where their weight is bounded', () => {
    const weight = (maximum?: number): Field => ({
      name: 'stands_for',
      type: 'integer',
      disclosureRole: 'weight',
      maximum,
    });
    const keyed = (maximum?: number, more = {}) => ({
      ...{ fields: [...schema.fields, weight(maximum)], personKey: 'person', mostRowsPerPerson: 3, ...more },
    });
    const grids = new Map([['hours', { from: 0n, step: 5n, intervals: 26 }]]);
    const { noise } = planOf(keyed(4), question(['zone'], ['balance', 'hours.median']), grids);
    // 3 rows of 4 people each: the count of one cell by 12, the sum by all that lies between the bounds, three times.
    expect(noise).toMatchObject({
      rowsPerPerson: 3,
      columns: [{ sensitivity: '4' }, { name: 'balance', sensitivity: '2500' }],
    });
    expect(noise.quantiles).toMatchObject([{ valuesPerPerson: 21 }]);
    const unbounded = expect.objectContaining({
      code: 'EXTRACT.UNBOUNDED_WEIGHT',
      details: { weight: 'stands_for' },
    }) as Error;
    expect(() => planOf(keyed(), question(['zone']))).toThrow(unbounded);
    const household = keyed(undefined, { personKey: undefined });
    expect(planOf(household, question(['zone'])).noise.columns[0]?.sensitivity).toBe('1');
    expect(() => planOf(household, question(['zone'], ['hours.median']), grids)).toThrow(unbounded);
    expect(() => planOf(keyed(4, { mostRowsPerPerson: undefined }), question(['zone']))).toThrow(
      expect.objectContaining({ code: 'EXTRACT.UNBOUNDED_PERSON' }) as Error,
    );
  });

  it('is refused for a measure that the schema does not bound, by name', () => {
    expect(() => planOf(schema, question(['zone'], ['cost', 'hours']))).toThrow(
      expect.objectContaining({
        kind: 'refused',
        code: 'EXTRACT.UNBOUNDED_MEASURE',
        details: { measures: ['cost'] },
      }) as Error,
    );
  });

  it('costs no more than its epsilon, whatever is asked', () => {
    const columns = fc.subarray(['zone', 'need', 'district'], { minLength: 1 });
    const sums = fc.subarray(['hours', 'balance']);
    fc.assert(
      fc.property(columns, sums, fc.constantFrom('0.1', '1', '3.5'), (dimensions, measures, epsilon) => {
        const { charge } = planOf(
          schema,
          question(dimensions, measures, { ...TERMS, epsilon, distribution: 'laplace' }),
        );
        expect(charge.epsilon?.compare(exact(epsilon))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });
});
