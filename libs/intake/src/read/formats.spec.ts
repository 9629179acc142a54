import { parquetFile } from '../../test/parquet-file';
import { IntakeFixture } from '../../test/intake-fixture';
import { textRow, workbookOf } from '../../test/workbook';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});
const converted = (content: Buffer | string, name?: string) => fixture.convert(fixture.file(content, name));

describe('a workbook', () => {
  const sheet = (data: string, after = '') => ({ name: 'Dati', data, after });

  it('gives numbers as they are shown, dates in ISO form, truth values, errors and texts', async () => {
    const cells = [
      '<c t="n"><v>1.2000000000000002</v></c>',
      '<c><v>12345678901234567890</v></c>',
      '<c><v>1E-7</v></c>',
      '<c s="1"><v>45000</v></c>',
      '<c s="2"><v>45000.5</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="e"><v>#DIV/0!</v></c>',
      '<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>',
      '<c t="s"><v>0</v></c>',
      '<c t="inlineStr"><is><t>00123</t></is></c>',
    ].join('');
    const header = textRow(1, ...'abcdefghij'.split(''));
    const book = workbookOf({
      sheets: [sheet(`${header}<row r="2" hidden="1">${cells}</row>`)],
      formats: [0, 14, 'dd/mm/yyyy\\ hh:mm;@'],
      strings: '<si><r><t>rich </t></r><r><t>text_x000D_</t></r><rPh><t>no</t></rPh></si>',
    });
    expect((await converted(book)).rows).toEqual([
      [
        '1.2',
        '12345678901234600000',
        '0.0000001',
        '2023-03-15',
        '2023-03-15T12:00:00',
        'true',
        '#DIV/0!',
        'cached',
        'rich text\r',
        '00123',
      ],
    ]);
  });

  it('keeps the zeros in front that a code is shown with', async () => {
    const formats = ['00000', '&quot;IT&quot;00000000000', '[$-410]00000;@', '0', '00.00', '[Red]00000'];
    const cell = (value: string) => formats.map((_, style) => `<c s="${style}"><v>${value}</v></c>`).join('');
    const values = ['184', '0', '123456', '12.5', '-7'];
    const data = values.map((value, i) => `<row r="${i + 2}">${cell(value)}</row>`).join('');
    const book = workbookOf({ sheets: [sheet(textRow(1, ...'abcdef'.split('')) + data)], formats });
    expect((await converted(book)).rows).toEqual([
      ['00184', '00000000184', '00184', '184', '184', '184'],
      ['00000', '00000000000', '00000', '0', '0', '0'],
      ['123456', '00000123456', '123456', '123456', '123456', '123456'],
      Array.from(formats, () => '12.5'),
      Array.from(formats, () => '-7'),
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const data = `${textRow(1, 'giorno')}<row r="2"><c s="0"><v>43538</v></c></row>`;
    const book = workbookOf({ sheets: [sheet(data)], formats: [14], from1904: true });
    expect((await converted(book)).rows).toEqual([['2023-03-15']]);
  });

  it('keeps row numbers over blank rows and finds a header below a title', async () => {
    const data = textRow(2, 'Elenco dei soci') + textRow(4, 'comune', 'soci') + textRow(7, 'Torino', '12');
    const { header, numbers, rows } = await converted(workbookOf({ sheets: [sheet(data)] }));
    expect({ header, numbers, rows }).toEqual({ header: ['comune', 'soci'], numbers: [7], rows: [['Torino', '12']] });
  });

  it('refuses a header of merged cells', async () => {
    const data = textRow(1, 'comune', 'soci') + textRow(2, 'Torino', '12');
    const after = '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>';
    const inspection = await fixture.inspect(workbookOf({ sheets: [sheet(data, after)] }));
    expect(inspection.trouble).toMatchObject({ code: 'FILE.HEADER_IN_ROWS', row: 1 });
  });

  it('asks which sheet, unless one alone has the wanted columns', async () => {
    const sheets = [
      { name: 'Legenda', data: textRow(1, 'voce', 'testo') + textRow(2, 'a', 'b') },
      { name: 'Dati', data: textRow(1, 'comune', 'soci') + textRow(2, 'Torino', '12') },
    ];
    const path = fixture.file(workbookOf({ sheets }));
    expect((await fixture.inspectPath(path)).questions).toMatchObject([{ code: 'SHEET.AMBIGUOUS' }]);
    const fitting = await fixture.inspectPath(path, { columns: [{ name: 'soci', type: 'integer' }] });
    expect(fitting.questions).toEqual([]);
    expect(fitting.candidates[0]?.reading).toMatchObject({ format: 'xlsx', sheet: 'Dati' });
    const reading = { ...(await fixture.reading(path)), sheet: 'Altro' };
    expect(await fixture.refused(path, { reading })).toMatchObject({ code: 'SHEET.MISSING' });
  });
});

describe('JSON', () => {
  it('keeps numbers as they are written, and every key', async () => {
    const text = '[{"a":1.10,"__proto__":"x","b":true},{"constructor":12345678901234567890,"b":null,"a":"00"}]';
    expect(await converted(text)).toEqual({
      header: ['a', '__proto__', 'b', 'constructor'],
      numbers: [2, 3],
      rows: [
        ['1.10', 'x', 'true', ''],
        ['00', '', '', '12345678901234567890'],
      ],
    });
  });

  it('writes numbers without exponents, exactly', async () => {
    const numbers = [
      '1e3',
      '1.50E+2',
      '-1.25e-7',
      '12345678901234567890.5e1',
      '0e5',
      '-0.0e0',
      '1e999999999',
      '1e399',
      '"1e3"',
    ];
    const { rows } = await converted(`[${numbers.map((number) => `{"n":${number}}`).join()}]`);
    expect(rows.flat()).toEqual([
      ...['1000', '150', '-0.000000125', '123456789012345678905', '0', '0', '1e999999999', '1e399', '1e3'],
    ]);
  });

  it('takes the array of an object, arrays with a header, and a record a line', async () => {
    const expected = {
      header: ['a', 'b'],
      numbers: [2, 3],
      rows: [
        ['1', 'x'],
        ['2', 'y'],
      ],
    };
    expect(await converted('{"meta":{"n":[2]},"rows":[{"a":1,"b":"x"},{"a":2,"b":"y"}],"n":2}')).toEqual(expected);
    expect(await converted('[["a","b"],[1,"x"],[2,"y"]]')).toEqual(expected);
    expect(await converted('{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n')).toEqual(expected);
    expect(await converted(Buffer.from('\ufeff[{"a":1,"b":"x"},{"a":2,"b":"y"}]', 'utf16le'))).toEqual(expected);
  });

  it('refuses what is nested, broken or no table', async () => {
    const codeOf = async (text: string) => (await fixture.inspect(text)).trouble;
    expect(await codeOf('[{"a":{"b":1}}]')).toMatchObject({ code: 'FILE.NESTED', row: 2, facts: { column: 'a' } });
    expect(await codeOf('{"a":1}\n{"a":[1]}\n')).toMatchObject({ code: 'FILE.NESTED', row: 3 });
    expect(await codeOf('['.repeat(100_000))).toMatchObject({ code: 'FILE.NESTED' });
    expect(await codeOf('[1,2,3]')).toMatchObject({ code: 'FILE.NOT_A_TABLE' });
    expect(await codeOf('[{"a":1},]')).toMatchObject({ code: 'FILE.UNREADABLE' });
    expect(await codeOf(`[{"a":"${'x'.repeat(3_000_000)}"}]`)).toMatchObject({ code: 'FILE.LINE_TOO_LONG' });
  });
});

describe('Parquet', () => {
  it('gives exact decimals, whole numbers, dates, times and texts', async () => {
    const file = await parquetFile(fixture.path('rows.parquet'));
    expect(await converted(file)).toEqual({
      header: ['whole', 'decimal', 'small', 'day', 'moment', 'yes', 'text', 'single', 'double'],
      numbers: [2, 4],
      rows: [
        [
          '9007199254740993',
          '12345678901234567890.12',
          '-0.05',
          '2026-11-22',
          '2026-11-22T10:20:30.5',
          'true',
          '00123',
          '0.1',
          '1.2000000000000002',
        ],
        ['7', '', '', '', '', '', '', '', ''],
      ],
    });
  });

  it('refuses nested columns', async () => {
    const file = await parquetFile(fixture.path('nested.parquet'), 'SELECT [1, 2] AS list');
    expect((await fixture.inspect(file)).trouble).toMatchObject({ code: 'FILE.NESTED', facts: { column: 'list' } });
  });
});
