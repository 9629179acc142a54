import fc from 'fast-check';
import { TOTAL, UNKNOWN, type Magnitude } from '../domain/aggregate';
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

type Sums = { people: bigint; hours: bigint; cost: bigint };
const NOTHING: Sums = { people: 0n, hours: 0n, cost: 0n };
const plus = (one: Sums, other: Sums): Sums => ({
  ...{ people: one.people + other.people, hours: one.hours + other.hours, cost: one.cost + other.cost },
});

type ContributedFile = { readonly contributor: string; readonly rows: readonly Row[] };

/** The same cube, row by row, in JavaScript's big integers: for each cell what each contributor adds up to. */
function naiveCube(files: readonly ContributedFile[]): Map<string, Map<string, Sums>> {
  const cells = new Map<string, Map<string, Sums>>();
  for (const { contributor, rows } of files)
    for (const row of rows)
      for (const codes of codesOf(row)) {
        const shares = cells.get(codes) ?? new Map<string, Sums>();
        cells.set(codes, shares);
        const added = { people: row.residents, hours: row.hours ?? 0n, cost: row.cost };
        shares.set(contributor, plus(shares.get(contributor) ?? NOTHING, added));
      }
  return cells;
}

function naiveGlance(files: readonly ContributedFile[]): string[] {
  return [...naiveCube(files)].map(([codes, shares]) => {
    const { people, hours, cost } = [...shares.values()].reduce(plus);
    const contributors = [...shares.values()].filter((share) => share.people > 0n).length;
    return `${codes}: ${people} by ${contributors}, ${hours} ${cost}`;
  });
}

const absolute = (value: bigint) => (value < 0n ? -value : value);

/** All of the absolute sums, and the two largest, by sorting them. */
function naiveMagnitude(sums: readonly bigint[]): Magnitude {
  const sorted = sums.map(absolute).sort((a, b) => (a < b ? 1 : -1));
  return { total: sorted.reduce((sum, one) => sum + one), largest: [sorted[0] ?? 0n, sorted[1] ?? 0n] };
}

const byContributor = (one: { contributor: string }, other: { contributor: string }) =>
  one.contributor < other.contributor ? -1 : 1;

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
          sources.push({ file: await fixture.keep(parquetPath), contributor });
        }
        const query = { sources, schema, dimensions: ['zone', 'need', 'year'], measures: ['hours', 'cost'] };
        const { cells } = await fixture.warehouse.aggregate(query);
        expect(glance(cells).sort()).toEqual(naiveGlance(files).sort());
        expect(cells.some((cell) => 'magnitudes' in cell)).toBe(false);

        const details = { withLargest: true, withOutside: true, withShares: true };
        const shared = await fixture.warehouse.aggregate({ ...query, ...details });
        expect(glance(shared.cells)).toEqual(glance(cells));
        const cube = naiveCube(files);
        for (const { codes, people, magnitudes, outside, shares: parts } of shared.cells) {
          const shares = [...(cube.get(codes.join('/')) ?? [])];
          const sums = [shares.map(([, { hours }]) => hours), shares.map(([, { cost }]) => cost)];
          expect(magnitudes).toEqual(sums.map(naiveMagnitude));
          const most = shares.reduce((largest, [, share]) => (share.people > largest ? share.people : largest), 0n);
          expect(outside).toBe(people - most);
          const naive = shares.map(([contributor, { people, hours, cost }]) => {
            return { contributor, people, sums: [hours, cost] };
          });
          expect([...(parts ?? [])].sort(byContributor)).toEqual(
            codes.includes(TOTAL) ? [] : naive.sort(byContributor),
          );
        }
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
      { file: await fixture.keep(young.parquetPath), contributor: 'x' },
      { file: await fixture.keep(old.parquetPath), contributor: 'y' },
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
    const file = await fixture.keep(parquetPath);
    const sources = Array.from({ length: 150 }, (_, i) => ({ file, contributor: `c${i % 130}` }));
    const query = { sources, schema: small, dimensions: ['zone'], measures: [] };
    for (const withLargest of [false, true]) {
      const { cells } = await fixture.warehouse.aggregate({ ...query, withLargest });
      expect(glance(cells)).toEqual(['_T: 300 by 130, ', 'a: 150 by 130, ', 'b: 150 by 130, ']);
    }
  });

  it('adds the files of one contributor up before it takes absolute values, and counts who adds but has no people', async () => {
    const weighed: TableSchema = {
      fields: [dimension('zone'), measure('hours'), { name: 'p', type: 'integer', disclosureRole: 'weight' }],
    };
    const file = async (content: string) =>
      fixture.keep((await fixture.ingest(`zone,hours,p\n${content}`, weighed)).parquetPath);
    const sources = [
      { file: await file('a,10,1\nb,-7,1\n'), contributor: 'ada' },
      { file: await file('a,-4,1\n'), contributor: 'ada' },
      { file: await file('a,-8,0\nb,7,1\n'), contributor: 'ben' },
    ];
    const query = { sources, schema: weighed, dimensions: ['zone'], measures: ['hours'], withLargest: true };
    const { cells } = await fixture.warehouse.aggregate(query);
    expect(glance(cells)).toEqual(['_T: 4 by 2, -2', 'a: 2 by 1, -2', 'b: 2 by 2, 0']);
    expect(cells.map(({ magnitudes }) => magnitudes)).toEqual([
      [{ total: 2n, largest: [1n, 1n] }],
      [{ total: 14n, largest: [8n, 6n] }],
      [{ total: 14n, largest: [7n, 7n] }],
    ]);
  });

  it('reads from a hostile folder', async () => {
    const simple: TableSchema = { fields: [dimension('zone')] };
    const hostile = new WarehouseFixture(256, "x'; -- ");
    const { parquetPath } = await hostile.ingest('zone\na\n', simple);
    const sources = [{ file: await hostile.keep(parquetPath), contributor: 'x' }];
    const { cells } = await hostile.warehouse.aggregate({ sources, schema: simple, dimensions: [], measures: [] });
    expect(glance(cells)).toEqual([': 1 by 1, ']);
    await hostile.close();
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
