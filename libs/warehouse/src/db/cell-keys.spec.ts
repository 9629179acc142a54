import { createHash } from 'node:crypto';
import type { AggregateQuery } from '../app/warehouse';
import type { TableSchema } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

const schema: TableSchema = {
  fields: [
    dimension('zone'),
    dimension('need'),
    measure('cost', { type: 'decimal', scale: 2 }),
    dimension('free', { type: 'boolean' }),
  ],
};
const SECRET = '0f'.repeat(32);
const ROWS = ['A,casa,1.5,true', 'A,cura,,false', 'B,casa,2.25,', 'B,,2.25,true', 'A,casa,1.5,true'];

/** The key of a row, written out: columns by name, each with its value, what is missing left out. */
function keyOf(row: string, secret = SECRET): bigint {
  const [zone = '', need = '', cost = '', free = ''] = row.split(',');
  const values = Object.entries({ cost: cost && Number(cost).toFixed(2), free, need, zone });
  const text = values.map(([name, value]) => (value === '' ? '' : `${name}=${value}\u001F`)).join('');
  return BigInt(
    `0x${createHash('sha256')
      .update(secret + text)
      .digest('hex')
      .slice(0, 16)}`,
  );
}
const sumOf = (rows: readonly string[]) =>
  BigInt.asUintN(
    64,
    rows.map((row) => keyOf(row)).reduce((a, b) => a + b, 0n),
  );

describe('the keys of cells', () => {
  const fixture = new WarehouseFixture();
  afterAll(() => fixture.close());

  const source = async (rows: readonly string[], contributor: string, of = schema) => {
    const names = of.fields.map(({ name }) => name);
    const csv = [names.join(','), ...rows.map((row) => row.split(',').slice(0, names.length).join(','))].join('\n');
    const { report, parquetPath } = await fixture.ingest(csv, of);
    expect(report.findings).toEqual([]);
    return { file: await fixture.keep(parquetPath), contributor };
  };
  const keys = async (sources: AggregateQuery['sources'], rest: Partial<AggregateQuery> = {}) => {
    const query = { sources, schema, dimensions: ['zone'], measures: [], recordSecret: SECRET, ...rest };
    const { cells } = await fixture.warehouse.aggregate(query);
    return new Map(cells.map(({ codes, key }) => [codes.join('/'), key]));
  };

  it('are the sums of the keys of their rows, of which each is a hash of a secret and of what the row says', async () => {
    const found = await keys([await source(ROWS, 'ada')], { dimensions: ['zone', 'need'] });
    const having = (zone: string, need: string) =>
      sumOf(
        ROWS.filter((row) => [zone, '_T'].includes(row.split(',')[0] ?? '') || zone === '_T').filter(
          (row) => need === '_T' || (row.split(',')[1] || '_U') === need,
        ),
      );
    expect(found.get('A/casa')).toBe(having('A', 'casa'));
    for (const [codes, key] of found) {
      const [zone = '', need = ''] = codes.split('/');
      expect([codes, key]).toEqual([codes, having(zone, need)]);
    }
    expect(found.size).toBe(10);
  });

  it('are the same for the same rows, in whatever files and with whatever else is asked', async () => {
    const whole = await keys([await source(ROWS, 'ada')]);
    const parts = [await source(ROWS.slice(0, 2), 'ada'), await source(ROWS.slice(2), 'ben')];
    expect(await keys(parts)).toEqual(whole);
    expect(await keys(parts, { withLargest: true, measures: ['cost'] })).toEqual(whole);
  });

  it('stay when a column is added that the rows say nothing of', async () => {
    const young = { fields: schema.fields.slice(0, 3) };
    const rows = ['A,casa,1.5', 'B,cura,2.0'];
    const old = await source(rows, 'ada', young);
    expect(await keys([old])).toEqual(await keys([old], { schema: young }));
  });

  it('are those of the primary key alone where there is one', async () => {
    const keyed: TableSchema = { ...schema, primaryKey: ['zone', 'need'] };
    const [one, corrected] = [
      await source(['A,casa,1.5,true'], 'ada', keyed),
      await source(['A,casa,9.9,false'], 'ada', keyed),
    ];
    expect(await keys([corrected], { schema: keyed })).toEqual(await keys([one], { schema: keyed }));
  });

  it('are other ones under another secret, and none where no secret is given', async () => {
    const sources = [await source(ROWS, 'ada')];
    expect((await keys(sources, { recordSecret: 'ab'.repeat(32) })).get('A')).not.toBe((await keys(sources)).get('A'));
    expect((await keys(sources, { recordSecret: undefined })).get('A')).toBeUndefined();
    await expect(keys(sources, { recordSecret: "'" })).rejects.toThrow('64 hexadecimal digits');
  });
});
