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
  ])('reads %j with the mark %s as %s hundredths', async (cell, decimalMark, sum) => {
    const schema = only(measure('cost', { type: 'decimal', scale: 2 }), dimension('zone'));
    const { parquetPath } = await fixture.ingest(`zone;cost\nz;"${cell}"\n`, schema, { decimalMark });
    const sources = [{ path: parquetPath, contributor: 'a' }];
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
    ['date', '2024-01-31 00:00:00'],
    ['date', '31/01/24'],
    ['boolean', 'maybe'],
  ] as const)('refuses as %s: %s', async (type, cell) => {
    const schema = only(dimension('zone'), dimension('x', { type }));
    expect(await codes(`zone,x\nz,${cell}\n`, schema)).toEqual(['2 x CELL.WRONG_TYPE']);
  });
});
