import type { Field, TableSchema } from '#warehouse';
import { meansIn, measuredColumns, quantilesIn, summedColumns } from '../../domain/asked-statistic';
import { assertStatistics, gridsOf, quantileOf, termsBeside } from './quantiles';
import type { Terms } from '../../domain/permit';

const hours: Field = {
  ...{ name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ...{ minimum: 0, maximum: 100, grid: 5 },
};
const zone: Field = {
  name: 'zone',
  type: 'string',
  required: true,
  categories: ['A', 'B'],
  disclosureRole: 'dimension',
};
const plain: Field = { name: 'cost', type: 'integer', disclosureRole: 'measure' };
const schema: TableSchema = { fields: [zone, hours, plain] };
const TERMS: Terms = { minPeople: 10, minContributors: 3 };
const [median] = quantilesIn(['hours.median']);
const grid = gridsOf(schema, ['hours.median']).get('hours') ?? { from: 0n, step: 0n, intervals: 0 };

/** Persons by step of five hours, from hours in tenths. */
const intervalsOf = (values: readonly number[]) => {
  const steps = [...new Set(values.map((value) => Math.floor(value / 50)))].sort((one, other) => one - other);
  const persons = (step: number) => BigInt(values.filter((value) => Math.floor(value / 50) === step).length);
  return steps.map((step) => ({ step: BigInt(step), persons: persons(step), contributors: [] }));
};
const told = (values: readonly number[]) => median && quantileOf(grid, median, intervalsOf(values), TERMS);
/** What a table of medians without the rule shows. */
const naiveMedian = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1];

describe('quantiles', () => {
  it('are asked for by the name of their measure, which is what policies speak of', () => {
    const asked = ['cost', 'hours.median', 'hours.quartile1', 'hours.p99'];
    expect(quantilesIn(asked).map(({ name, share }) => [name, share.part, share.of])).toEqual([
      ['hours.median', 1, 2],
      ['hours.quartile1', 1, 4],
    ]);
    expect(measuredColumns(asked)).toEqual(['cost', 'hours.p99', 'hours']);
    expect(measuredColumns(['hours', 'hours.quartile3'])).toEqual(['hours']);
    expect(measuredColumns(['hours', 'hours'])).toEqual(['hours', 'hours']);
    expect(meansIn(['hours.mean', '.mean', 'mean', 'hours.median'])).toEqual([
      { name: 'hours.mean', measure: 'hours' },
    ]);
    expect(measuredColumns(['hours.mean', 'cost.median'])).toEqual(['hours', 'cost']);
    expect(summedColumns(['hours.mean', 'cost.median'])).toEqual(['hours']);
  });

  it.each<[string, readonly string[], Partial<Terms>, TableSchema]>([
    ['QUANTILE.NO_GRID', ['cost.median'], {}, schema],
    ['QUANTILE.NO_GRID', ['other.median'], {}, schema],
    ['EXTRACT.REPEATED_COLUMN', ['hours.median', 'hours.median'], {}, schema],
    ['QUANTILE.NOT_PERTURBED', ['hours.median'], { cellKey: { maxNoise: 2, variance: '1', tables: 3 } }, schema],
    ['MEAN.MAY_BE_MISSING', ['hours.mean'], {}, schema],
    ['MEAN.MAY_BE_MISSING', ['other.mean'], {}, schema],
    ['EXTRACT.REPEATED_COLUMN', ['hours.mean', 'hours.mean'], {}, schema],
    [
      'QUANTILE.GRID_TOO_FINE',
      ['hours.median'],
      {},
      {
        fields: [
          { ...zone, categories: Array.from({ length: 2_000 }, (_, at) => `Z${at}`) },
          { ...hours, grid: '0.1' },
        ],
      },
    ],
  ])('are refused as %s where they cannot be told', (code, measures, terms, of) => {
    const refused = () => {
      assertStatistics(of, { dimensions: ['zone'], measures }, { ...TERMS, ...terms });
    };
    expect(refused).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('are told under terms that leave the numbers as they are, round them, or add noise', () => {
    const asked = { dimensions: ['zone'], measures: ['hours', 'hours.median'] };
    const noise = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' } as const;
    const required = { fields: [zone, { ...hours, required: true }] };
    expect(() => {
      assertStatistics(required, { ...asked, measures: ['hours.mean', 'hours.median'] }, { ...TERMS, noise });
    }).not.toThrow();
    expect(() => {
      assertStatistics(schema, asked, { ...TERMS, roundingBases: [5] });
    }).not.toThrow();
    expect(() => {
      assertStatistics(schema, { ...asked, measures: ['cost'] }, TERMS);
    }).not.toThrow();
  });

  it('are decided beside other tables as if nothing were rounded', () => {
    const terms = { ...TERMS, roundingBases: [100] };
    expect(termsBeside(['hours.median'], terms)).toEqual(TERMS);
    expect(termsBeside(['hours'], terms)).toBe(terms);
  });
});

describe('an attack by quantiles', () => {
  const many = Array.from({ length: 40 }, (_, at) => 20 * at + 3);

  it('reads somebody’s own value out of a naive median, and the lower end of a step here', () => {
    expect(many).toContain(naiveMedian(many));
    expect(told(many)).toBe(350n);
    expect(many).not.toContain(350);
  });

  it('reads the values of a small group out of a naive median, and nothing here', () => {
    expect(naiveMedian([120, 480, 990])).toBe(480);
    expect(told([120, 480, 990])).toBeNull();
    expect(told([])).toBeNull();
  });

  it('finds what everybody has in a naive median, and nothing here where everybody has the same', () => {
    const alike = Array.from({ length: 500 }, () => 250);
    expect(naiveMedian(alike)).toBe(250);
    expect(told(alike)).toBeNull();
  });

  it('closes in on somebody with rows of its own, naively; here it needs others on both sides', () => {
    const victim = 730;
    const padded = [...Array.from({ length: 20 }, () => 0), victim, ...Array.from({ length: 20 }, () => 1_000)];
    expect(naiveMedian(padded)).toBe(victim);
    const ofWhom = { 0: 0, 14: 1, 20: 0 };
    const intervals = intervalsOf(padded).map((one) => ({
      ...one,
      contributors: [{ contributor: ofWhom[Number(one.step) as keyof typeof ofWhom], persons: one.persons }],
    }));
    expect(median && quantileOf(grid, median, intervals, TERMS)).toBe(700n);
    expect(median && quantileOf(grid, median, intervals, { ...TERMS, minPeopleOutside: 5 })).toBeNull();
  });

  it('takes the rows of one person for many, unless persons are counted', () => {
    const asRows = [0n, 5n, 9n].map((step) => ({ step, persons: 10n, contributors: [] }));
    expect(median && quantileOf(grid, median, asRows, TERMS)).toBe(250n);
    const ofOne = asRows.map((one, at) => ({ ...one, lowest: at === 0 ? 1n : 10n, highest: at === 0 ? 1n : 10n }));
    expect(median && quantileOf(grid, median, ofOne, TERMS)).toBeNull();
  });
});
