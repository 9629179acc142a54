import { IntakeFixture } from '../../../test/intake-fixture';
import { textRow, workbookOf, type SheetSource } from '../../../test/workbook';
import type { Wanted } from '../../domain/reading';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

const WANTED: Wanted = {
  columns: [
    { name: 'comune', type: 'string' },
    { name: 'soci', type: 'integer' },
  ],
};

const sheet = (name: string, header: readonly string[], hidden = false): SheetSource => {
  const body = textRow(2, ...header.map((_, i) => String(i)));
  return { name, hidden, data: textRow(1, ...header) + body };
};
const others = (count: number) => Array.from({ length: count }, (_, i) => sheet(`Foglio ${i + 1}`, ['x', 'y']));

async function offered(sheets: readonly SheetSource[], wanted = WANTED) {
  const { candidates, questions } = await fixture.inspect(workbookOf({ sheets }), wanted);
  return { sheets: candidates.map(({ reading }) => reading.sheet), asked: questions.map(({ code }) => code) };
}

describe('the sheets of a workbook', () => {
  it('are all looked at for the wanted columns, wherever they stand', async () => {
    const { sheets, asked } = await offered([...others(14), sheet('Dati', ['comune', 'soci'])]);
    expect(sheets).toEqual(['Dati', ...others(11).map(({ name }) => name)]);
    expect(asked).toEqual([]);
  });

  it('are known by their first rows, whatever was formatted below them', async () => {
    const blank = Array.from({ length: 1_500 }, (_, at) => textRow(at + 3, ' ')).join('');
    const first = textRow(1, 'x', 'y') + textRow(2, '1', '2');
    const last = textRow(1_600, 'comune', 'soci') + textRow(1_601, '1', '2');
    const tail = { name: 'Coda', data: first + blank + last };
    expect((await offered([tail, sheet('Dati', ['comune', 'soci'])])).sheets).toEqual(['Dati', 'Coda']);
    expect((await offered([{ name: 'Tardi', data: blank + last }])).sheets).toEqual(['Tardi']);
  });

  it('are known by their contributor’s own names where a mapping says them', async () => {
    const sheets = [sheet('Riepilogo', ['a', 'b', 'c']), sheet('Dati', ['Quartiere', 'Ore'])];
    expect((await offered(sheets)).asked).toEqual(['SHEET.AMBIGUOUS']);
    const mapped: Wanted = { columns: [{ name: 'ore', type: 'integer' }] };
    expect(await offered(sheets, mapped)).toMatchObject({ sheets: ['Dati', 'Riepilogo'], asked: [] });
  });

  it('count where they are hidden only if they hold more of what is wanted, and are then asked about', async () => {
    const hidden = sheet('Nascosto', ['comune', 'soci'], true);
    expect(await offered([sheet('Dati', ['comune', 'soci']), hidden])).toEqual({ sheets: ['Dati'], asked: [] });
    expect(await offered([...others(1), hidden])).toEqual({
      sheets: ['Nascosto', 'Foglio 1'],
      asked: ['SHEET.AMBIGUOUS'],
    });
    expect(await offered([hidden, sheet('Altro', ['x', 'y'], true)])).toMatchObject({ asked: [] });
  });
});
