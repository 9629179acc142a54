import fc from 'fast-check';
import { TOTAL, UNKNOWN } from '../domain/aggregate';
import type { Field, TableSchema } from '../domain/field';
import { gridOf, type GridCell } from '../domain/grid';
import { dimension, measure, WarehouseFixture } from './spec-support';

type Row = { at: number; zone: string; sex: string; person: number; weight: number; hours: number | null };

const HOURS = measure('hours', { type: 'decimal', scale: 1, minimum: '-5.0', maximum: 20, grid: '2.5' });
const person: Field = { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true };
const weight: Field = { name: 'weight', type: 'integer', required: true, disclosureRole: 'weight' };
const FIELDS = [dimension('zone'), dimension('sex', { required: true }), HOURS];
const SCHEMAS: Readonly<Record<string, TableSchema>> = {
  rows: { fields: FIELDS },
  'weighted rows': { fields: [...FIELDS, weight] },
  'rows of persons': { fields: [...FIELDS, person], personKey: 'person' },
};
const SUBSETS = [[0, 1], [0], [1], []]; // prettier-ignore

const cell = ({ name }: Field, row: Row): string => {
  if (name === 'hours') return row.hours === null ? '' : (row.hours / 10).toFixed(1);
  if (name === 'person') return String(row.person).padStart(64, 'abc0');
  return String(row[name as 'zone' | 'sex' | 'weight']);
};

function grouped<K>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

type Cells = Map<string, readonly string[]>;

/** What a naive reader counts: every cell anew, from the rows; `at` is whose they are. */
function bruteForce({ fields, personKey }: TableSchema, rows: readonly Row[]): Cells {
  const isWeighted = fields.includes(weight);
  const there = rows.filter(({ hours, weight: people }) => hours !== null && (people > 0 || !isWeighted));
  const answer: Cells = new Map();
  for (const kept of SUBSETS) {
    const codesOf = ({ zone, sex }: Row) =>
      [zone === '' ? UNKNOWN : zone, sex].map((code, at) => (kept.includes(at) ? code : TOTAL));
    for (const [codes, own] of grouped(there, (row) => codesOf(row).join())) {
      const countsOf = (step: number, among: readonly Row[]) => {
        const edges = [...grouped(among, (row) => row.person).values()].map((of) => of.map(stepOf));
        const at = (edge: 'min' | 'max') => edges.filter((steps) => Math[edge](...steps) === step).length;
        const inside = among.filter((row) => stepOf(row) === step);
        const people = inside.reduce((sum, row) => sum + (isWeighted ? row.weight : 1), 0);
        return [people, ...(personKey ? [at('min'), at('max')] : [])].join(' ');
      };
      const lines = [...grouped(own, stepOf).keys()]
        .sort((one, other) => one - other)
        .map((step) => {
          const senders = [...grouped(own, (row) => row.at)]
            .filter(([, among]) => among.some((row) => stepOf(row) === step))
            .map(([at, among]) => `${at}: ${countsOf(step, among)}`);
          return [step, countsOf(step, own), ...senders.sort()].join(' | ');
        });
      answer.set(codes, lines);
    }
  }
  return answer;
}

const stepOf = ({ hours }: Row) => Math.floor(((hours ?? 0) + 50) / 25);

const countOf = ({ persons, lowest, highest }: { persons: bigint; lowest?: bigint; highest?: bigint }) =>
  [persons, lowest, highest].filter((count) => count !== undefined).join(' ');
const glance = (cells: readonly GridCell[]): Cells =>
  new Map(
    cells.map(({ codes, intervals }) => [
      codes.join(),
      intervals.map(({ step, contributors, ...all }) =>
        [step, countOf(all), ...contributors.map((one) => `${one.contributor}: ${countOf(one)}`).sort()].join(' | '),
      ),
    ]),
  );

