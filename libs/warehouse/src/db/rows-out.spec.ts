import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Field, TableSchema } from '../domain/field';
import { csvLines } from '../domain/output-table';
import { dimension, measure, WarehouseFixture } from './spec-support';

const note = dimension('note', { disclosureRole: 'sensitive' });
const cost = measure('cost', { type: 'decimal', scale: 2 });
const since: Field = { name: 'since', type: 'date', disclosureRole: 'quasiIdentifier' };
const home: Field = { name: 'home', type: 'boolean', disclosureRole: 'sensitive' };
const schema: TableSchema = { fields: [note, cost, measure('hours'), since, home], missingValues: ['-'] };

describe('writeRows', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const out = async (csv: string, fields: Field[], of = schema) => {
    const { report, parquetPath } = await fixture.ingest(csv, of);
    expect(report.findings).toEqual([]);
    const path = fixture.path('out.csv');
    await fixture.warehouse.writeRows({ file: await fixture.keep(parquetPath), fields }, path);
    return readFileSync(path, 'utf8');
  };

  it('writes the columns that it is told, in that order, each value as it was accepted', async () => {
    const rows = 'note,cost,hours,since,home\ncasa,-12.5,-3,2024-02-29,true\n"a ""b"", c",0.05,-,-,false\n-,-,7,-,-\n';
    expect(await out(rows, schema.fields)).toBe(
      'note,cost,hours,since,home\r\ncasa,-12.50,-3,2024-02-29,true\r\n"a ""b"", c",0.05,,,false\r\n,,7,,\r\n',
    );
    expect(await out(rows, [cost, note])).toBe('cost,note\r\n-12.50,casa\r\n0.05,"a ""b"", c"\r\n,\r\n');
  });

  it('leaves a column empty that the file lacks', async () => {
    const fields = [note, dimension('later'), measure('much'), { ...since, name: 'day' }];
    expect(await out('note\ncasa\n', fields, { fields: [note] })).toBe('note,later,much,day\r\ncasa,,,\r\n');
  });

  it('takes the name of a column for nothing but a name', async () => {
    const hostile = dimension('note" FROM (SELECT 1) --');
    expect(await out('note\ncasa\n', [note, hostile])).toBe('note,"note"" FROM (SELECT 1) --"\r\ncasa,\r\n');
  });

  it('keeps the order of many rows', async () => {
    const numbers = Array.from({ length: 300_000 }, (_, at) => String(at));
    const text = await out(`hours\n${numbers.join('\n')}\n`, [measure('hours')]);
    expect(text).toBe(`hours\r\n${numbers.join('\r\n')}\r\n`);
  });

  it('writes text as tables do: what a spreadsheet would run gets an apostrophe', async () => {
    const begin = [
      '=',
      '+',
      '-',
      '@',
      '\u00a0=',
      '\u2003@',
      '\u000b+',
      '\uFF1D',
      '\uFF0D',
      'a',
      '\n-',
      '"',
      ',',
      "'",
      '\r\n',
    ];
    const cell = fc
      .tuple(fc.constantFrom(...begin), fc.string())
      .map(([first, rest]) => `a${first}${rest}z`.normalize('NFC').replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), async (cells) => {
        const texts = cells.map((one) => one.slice(1));
        const written = await outOf(texts);
        const table = { columns: [{ name: 'note', type: 'string' as const }], rows: texts.map((one) => [one]) };
        expect(parse(written)).toEqual(parse([...csvLines(table)].join('')));
      }),
      { numRuns: 20 },
    );
  });

  /** Cells as they could not be ingested, which trims them. */
  const outOf = async (texts: readonly string[]) => {
    const table = { columns: [{ name: 'note', type: 'string' as const }], rows: texts.map((one) => [one]) };
    const [parquet, csv] = [fixture.path('in.parquet'), fixture.path('out.csv')];
    await fixture.warehouse.writeTable(table, parquet, 'parquet');
    await fixture.warehouse.writeRows({ file: await fixture.keep(parquet), fields: [note] }, csv);
    return readFileSync(csv, 'utf8');
  };
});

/** The cells of a file of one column. */
const parse = (csv: string): string[] =>
  [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^\r\n]*))\r\n/gy)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"'),
  );
