import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../app/warehouse';
import type { TableSchema } from '../../domain/field';
import { dimension, measure, WarehouseFixture } from '../spec-support';

const schema: TableSchema = {
  fields: [
    dimension('zone'),
    dimension('year', { type: 'integer' }),
    measure('hours'),
    measure('cost', { type: 'decimal', scale: 2 }),
    { name: 'people', type: 'integer', disclosureRole: 'weight' },
  ],
};
/** As it was before somebody thought of years and costs. */
const older: TableSchema = { fields: schema.fields.filter(({ name }) => !['year', 'cost'].includes(name)) };

type Contributed = { readonly contributor: string; readonly isOld: boolean; readonly rows: readonly Row[] };
type Row = { readonly zone: string; readonly year: number; readonly hours: number; readonly people: number };

const row: fc.Arbitrary<Row> = fc.record({
  ...{ zone: fc.constantFrom('Z1', 'Zà', '007'), year: fc.constantFrom(2024, 2025) },
  ...{ hours: fc.integer({ min: -1_000, max: 1_000 }), people: fc.integer({ min: 0, max: 3 }) },
});
const contributed: fc.Arbitrary<Contributed> = fc.record({
  ...{ contributor: fc.constantFrom('ada', 'ben', 'cleo', 'dora'), isOld: fc.boolean() },
  rows: fc.array(row, { minLength: 1, maxLength: 6 }),
});

const toCsv = ({ isOld, rows }: Contributed) =>
  isOld
    ? ['zone,hours,people', ...rows.map((one) => `${one.zone},${one.hours},${one.people}`)].join('\n')
    : [
        'zone,year,hours,cost,people',
        ...rows.map((one) => `${one.zone},${one.year},${one.hours},${one.hours * 3}.05,${one.people}`),
      ].join('\n');

describe('packs of small files', () => {
  let fixture: WarehouseFixture;
  beforeEach(() => {
    fixture = new WarehouseFixture();
  });
  afterEach(() => fixture.close());

  const keep = async (contributions: readonly Contributed[]): Promise<Source[]> => {
    const sources = [];
    for (const one of contributions) {
      const { parquetPath } = await fixture.ingest(toCsv(one), one.isOld ? older : schema);
      sources.push({ file: await fixture.keep(parquetPath), contributor: one.contributor });
    }
    return sources;
  };
  const count = (sources: readonly Source[], withLargest = false) => {
    const asked = { dimensions: ['zone', 'year'], measures: ['hours', 'cost'], withLargest };
    return fixture.warehouse.aggregate({ sources, schema, ...asked });
  };
  const compact = (sources: readonly Source[]) => fixture.warehouse.compact(sources.map(({ file }) => file));
  const packs = () => readdirSync(join(fixture.directory, 'shelf')).filter((name) => /^pack-.*parquet$/.test(name));

  it('change no number, whoever is left out', async () => {
    let packed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(contributed, { minLength: 3, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        async (contributions, mask) => {
          const sources = await keep(contributions);
          const some = sources.filter((_, at) => mask[at]);
          const before = [await count(sources), await count(some), await count(some, true)];
          await compact(sources);
          packed += packs().length;
          expect([await count(sources), await count(some), await count(some, true)]).toEqual(before);
        },
      ),
      { numRuns: 12 },
    );
    expect(packed).toBeGreaterThan(12);
  });

  it('are made behind the back of a question that opens many files, and read by the next one', async () => {
    const rows = [{ zone: 'Z1', year: 2024, hours: 1, people: 1 }];
    const sources = await keep(Array.from({ length: 33 }, (_, at) => ({ contributor: `c${at}`, isOld: false, rows })));
    const before = await count(sources);
    while (packs().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The pack is enough: the file store has none of its parts any more.
    const store = await fixture.rows;
    await fixture.warehouse.stop();
    for (const { file } of sources) await store.shelf.remove([file.sha256], 0);
    for (const { file } of sources) fixture.forget(file);
    expect(await count(sources)).toEqual(before);
    expect(before.cells[0]).toMatchObject({ people: 33n, contributors: 33, sums: [33n, 33n * 305n] });
  });

  it('go with any of their contributions, and the rest is counted on', async () => {
    const rows = [{ zone: 'Z1', year: 2024, hours: 5, people: 1 }];
    const sources = await keep(['ada', 'ben', 'cleo'].map((contributor) => ({ contributor, isOld: false, rows })));
    const [ada, ...rest] = sources;
    if (!ada) throw new Error('There are three.');
    await compact(sources);
    const before = await count(rest);
    const store = await fixture.rows;
    expect(await store.traces(ada.file)).toEqual(['key', 'file', 'shelf']);
    await store.destroy(ada.file);
    expect(await store.traces(ada.file)).toEqual([]);
    expect(packs()).toEqual([]);
    expect(await count(rest)).toEqual(before);
    await expect(count(sources)).rejects.toMatchObject({ code: 'KEY.MISSING' });
  });

  it('are not read once a key is gone, and go', async () => {
    const rows = [{ zone: 'Z1', year: 2024, hours: 5, people: 1 }];
    const sources = await keep(['ada', 'ben', 'cleo'].map((contributor) => ({ contributor, isOld: false, rows })));
    const [ada, ...rest] = sources;
    if (!ada) throw new Error('There are three.');
    const before = await count(rest);
    await compact(sources);
    fixture.destroyKey(ada.file);
    expect(await count(rest)).toEqual(before);
    expect(packs()).toEqual([]);
  });

  it('do not count a file twice that is asked for twice', async () => {
    const rows = [{ zone: 'Z1', year: 2024, hours: 5, people: 1 }];
    const sources = await keep(['ada', 'ben'].map((contributor) => ({ contributor, isOld: false, rows })));
    const twice = [...sources, ...sources.map((source) => ({ ...source, contributor: 'cleo' }))];
    const before = await count(twice);
    await compact(sources);
    expect(packs()).toHaveLength(1);
    expect(await count(twice)).toEqual(before);
    expect(before.cells[0]).toMatchObject({ people: 4n, contributors: 3 });
  });
});
