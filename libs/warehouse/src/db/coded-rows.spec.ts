import type { Field, TableSchema } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

const zone = dimension('zone');
const cost = measure('cost', { type: 'decimal', scale: 2 });
const since: Field = { name: 'since', type: 'date', disclosureRole: 'quasiIdentifier' };
const home: Field = { name: 'home', type: 'boolean', disclosureRole: 'sensitive' };
const schema: TableSchema = { fields: [zone, cost, since, home], missingValues: ['-'] };

describe('readCoded', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const kept = async (csv: string, of = schema) => {
    const { report, parquetPath } = await fixture.ingest(csv, of);
    expect(report.findings).toEqual([]);
    return fixture.keep(parquetPath);
  };
  const textsOf = async (csvs: readonly [string, TableSchema?][], fields: readonly Field[]) => {
    const files = [];
    for (const [csv, of] of csvs) files.push(await kept(csv, of));
    const { rows, columns } = await fixture.warehouse.readCoded({ files, fields });
    for (const { values } of columns) expect(new Set(values).size).toBe(values.length);
    return Array.from({ length: rows }, (_, row) => columns.map(({ values, codes }) => values[codes[row] as number]));
  };

  it('reads rows of several files, one after the other, each value as its text', async () => {
    const files: [string][] = [
      ['zone,cost,since,home\nA,-12.5,2024-02-29,true\nB,0.05,-,false\n'],
      ['zone,cost,since,home\nA,7,2024-02-29,-\n'],
    ];
    expect(await textsOf(files, schema.fields)).toEqual([
      ['A', '-12.50', '2024-02-29', 'true'],
      ['B', '0.05', null, 'false'],
      ['A', '7.00', '2024-02-29', null],
    ]);
    expect(await textsOf(files, [cost, zone])).toEqual([
      ['-12.50', 'A'],
      ['0.05', 'B'],
      ['7.00', 'A'],
    ]);
  });

  it('takes as missing what a file of an earlier schema lacks', async () => {
    const files: [string, TableSchema?][] = [['zone\nA\n', { fields: [zone] }], ['zone,cost,since,home\nB,1,-,-\n']];
    expect(await textsOf(files, [zone, cost])).toEqual([
      ['A', null],
      ['B', '1.00'],
    ]);
  });

  it('reads many rows', async () => {
    const numbers = Array.from({ length: 100_000 }, (_, at) => String(at % 1_000));
    const rows = await textsOf([[`cost\n${numbers.join('\n')}\n`]], [cost]);
    expect(rows.map(([text]) => text)).toEqual(numbers.map((number) => `${number}.00`));
  });

  it('stops where nobody wants more', async () => {
    const file = await kept(`cost\n${Array.from({ length: 50_000 }, () => '1').join('\n')}\n`);
    const { rows } = await fixture.warehouse.readCoded({ files: [file, file], fields: [cost], mostRows: 10_000 });
    expect(rows).toBeGreaterThan(10_000);
    expect(rows).toBeLessThan(50_000);
  });
});
