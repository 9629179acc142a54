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

  it('are refused where no release could write them', () => {
    const whole = (value: bigint | undefined) => value ?? 0n;
    const read = cellOf({ dimensions: [], measures: ['hours'] }, { whole, text: String });
    expect(read([1n, 1n, 10n ** 38n - 1n]).sums).toEqual([10n ** 38n - 1n]);
    for (const sum of [10n ** 38n, -(10n ** 38n)])
      expect(() => read([1n, 1n, sum])).toThrow(
        expect.objectContaining({ kind: 'refused', code: 'AGGREGATE.OVERFLOW' }) as Error,
      );
  });
});
