import fc from 'fast-check';
import { parseTableSchema } from '../domain/table-schema';
import type { TableSchema } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

const MOST = 2;
const schema: TableSchema = {
  fields: [
    dimension('zone', { required: true }),
    measure('hours'),
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
  ],
  personKey: 'person',
  mostRowsPerPerson: MOST,
};
const rows = fc.array(
  fc.record({
    zone: fc.constantFrom('A', 'B'),
    hours: fc.integer({ min: 0, max: 9 }),
    person: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);
type Row = { zone: string; hours: number; person: number };

/** The same, row by row. */
function bounded(all: readonly Row[]): Row[] {
  const sorted = all.toSorted((a, b) => a.zone.localeCompare(b.zone) || a.hours - b.hours);
  return sorted.filter((row, at) => sorted.slice(0, at).filter(({ person }) => person === row.person).length < MOST);
}

describe('rows of one person', () => {
  const fixture = new WarehouseFixture();
  afterAll(() => fixture.close());

  const source = async (some: readonly Row[], contributor: string) => {
    const csv = [
      'zone,hours,person',
      ...some.map(({ zone, hours, person }) => `${zone},${hours},${String(person).repeat(64)}`),
    ].join('\n');
    const { report, parquetPath } = await fixture.ingest(csv, schema);
    expect(report.findings).toEqual([]);
    return { file: await fixture.keep(parquetPath), contributor };
  };

  it('are no more than the schema says, whoever sent them, where that is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (one, other) => {
        const sources = [await source(one, 'ada'), await source(other, 'ben')];
        const query = { sources, schema, dimensions: ['zone'], measures: ['hours'] };
        for (const details of [{}, { withLargest: true, withPersons: true }]) {
          const { cells } = await fixture.warehouse.aggregate({ ...query, ...details, boundsPersons: true });
          const kept = bounded([...one, ...other]);
          const total = cells.find(({ codes: [code] }) => code === '_T');
          expect(total).toMatchObject({
            people: BigInt(kept.length),
            sums: [BigInt(kept.reduce((sum, { hours }) => sum + hours, 0))],
          });
          const inA = cells.find(({ codes: [code] }) => code === 'A')?.people ?? 0n;
          expect(inA).toBe(BigInt(kept.filter(({ zone }) => zone === 'A').length));
        }
        const { cells } = await fixture.warehouse.aggregate(query);
        expect(cells.find(({ codes: [code] }) => code === '_T')?.people).toBe(BigInt(one.length + other.length));
      }),
      { numRuns: 15 },
    );
  });

  it('are bounded only where persons are told apart', () => {
    const { personKey, ...without } = schema;
    expect(personKey).toBe('person');
    expect(() => parseTableSchema(without)).toThrow(/mostRowsPerPerson/);
    expect(parseTableSchema(schema).mostRowsPerPerson).toBe(MOST);
  });
});