const anyRow: fc.Arbitrary<Row> = fc.record({
  at: fc.constant(0),
  zone: fc.constantFrom('A', 'B', ''),
  sex: fc.constantFrom('F', 'M'),
  person: fc.integer({ min: 1, max: 6 }),
  weight: fc.integer({ min: 0, max: 3 }),
  hours: fc.option(fc.integer({ min: -50, max: 200 })),
});

describe('values on a grid', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const keep = async (schema: TableSchema, rows: readonly Row[]) => {
    const lines = rows.map((row) => schema.fields.map((field) => cell(field, row)).join());
    const csv = [schema.fields.map(({ name }) => name).join(), ...lines].join('\n');
    const { report, parquetPath } = await fixture.ingest(`${csv}\n`, schema);
    expect(report.findings).toEqual([]);
    return fixture.keep(parquetPath);
  };
  const count = async (schema: TableSchema, files: readonly (readonly Row[])[], more: object = {}) => {
    const kept = await Promise.all(files.map((rows) => keep(schema, rows)));
    const sources = kept.map((file, at) => ({ file, contributor: `cooperative ${at % 2}` }));
    return fixture.warehouse.countOnGrid({
      ...{ sources, schema, dimensions: ['zone', 'sex'], measure: 'hours', ...more },
    });
  };

  it.each(Object.keys(SCHEMAS))('are those of a naive reader, in every cell and margin, of %s', async (of) => {
    const schema = SCHEMAS[of] ?? { fields: [] };
    const files = fc.array(fc.array(anyRow, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(files, async (rows) => {
        expect(glance(await count(schema, rows))).toEqual(
          bruteForce(schema, rows.flatMap((of, at) => of.map((row) => ({ ...row, at: at % 2 })))), // prettier-ignore
        );
      }),
      { numRuns: 12 },
    );
  });

  it('are of no more rows of a person than the schema says, whoever sent them, where that is asked for', async () => {
    const schema = { fields: [...FIELDS, person], personKey: 'person', mostRowsPerPerson: 2 };
    const rowOf = (at: number, who: number): Row => ({
      at: 0,
      zone: 'A',
      sex: 'f',
      person: who,
      weight: 1,
      hours: 50 * at,
    });
    const files = [[0, 1, 2].map((at) => rowOf(at, 7)), [rowOf(3, 7), rowOf(3, 8)]];
    const valuesOf = (cells: readonly GridCell[]) =>
      cells
        .find(({ codes }) => codes.every((code) => code === TOTAL))
        ?.intervals.map(({ step, persons }) => [step, persons]);
    expect(valuesOf(await count(schema, files))).toHaveLength(4);
    expect(valuesOf(await count(schema, files, { boundsPersons: true }))).toEqual([[2n, 1n], [4n, 1n], [8n, 1n]]); // prettier-ignore
  });

  it('are counted at the ends of what a decimal holds, too', async () => {
    const [least, most] = ['-99999999999.999999', '99999999999.999999'];
    const far = measure('far', { type: 'decimal', scale: 6, minimum: least, maximum: most, grid: '20000000' });
    const schema = { fields: [dimension('zone'), far] };
    const { parquetPath } = await fixture.ingest(`zone,far\nA,${least}\nA,${most}\n`, schema);
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'one' }];
    const [one] = await fixture.warehouse.countOnGrid({ sources, schema, dimensions: [], measure: 'far' });
    expect(one?.intervals).toMatchObject([{ step: 0n, persons: 1n }, { step: 9999n, persons: 1n }]); // prettier-ignore
    expect(gridOf(far)?.intervals).toBe(10_000);
  });

  it('are none where there are no rows, and refused where the schema declares no grid', async () => {
    const schema = { fields: FIELDS };
    expect(await fixture.warehouse.countOnGrid({ sources: [], schema, dimensions: [], measure: 'hours' })).toEqual([]);
    const without = { fields: [dimension('zone'), measure('hours')] };
    const asked = { sources: [], schema: without, dimensions: [], measure: 'hours' };
    await expect(fixture.warehouse.countOnGrid(asked)).rejects.toMatchObject({ code: 'AGGREGATE.NO_GRID' });
  });
});
