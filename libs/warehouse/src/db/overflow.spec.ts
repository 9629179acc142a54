import type { TableSchema } from '../domain/field';
import { cellOf } from './aggregate-cells';
import { dimension, measure, WarehouseFixture } from './spec-support';

const LARGEST = 2n ** 63n - 1n;

describe('sums beyond what a number holds', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it('are exact beyond 2^53 and beyond 64 bits, in cells, margins, shares and magnitudes', async () => {
    const schema: TableSchema = { fields: [dimension('zone'), measure('hours')] };
    const rows = (sign: '' | '-') => Array.from({ length: 40 }, () => `a,${sign}${LARGEST}`).join('\n');
    const file = async (sign: '' | '-') => {
      const { parquetPath } = await fixture.ingest(`zone,hours\n${rows(sign)}\nb,9007199254740993\n`, schema);
      return fixture.keep(parquetPath);
    };
    const sources = [
      { file: await file(''), contributor: 'ada' },
      { file: await file('-'), contributor: 'ben' },
    ];
    const details = { withLargest: true, withShares: true };
    const query = { sources, schema, dimensions: ['zone'], measures: ['hours'], ...details };
    const { cells } = await fixture.warehouse.aggregate(query);
    const all = 40n * LARGEST;
    expect(cells.map(({ sums }) => sums[0])).toEqual([2n * 9007199254740993n, 0n, 2n * 9007199254740993n]);
    expect(cells[1]).toMatchObject({ codes: ['a'], magnitudes: [{ total: 2n * all, largest: [all, all] }] });
    expect(cells[1]?.shares?.map(({ sums }) => sums)).toEqual([[all], [-all]]);
  });

  it('are as exact beside sums that fit in 64 bits, and at the edge of what a decimal holds', async () => {
    const schema: TableSchema = {
      fields: [dimension('zone'), measure('hours'), measure('cost', { type: 'decimal', scale: 2 })],
    };
    const most = '9999999999999999.99';
    const source = async (contributor: string, ...rows: string[]) => {
      const { parquetPath } = await fixture.ingest(`zone,hours,cost\n${rows.join('\n')}\n`, schema);
      return { file: await fixture.keep(parquetPath), contributor };
    };
    const [ada, ben] = [await source('ada', `a,-7,${most}`), await source('ben', `a,2,${most}`, 'b,,')];
    const all = async (sources: (typeof ada)[]) => {
      const query = { sources, schema, dimensions: ['zone'], measures: ['hours', 'cost'], withLargest: true };
      const { cells } = await fixture.warehouse.aggregate(query);
      return cells[0];
    };
    const units = 10n ** 18n - 1n;
    expect(await all([ada])).toMatchObject({ codes: ['_T'], sums: [-7n, units], magnitudes: [{}, { total: units }] });
    expect(await all([ada, ben])).toMatchObject({
      ...{ codes: ['_T'], sums: [-5n, 2n * units] },
      magnitudes: [
        { total: 9n, largest: [7n, 2n] },
        { total: 2n * units, largest: [units, units] },
      ],
    });
  });

  it('are refused where no release could write them', () => {
    const whole = (value: bigint | undefined) => value ?? 0n;
    const reader = cellOf({ dimensions: [], measures: ['hours'] }, { whole, text: String });
    const read = (row: readonly bigint[]) => reader((column) => row[column]);
    expect(read([1n, 1n, 10n ** 38n - 1n]).sums).toEqual([10n ** 38n - 1n]);
    for (const sum of [10n ** 38n, -(10n ** 38n)])
      expect(() => read([1n, 1n, sum])).toThrow(
        expect.objectContaining({ kind: 'refused', code: 'AGGREGATE.OVERFLOW' }) as Error,
      );
  });
});
