import type { Dialect } from '../domain/dialect';
import type { Field, TableSchema } from '../domain/field';
import { dimension, glance, measure, WarehouseFixture } from './spec-support';

const only = (...fields: Field[]): TableSchema => ({ fields });

describe('cells', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const codes = async (content: string, schema: TableSchema, dialect: Partial<Dialect> = {}) =>
    (await fixture.ingest(content, schema, dialect)).report.findings.map(
      ({ row, column, code }) => `${row ?? '-'} ${column ?? '-'} ${code}`,
    );

  it.each<[string, Dialect['decimalMark'], string]>([
    ['1.200', ',', '120000'],
    ['1.200,5', ',', '120050'],
    ['1200,50', ',', '120050'],
    ['\u00a01\u00a0200,50 ', ',', '120050'],
    ['\u2212 5'.replace(' ', ''), ',', '-500'],
    ['+7', '.', '700'],
    ['0012.5', '.', '1250'],
    ['1 200.5', '.', '120050'],
    ['1\u202f200\u202f000,5', ',', '120000050'],
    ['\u22121\u2009200,5', ',', '-120050'],
    ["1'200.50", '.', '120050'],
    ['1’200,5', ',', '120050'],
    ['1,234,567', '.', '123456700'],
    ['1,234.5', '.', '123450'],
    ['-1.234.567,89', ',', '-123456789'],
  ])('reads %j with the mark %s as %s hundredths', async (cell, decimalMark, sum) => {
    const schema = only(measure('cost', { type: 'decimal', scale: 2 }), dimension('zone'));
    const { parquetPath } = await fixture.ingest(`zone;cost\nz;"${cell}"\n`, schema, { decimalMark });
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const { cells } = await fixture.warehouse.aggregate({ sources, schema, dimensions: [], measures: ['cost'] });
    expect(glance(cells)).toEqual([`: 1 by 1, ${sum}`]);
  });

  it.each<[string, Dialect['decimalMark']]>([
    ['1,200', '.'],
    ['1.2', ','],
    ['1.23.456', ','],
    ['1.234', '.'],
    ['1e3', '.'],
    ['1_000', '.'],
    ['0x10', '.'],
    ['NaN', '.'],
    ['12345678901234567890', '.'],
    ['1 2', '.'],
    ["1.200'300", ','],
    ["12'34", '.'],
    ['5-', '.'],
    ['5\u2212', '.'],
    ['€ 5', '.'],
    ['5,00 €', ','],
    ['1,200,5', '.'],
    ['-', '.'],
  ])('refuses %j with the mark %s as a decimal of scale 2', async (cell, decimalMark) => {
    const schema = only(measure('cost', { type: 'decimal', scale: 2 }), dimension('zone'));
    expect(await codes(`zone;cost\nz;"${cell}"\n`, schema, { decimalMark })).toEqual(['2 cost CELL.WRONG_TYPE']);
  });

  it.each([
    ['integer', '1.0'],
    ['integer', '1.5'],
    ['integer', '9223372036854775808'],
    ['date', '2024-02-30'],
    ['date', '30/02/2024'],
    ['date', '2024-1-5'],
    ['date', 'infinity'],
    ['date', '2024-01-31 10:00:00'],
    ['date', '31/01/24'],
    ['date', '31-01/2024'],
    ['date', '2024/01.31'],
    ['date', '2024/31/01'],
    ['date', '01/31/2024'],
    ['date', '31 foo 2024'],
    ['date', '45678'],
    ['boolean', 'x'],
    ['boolean', 'maybe'],
  ] as const)('refuses as %s: %s', async (type, cell) => {
    const schema = only(dimension('zone'), dimension('x', { type }));
    expect(await codes(`zone,x\nz,${cell}\n`, schema)).toEqual(['2 x CELL.WRONG_TYPE']);
  });

  const read = async (type: Field['type'], cells: readonly string[]) => {
    const schema = only(dimension('n'), dimension('x', { type }));
    const lines = cells.map((cell, i) => `${String(i).padStart(3, '0')},"${cell}"`).join('\n');
    const { report, parquetPath } = await fixture.ingest(`n,x\n${lines}\n`, schema, { delimiter: ',' });
    expect(report.findings).toEqual([]);
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const query = { sources, schema, dimensions: ['n', 'x'], measures: [] };
    const rows = (await fixture.warehouse.aggregate(query)).cells.map(({ codes }) => codes);
    return rows.filter((codes) => !codes.includes('_T')).map(([, value]) => value);
  };

  it('reads days as ISO and as Italian writes them', async () => {
    const cells = [
      ...[
        '2024-01-31',
        '2024-01-31T00:00:00',
        '2024-01-31 00:00',
        '2024-01-31T00:00:00.000Z',
        '31/01/2024',
        '31/1/2024',
      ],
      ...[
        '31-01-2024',
        '31.1.2024',
        '2024/01/31',
        '2024/1/31 00:00',
        '2024.01.31',
        ' 31/01/2024 0:00:00',
        '31 gennaio 2024',
        '31 Gen. 2024',
        '31 gen 2024',
        '31º GENNAIO 2024',
      ],
    ];
    expect(new Set(await read('date', cells))).toEqual(new Set(['2024-01-31']));
    expect(await read('date', ['1° febbraio 2024', '29 feb 2024', '2 dicembre 1999'])).toEqual([
      '2024-02-01',
      '2024-02-29',
      '1999-12-02',
    ]);
  });

  it('reads yes and no in the languages of the commons', async () => {
    const yes = [
      'true',
      'TRUE',
      'vero',
      'Sì',
      'si',
      'SI',
      '1',
      'yes',
      'sí',
      'Jā',
      'taip',
      'ja',
      'cert',
      'S',
      's\u0069\u0300',
    ];
    const no = ['false', 'falso', 'No', '0', 'nē', 'ne', 'nej', 'fals', 'n'];
    expect(new Set(await read('boolean', yes))).toEqual(new Set(['true']));
    expect(new Set(await read('boolean', no))).toEqual(new Set(['false']));
  });

  it('tells what is wrong with a number, beyond its type', async () => {
    const schema = only(measure('cost', { type: 'decimal', scale: 2 }), dimension('zone'));
    const { report } = await fixture.ingest('zone;cost\nz;5 €\nz;EUR 5\nz;5-\nz;x\n', schema);
    expect(report.findings.map(({ facts }) => facts?.flaw)).toEqual([
      'currency',
      'currency',
      'trailingMinus',
      undefined,
    ]);
  });
});
