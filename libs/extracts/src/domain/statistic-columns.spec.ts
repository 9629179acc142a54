import { exact } from '#disclosure';
import type { OutputTable } from '#warehouse';
import fc from 'fast-check';
import { seeded } from '../../../disclosure/test/seeded';
import type { NoisyColumn } from './ledger/noise-facts';
import { drawn, noisyTable, shownDraws } from './ledger/noisy-table';
import { meanColumns, noisyQuantileColumns, withStatistics } from './statistic-columns';

const table = (rows: OutputTable['rows']): OutputTable => ({
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'hours', type: 'decimal', scale: 1 },
    { name: 'conf_status', type: 'string' },
    { name: 'rounding_base', type: 'integer' },
  ],
  rows,
});
const rounded = table([
  ['A', 30n, 601n, 'F', 5n],
  ['B', null, null, 'C', null],
  ['C', 0n, 0n, 'F', 5n],
]);
const noisyColumn = (name: string, variance: string, halfWidth95: string): NoisyColumn => ({
  ...{ name, sensitivity: '1', variance, scale: null, halfWidth95 },
});
const NOISE = { columns: [noisyColumn('people', '100', '20'), noisyColumn('hours', '1000000', '1960')] };

describe('means', () => {
  it('are the sum by the people that are shown, with two digits more', () => {
    const [mean] = meanColumns(rounded, ['hours.mean']);
    expect(mean).toEqual({ column: { name: 'hours.mean', type: 'decimal', scale: 3 }, values: [2003n, null, null] });
  });

  it('tell nothing that people and sum do not: these alone decide them', () => {
    const numbers = fc.tuple(fc.bigInt(1n, 10n ** 6n), fc.bigInt(-(10n ** 12n), 10n ** 12n));
    fc.assert(
      fc.property(numbers, ([people, sum]) => {
        const [value = 0n] = meanColumns(table([['A', people, sum, 'F', null]]), ['hours.mean'])[0]?.values ?? [];
        const off = exact(value ?? 0n)
          .div(100)
          .sub(exact(sum).div(people))
          .abs();
        expect(off.compare(exact('1/200'))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('have a margin where people and sums have noise, and none is said of too few', () => {
    const [mean] = meanColumns(
      table([
        ['A', 1_000n, 20_000n, 'F', null],
        ['B', 15n, 300n, 'F', null],
      ]),
      ['hours.mean'],
      { noise: NOISE, base: 0n },
    );
    expect(mean?.values).toEqual([2_000n, null]);
    expect(mean?.margin?.column).toEqual({ name: 'hours.mean_margin_95', type: 'decimal', scale: 3 });
    const [margin, none] = mean?.margin?.values ?? [];
    expect(Number(margin)).toBeGreaterThan(196);
    expect(Number(margin)).toBeLessThan(350);
    expect(none).toBeNull();
  });

  it('have a wider one where the noisy numbers were rounded besides', () => {
    const one = table([['A', 1_000n, 20_000n, 'F', 100n]]);
    const [plain, wider] = [0n, 100n].map(
      (base) => meanColumns(one, ['hours.mean'], { noise: NOISE, base })[0]?.margin?.values[0] ?? 0n,
    );
    expect(wider).toBeGreaterThan(plain ?? 0n);
  });

  it('lie within their margin as often as they say', () => {
    const random = seeded(61);
    const columns = { dimensions: ['zone'], measures: ['hours'] };
    const truth = table([['A', 200n, 4_000n, 'F', null]]);
    let within = 0;
    for (let at = 0; at < 400; at += 1) {
      const answer = drawn({ table: truth, onGrid: new Map() }, columns, NOISE, random);
      const noisy = noisyTable(truth, answer, { noise: NOISE.columns, draws: shownDraws(truth, answer, () => false) });
      const [mean] = meanColumns(noisy, ['hours.mean'], { noise: NOISE, base: 0n });
      const off = Number(mean?.values[0]) - 2_000;
      if (Math.abs(off) <= Number(mean?.margin?.values[0])) within += 1;
    }
    expect(within).toBeGreaterThanOrEqual(380);
  });
});

describe('noisy quantiles', () => {
  const facts = {
    ...NOISE,
    quantiles: [{ name: 'hours.median', epsilon: '1/4', valuesPerPerson: 1, peopleMargin95: '40' }],
  };

  it('are told as they were drawn, with so many people between, unless these may be all', () => {
    const draws = [[1_000n, 20_000n, 150n], [95n, 2_000n, 500n], null];
    const [median] = noisyQuantileColumns(facts, draws, [{ name: 'hours', type: 'decimal', scale: 1 }]);
    expect(median).toEqual({
      ...{ column: { name: 'hours.median', type: 'decimal', scale: 1 }, values: [150n, null, null] },
      margin: { column: { name: 'hours.median_people_margin_95', type: 'integer' }, values: [40n, null, null] },
    });
  });
});

describe('a table with means and quantiles', () => {
  const median = { column: { name: 'hours.median', type: 'decimal' as const, scale: 1 }, values: [50n, null, null] };

  it('has them after the sums, and not the sum that was not asked for', () => {
    const { columns, rows } = withStatistics(rounded, ['hours.median'], [median]);
    expect(columns.map(({ name }) => name).join()).toBe('zone,people,hours.median,conf_status,rounding_base');
    expect(rows.slice(0, 2)).toEqual([
      ['A', 30n, 50n, 'F', 5n],
      ['B', null, null, 'C', null],
    ]);
    expect(withStatistics(rounded, ['hours', 'hours.median'], [median]).rows[0]).toEqual([
      'A',
      30n,
      601n,
      50n,
      'F',
      5n,
    ]);
  });

  it('has them in the order in which they were asked for, and their margins last', () => {
    const mean = {
      ...{ column: { name: 'hours.mean', type: 'decimal' as const, scale: 3 }, values: [2003n, null, null] },
      margin: {
        column: { name: 'hours.mean_margin_95', type: 'decimal' as const, scale: 3 },
        values: [7n, null, null],
      },
    };
    const noisy = {
      columns: rounded.columns.with(4, { name: 'hours_margin_95', type: 'decimal' as const, scale: 1 }),
      rows: rounded.rows,
    };
    const { columns, rows } = withStatistics(noisy, ['hours.median', 'hours.mean'], [mean, median]);
    expect(columns.map(({ name }) => name).join()).toBe(
      'zone,people,hours.median,hours.mean,conf_status,hours.mean_margin_95',
    );
    expect(rows[0]).toEqual(['A', 30n, 50n, 2003n, 'F', 7n]);
  });

  it('is as it was where none is asked for', () => {
    expect(withStatistics(rounded, ['hours'], [])).toBe(rounded);
  });
});
