import fc from 'fast-check';
import type { AggregateCell } from '../domain/aggregate';
import type { TableSchema } from '../domain/field';
import { dimension, WarehouseFixture } from './spec-support';

const schema: TableSchema = {
  fields: [
    dimension('zone'),
    dimension('need'),
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
    { name: 'residents', type: 'integer', disclosureRole: 'weight' },
  ],
  personKey: 'person',
};
const hashOf = (person: number) => `${person}`.padStart(64, 'abc0');

type Row = { readonly zone: string; readonly need: string; readonly person: number; readonly residents: number };
const row: fc.Arbitrary<Row> = fc.record({
  zone: fc.constantFrom('Z1', 'Z2'),
  need: fc.constantFrom('casa', 'cura'),
  person: fc.integer({ min: 1, max: 6 }),
  residents: fc.integer({ min: 0, max: 2 }),
});
type File = { readonly contributor: string; readonly rows: readonly Row[] };

const toCsv = (rows: readonly Row[]) =>
  ['zone,need,person,residents', ...rows.map((r) => [r.zone, r.need, hashOf(r.person), r.residents].join(','))].join(
    '\n',
  );

/** The distinct persons of one cell, and those outside its largest contributor, from the rows themselves. */
function naive(files: readonly File[], [zone = '', need = '']: readonly string[]) {
  const isIn = (row: Row) => row.residents > 0 && [row.zone, '_T'].includes(zone) && [row.need, '_T'].includes(need);
  const persons = new Set<number>();
  const byContributor = new Map<string, Set<number>>();
  for (const { contributor, rows } of files)
    for (const { person } of rows.filter(isIn)) {
      persons.add(person);
      byContributor.set(contributor, (byContributor.get(contributor) ?? new Set()).add(person));
    }
  const most = Math.max(0, ...[...byContributor.values()].map(({ size }) => size));
  return { persons: BigInt(persons.size), outside: BigInt(persons.size - most) };
}

describe('persons behind the rows', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const source = async ({ contributor, rows }: File) => {
    const { report, parquetPath } = await fixture.ingest(toCsv(rows), schema);
    expect(report.findings).toEqual([]);
    return { file: await fixture.keep(parquetPath), contributor };
  };
  const count = async (files: readonly File[], dimensions: string[]): Promise<AggregateCell[]> => {
    const sources = await Promise.all(files.map(source));
    const details = { withPersons: true, withOutside: true };
    return (await fixture.warehouse.aggregate({ sources, schema, dimensions, measures: [], ...details })).cells;
  };

  it('are counted once in every cell and margin, however many rows and contributors they have', async () => {
    const file = fc.record({
      contributor: fc.constantFrom('ada', 'ben', 'cleo'),
      rows: fc.array(row, { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        for (const { codes, persons, outside } of await count(files, ['zone', 'need']))
          expect({ persons, outside }).toEqual(naive(files, codes));
      }),
      { numRuns: 15 },
    );
  });

  it('are not the rows of somebody who fills a cell: ten visits of one person are one person', async () => {
    const visits = Array.from({ length: 10 }, () => ({ zone: 'Z1', need: 'casa', person: 1, residents: 1 }));
    const [total] = await count([{ contributor: 'ada', rows: visits }], []);
    expect(total).toMatchObject({ people: 10n, persons: 1n, outside: 0n });
  });

  it('are rows, where the schema has no key for them', async () => {
    const keyless = { fields: schema.fields };
    const sources = [
      await source({ contributor: 'ada', rows: [{ zone: 'Z1', need: 'casa', person: 1, residents: 2 }] }),
    ];
    const query = { sources, schema: keyless, dimensions: [], measures: [], withPersons: true, withOutside: true };
    const { cells } = await fixture.warehouse.aggregate(query);
    expect(cells).toEqual([{ codes: [], people: 2n, contributors: 1, sums: [], outside: 0n }]);
  });
});
