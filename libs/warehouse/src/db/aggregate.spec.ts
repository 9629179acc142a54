import fc from 'fast-check';
import { TOTAL, UNKNOWN } from '../domain/aggregate';
import type { TableSchema } from '../domain/field';
import { decimalText } from '../domain/output-table';
import { dimension, glance, measure, WarehouseFixture } from './spec-support';

const schema: TableSchema = {
  fields: [
    dimension('zone'),
    dimension('need'),
    dimension('year', { type: 'integer' }),
    measure('hours'),
    measure('cost', { type: 'decimal', scale: 3 }),
    { name: 'residents', type: 'integer', disclosureRole: 'weight' },
  ],
};
type Row = { zone: string; need: string; year: number | null; hours: bigint | null; cost: bigint; residents: bigint };

const row: fc.Arbitrary<Row> = fc.record({
  zone: fc.constantFrom('Z1', 'Zà', '007', 'NA', 'l\'a;"b"', ''),
  need: fc.constantFrom('casa', 'cura, altro'),
  year: fc.constantFrom(null, 2024, -1),
  hours: fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
  cost: fc.bigInt(-(10n ** 18n) + 1n, 10n ** 18n - 1n),
  residents: fc.bigInt(0n, 3n),
});

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const toCsv = (rows: readonly Row[]) =>
  [
    'cost;need;zone;hours;residents;year',
    ...rows.map(({ zone, need, year, hours, cost, residents }) =>
      [decimalText(cost, 3).replace('.', ','), quote(need), quote(zone), hours ?? '', residents, year ?? ''].join(';'),
    ),
  ].join('\r\n');

/** The codes of a row in each of the eight margins of three dimensions. */
function codesOf({ zone, need, year }: Row): string[] {
  const own = [zone || UNKNOWN, need, String(year ?? UNKNOWN)];
  return Array.from({ length: 8 }, (_, margin) => own.map((code, i) => (margin & (1 << i) ? TOTAL : code)).join('/'));
}

/** The same cube, row by row, in JavaScript's big integers. */
function naiveCube(files: readonly { contributor: string; rows: readonly Row[] }[]): string[] {
  const cells = new Map<string, { people: bigint; by: Set<string>; hours: bigint; cost: bigint }>();
  for (const { contributor, row } of files.flatMap(({ contributor, rows }) =>
    rows.map((row) => ({ contributor, row })),
  )) {
    for (const codes of codesOf(row)) {
      const cell = cells.get(codes) ?? { people: 0n, by: new Set(), hours: 0n, cost: 0n };
      cells.set(codes, cell);
      cell.people += row.residents;
      if (row.residents > 0n) cell.by.add(contributor);
      cell.hours += row.hours ?? 0n;
      cell.cost += row.cost;
    }
  }
  return [...cells].map(
    ([codes, { people, by, hours, cost }]) => `${codes}: ${people} by ${by.size}, ${hours} ${cost}`,
  );
}

describe('aggregate', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it('counts rows written as CSV exactly, in every cell and margin', async () => {
    const file = fc.record({
      contributor: fc.constantFrom('ada', "b'en", 'cleo'),
      rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const sources = [];
        for (const { contributor, rows } of files) {
          const { report, parquetPath } = await fixture.ingest(toCsv(rows), schema, { decimalMark: ',' });
          expect(report).toMatchObject({ findings: [], rows: rows.length });
          expect(report.people).toBe(rows.reduce((sum, { residents }) => sum + residents, 0n));
          sources.push({ path: parquetPath, contributor });
        }
        const query = { sources, schema, dimensions: ['zone', 'need', 'year'], measures: ['hours', 'cost'] };
        const { cells } = await fixture.warehouse.aggregate(query);
        expect(glance(cells).sort()).toEqual(naiveCube(files).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('takes files that are older than a column', async () => {
    const before: TableSchema = { fields: [dimension('zone'), measure('hours')] };
    const after: TableSchema = { fields: [...before.fields, dimension('need'), dimension('never'), measure('cost')] };
    const old = await fixture.ingest('zone,hours\na,1\nb,2\n', before);
    const young = await fixture.ingest('zone,hours,need,cost\na,3,casa,10\n', {
      fields: after.fields.filter((f) => f.name !== 'never'),
    });
    const sources = [
      { path: young.parquetPath, contributor: 'x' },
      { path: old.parquetPath, contributor: 'y' },
    ];
    const query = { sources, schema: after, dimensions: ['need', 'never'], measures: ['hours', 'cost'] };
    const { cells } = await fixture.warehouse.aggregate(query);
    expect(glance(cells)).toEqual([
      '_T/_T: 3 by 2, 6 10',
      '_T/_U: 3 by 2, 6 10',
      '_U/_T: 2 by 1, 3 0',
      '_U/_U: 2 by 1, 3 0',
      'casa/_T: 1 by 1, 3 10',
      'casa/_U: 1 by 1, 3 10',
    ]);
  });

  it('counts more contributors than a word has bits', async () => {
    const small: TableSchema = { fields: [dimension('zone')] };
    const { parquetPath } = await fixture.ingest('zone\na\nb\n', small);
    const sources = Array.from({ length: 150 }, (_, i) => ({ path: parquetPath, contributor: `c${i % 130}` }));
    const { cells } = await fixture.warehouse.aggregate({ sources, schema: small, dimensions: ['zone'], measures: [] });
    expect(glance(cells)).toEqual(['_T: 300 by 130, ', 'a: 150 by 130, ', 'b: 150 by 130, ']);
  });

  it('reads one file of a hostile name, and not its neighbours', async () => {
    const simple: TableSchema = { fields: [dimension('zone')] };
    const task = { csvPath: fixture.file('zone\na\n'), schema: simple };
    const hostile = fixture.path("x=1[ab]*?'; --.parquet");
    await fixture.warehouse.ingest({ ...task, parquetPath: hostile });
    await fixture.warehouse.ingest({ ...task, parquetPath: hostile.replace('[ab]', 'a') });
    const query = { sources: [{ path: hostile, contributor: 'x' }], schema: simple, dimensions: [], measures: [] };
    expect(glance((await fixture.warehouse.aggregate(query)).cells)).toEqual([': 1 by 1, ']);
  });

  it.each([
    ['hours', [], 'AGGREGATE.NOT_A_DIMENSION'],
    ['nothing', [], 'AGGREGATE.UNKNOWN_COLUMN'],
    ['zone', ['need'], 'AGGREGATE.NOT_A_MEASURE'],
    ['zone', ['hours', 'hours'], 'AGGREGATE.REPEATED_COLUMN'],
  ])('refuses %s by %j: %s', async (name, measures, code) => {
    const query = { sources: [], schema, dimensions: [name], measures };
    await expect(async () => fixture.warehouse.aggregate(query)).rejects.toMatchObject({ code });
  });
});
