import { newId } from '#kernel';
import { existsSync } from 'node:fs';
import type { Field, TableSchema } from '../domain/field';
import type { Finding } from '../domain/finding';
import { dimension, glance, measure, WarehouseFixture } from './spec-support';

const people: TableSchema = {
  fields: [
    dimension('zone', { required: true }),
    dimension('need', { categories: ['casa', 'cura', 'sì'] }),
    measure('hours', { minimum: 0, maximum: 100 }),
    measure('cost', { type: 'decimal', scale: 2 }),
    dimension('since', { type: 'date', minimum: '2000-01-01' }),
    dimension('active', { type: 'boolean' }),
  ],
};
const HEADER = 'zone,need,hours,cost,since,active\n';
const only = (...fields: Field[]): TableSchema => ({ fields });
const short = (findings: readonly Finding[]) =>
  findings.map(({ row, column, code }) => `${row ?? '-'} ${column ?? '-'} ${code}`);

describe('ingest', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const refusal = async (content: string | Buffer, schema = people, dialect = {}) => {
    const { report, parquetPath } = await fixture.ingest(content, schema, dialect);
    expect(existsSync(parquetPath)).toBe(false);
    expect(report.people).toBe(0n);
    expect(report.findingCount).toBeGreaterThanOrEqual(report.findings.length);
    return short(report.findings);
  };
  const accepted = async (content: string | Buffer, schema = people, dialect = {}) => {
    const { report, parquetPath } = await fixture.ingest(content, schema, dialect);
    expect(short(report.findings)).toEqual([]);
    expect(existsSync(parquetPath)).toBe(true);
    return { report, parquetPath };
  };
  const values = async (parquetPath: string, schema: TableSchema, column: string) => {
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const { cells } = await fixture.warehouse.aggregate({ sources, schema, dimensions: [column], measures: [] });
    return cells.map(({ codes }) => codes[0]).filter((code) => code !== '_T');
  };

  it('accepts a good file and reports rows and people', async () => {
    const { report } = await accepted(`${HEADER}Z1,casa,3,12.50,2024-01-31,true\nZ2,,,,,\n`);
    expect(report).toMatchObject({
      dialect: { delimiter: ',', decimalMark: '.', encoding: 'utf-8' },
      rows: 2,
      people: 2n,
      findingCount: 0,
    });
  });

  it('reads a file with Italian habits', async () => {
    const text =
      'Zone;NEED ;hours;cost;since;active\r\nZ\u00e0;s\u00ec;3;1.234,5;31/01/2024;S\u00cc\r\nZ\u00e0;casa;1;\u22120,50;1/2/2024;falso\r\n';
    const { report, parquetPath } = await accepted(Buffer.from(text.replace('\u2212', '-'), 'latin1'));
    expect(report.dialect).toEqual({ delimiter: ';', decimalMark: ',', encoding: 'windows-1252' });
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const dimensions = ['zone', 'since', 'active'];
    const { cells } = await fixture.warehouse.aggregate({
      sources,
      schema: people,
      dimensions,
      measures: ['hours', 'cost'],
    });
    expect(glance(cells)).toContain('Zà/2024-01-31/true: 1 by 1, 3 123450');
    expect(glance(cells)).toContain('Zà/2024-02-01/false: 1 by 1, 1 -50');
    expect(glance(cells)).toContain('_T/_T/_T: 2 by 1, 4 123400');
  });

  it('keeps text as it is: leading zeros, NA, spaces inside', async () => {
    const schema = only(dimension('code'), measure('n'));
    const { parquetPath } = await accepted('code,n\n0012,1\nNA,1\nnull,1\n" a  b ",1\nNULL,1\n\u00a0,1\n', schema);
    expect(await values(parquetPath, schema, 'code')).toEqual(['0012', 'NA', 'NULL', '_U', 'a  b', 'null']);
  });

  it('takes the schema’s word for what is missing', async () => {
    const schema = { ...only(dimension('code'), measure('n', { required: true })), missingValues: ['', 'n.d.', '-9'] };
    expect(await refusal('code,n\nn.d.,-9\nx, -9 \ny,9\n', schema)).toEqual(['2 n CELL.REQUIRED', '3 n CELL.REQUIRED']);
  });

  it('finds every bad cell, in row order, and nothing else', async () => {
    const rows = [
      'Z1,casa,3,12.50,2024-01-31,true',
      ',casa,101,x,1999-12-31,',
      'Z1,casaa,-1,1.005,32/01/2024,2',
      '_T,,,,,',
    ];
    expect(await refusal(HEADER + rows.join('\n'))).toEqual([
      '3 zone CELL.REQUIRED',
      '3 hours CELL.OUT_OF_RANGE',
      '3 cost CELL.WRONG_TYPE',
      '3 since CELL.OUT_OF_RANGE',
      '4 need CELL.NOT_IN_LIST',
      '4 hours CELL.OUT_OF_RANGE',
      '4 cost CELL.WRONG_TYPE',
      '4 since CELL.WRONG_TYPE',
      '4 active CELL.WRONG_TYPE',
      '5 zone CELL.RESERVED',
    ]);
  });

  it('numbers rows as a spreadsheet does', async () => {
    const schema = only(dimension('a'), measure('b'));
    const content = 'a,b\n\n"two\nlines",1\n\nx,1,2\n\n\ny,bad\nz\n';
    expect(await refusal(content, schema)).toEqual(['5 - CSV.RAGGED_ROW', '8 b CELL.WRONG_TYPE', '9 - CSV.RAGGED_ROW']);
  });

  it('accepts blank lines, a byte order mark, old and mixed line ends', async () => {
    const schema = only(dimension('a'), measure('b'));
    for (const content of [
      '\ufeffa,b\nx,1\n\ny,2\n',
      '\ufeff"a","b"\r\nx,1\r\n',
      'a,b\rx,1\ry,2\r',
      'a,b\r\nx,1\ny,2\r\nz,3',
      '\n\na,b\nx,1',
      'a,b\nx,1\n,\n',
    ]) {
      await accepted(content, schema);
    }
  });

  it('lists keys that occur again, with the row that had them first', async () => {
    const schema: TableSchema = { ...only(dimension('a'), measure('b')), primaryKey: ['a', 'b'] };
    const { report } = await fixture.ingest('b,a\n1,x\n2,x\n01,x \n,x\n', schema);
    expect(report.findings).toEqual([
      { row: 4, column: 'a, b', code: 'ROW.DUPLICATE_KEY', severity: 'error', value: 'x · 1', facts: { firstRow: 2 } },
      { row: 5, column: 'b', code: 'CELL.REQUIRED', severity: 'error' },
    ]);
    expect(await refusal('b,a\n1,x\n1,x\n', schema)).toEqual(['3 a, b ROW.DUPLICATE_KEY']);
    await accepted('b,a\n1,x\n2,x\n', schema);
  });

  it('holds a finer dimension to one value of the coarser one', async () => {
    const schema = only(dimension('district'), dimension('zone', { within: 'district' }));
    expect(await refusal('zone,district\nz1,d1\nz2,d1\nz1,d2\nz2,d1\n,d2\n', schema)).toEqual([
      '4 zone CELL.NOT_WITHIN',
    ]);
    await accepted('zone,district\nz1,d1\nz2,d1\nz3,d2\n', schema);
  });

  it('counts people by the weight, which may be neither absent nor negative', async () => {
    const schema = only(dimension('zone'), { name: 'residents', type: 'integer', disclosureRole: 'weight' });
    expect((await accepted('zone,residents\na,10\nb,0\n', schema)).report.people).toBe(10n);
    expect(await refusal('zone,residents\na,\nb,-1\n', schema)).toEqual([
      '2 residents CELL.REQUIRED',
      '3 residents CELL.OUT_OF_RANGE',
    ]);
  });

  it('finds what is wrong with the header, and goes on with the columns it knows', async () => {
    expect(await refusal('Zone,zone,hous\nZ1,Z1,x\n,,\n')).toEqual([
      '1 zone COLUMN.DUPLICATE',
      '1 hous COLUMN.UNKNOWN',
      '3 zone CELL.REQUIRED',
    ]);
    expect(await refusal('need,hours\ncasa,x\n')).toEqual(['1 zone COLUMN.MISSING', '2 hours CELL.WRONG_TYPE']);
    expect(await refusal('zone,\nZ1,\n')).toEqual(['1 - COLUMN.UNKNOWN']);
  });

  it('does not repeat the first row of a file without header', async () => {
    const { report } = await fixture.ingest('Rossi Mario,1950\nBianchi Ada,1960\n', people);
    expect(JSON.stringify(report.findings)).not.toMatch(/rossi/i);
    expect(short(report.findings)).toEqual(['1 - COLUMN.UNKNOWN', '1 - COLUMN.UNKNOWN', '1 zone COLUMN.MISSING']);
  });

  it.each([
    '__proto__',
    'constructor',
    '"; DROP TABLE found; --',
    "x'); COPY (SELECT 1) TO '/tmp/x",
    'zone"',
    '\u202ezone',
    'c0',
    'r',
  ])('takes the header %j for a name and nothing else', async (header) => {
    const cell = `"${header.replaceAll('"', '""')}"`;
    const found = await refusal(`zone,${cell}\nz,1\n`, only(dimension('zone')));
    expect(found).toEqual([`1 ${header.toLowerCase()} COLUMN.UNKNOWN`]);
  });

  it('finds files that are no table', async () => {
    expect(await refusal('')).toEqual(['- - CSV.EMPTY']);
    expect(await refusal('\ufeff\n\r\n')).toEqual(['- - CSV.EMPTY']);
    expect(await refusal(HEADER)).toEqual(['- - CSV.NO_ROWS']);
    expect(await refusal(`${HEADER}\n\n`)).toEqual(['- - CSV.NO_ROWS']);
    expect(await refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0x0a]))).toEqual(['- - CSV.NOT_CSV']);
    expect(await refusal(Buffer.from(`\ufeff${HEADER}`, 'utf16le'))).toEqual(['- - CSV.NOT_CSV']);
    expect(await refusal(`${HEADER}Z1,ca\0sa,,,,\n`)).toEqual(['- - CSV.NOT_CSV']);
  });

  it('finds quotation marks that do not close', async () => {
    const schema = only(dimension('a'), dimension('b'));
    expect(await refusal('a,b\nx,"y"z\nx,y\nu,"v\nw,x\n', schema)).toEqual([
      '2 - CSV.WRONG_QUOTING',
      '4 - CSV.WRONG_QUOTING',
    ]);
    expect(await refusal('a,"b\nx,y\n', schema)).toEqual(['1 - CSV.WRONG_QUOTING']);
  });

  it('finds lines that are too long, without holding them', async () => {
    const schema = only(dimension('a'), dimension('b'));
    const before = process.memoryUsage().rss;
    const file = Buffer.concat([Buffer.from('a,b\n1,2\n3,'), Buffer.alloc(50_000_000, 'x'), Buffer.from('\n4\n')]);
    expect(await refusal(file, schema)).toEqual(['3 - CSV.LINE_TOO_LONG', '4 - CSV.RAGGED_ROW']);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    expect(await refusal(Buffer.concat([Buffer.from('a,b\n1,"'), Buffer.alloc(3_000_000, 'x\n')]), schema)).toEqual([
      '2 - CSV.LINE_TOO_LONG',
    ]);
    expect(await refusal(Buffer.alloc(6_000_000, 'x'), schema)).toEqual(['1 - CSV.LINE_TOO_LONG']);
  });

  it('finds characters that are in no encoding, and files in two', async () => {
    const schema = only(dimension('a'), dimension('b'));
    const latin = Buffer.from('a,b\nx,perch\u00e9\n', 'latin1');
    expect((await accepted(latin, schema)).report.dialect.encoding).toBe('windows-1252');
    expect(await refusal(latin, schema, { encoding: 'utf-8' })).toEqual(['2 - CSV.WRONG_ENCODING']);
    expect(await refusal(Buffer.concat([Buffer.from('a,b\nx,perché\n'), latin]), schema)).toEqual([
      '4 - CSV.WRONG_ENCODING',
    ]);
    expect(await refusal(Buffer.from('a,b\nx,y\x81\xe8\n', 'latin1'), schema)).toEqual(['2 - CSV.WRONG_ENCODING']);
  });

  it('counts all findings and lists the first thousand', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `z,${i % 2 ? 'x' : i}`);
    const { report } = await fixture.ingest(`zone,n\n${rows.join('\n')}`, only(dimension('zone'), measure('n')));
    expect(report).toMatchObject({ rows: 5_000, findingCount: 2_500 });
    expect(report.findings).toHaveLength(1_000);
    expect(report.findings[999]).toMatchObject({ row: 2_001, column: 'n' });
  });

  it('stops when told, and leaves nothing behind', async () => {
    const input = { kind: 'asIs', csvPath: fixture.file(HEADER) } as const;
    const task = { input, parquetPath: fixture.path('parquet'), schema: people };
    await expect(fixture.warehouse.ingest({ ...task, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    expect(fixture.left().filter((file) => !/^\d+\.(csv|parquet)$/.test(file))).toEqual([]);
  });

  it('reads nothing outside its directories', async () => {
    const input = { kind: 'asIs', csvPath: '/etc/passwd', dialect: { delimiter: '|' } } as const;
    const task = { parquetPath: fixture.path('parquet'), schema: people };
    await expect(fixture.warehouse.ingest({ ...task, input, schema: only(dimension('root')) })).resolves.toMatchObject({
      rows: 0,
    });
    await expect(
      fixture.warehouse.aggregate({
        ...task,
        sources: [{ file: { sha256: '/etc/passwd', contributionId: newId() }, contributor: 'a' }],
        dimensions: [],
        measures: [],
      }),
    ).rejects.toThrow();
  });
});
