import { IntakeFixture } from '../../test/intake-fixture';
import type { Mapping } from '../domain/mapping';
import type { Wanted } from '../domain/reading';
import { convertFile } from './convert-file';
import { pseudonymOf } from './pseudonym';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

const WANTED: Wanted = {
  columns: [
    { name: 'comune', type: 'string' },
    { name: 'energia', type: 'decimal' },
    { name: 'giorno', type: 'date' },
    { name: 'codice_fiscale', type: 'string' },
  ],
};

describe('a mapping', () => {
  const FILE = 'Città;kWh;Sesso;note\n Torino ;12,5;M;x\nCuneo;n.d.;f;y\nAsti;1.234,567;;z\n';
  const MAPPING: Mapping = {
    columns: [
      { from: 'Città', to: 'comune', values: { Torino: '001272' } },
      { from: 'kwh', to: 'energia', unit: { multiplyBy: '1000' } },
    ],
    ignored: ['note'],
  };

  it('renames, translates codes, multiplies exactly and leaves out', async () => {
    const path = fixture.file(FILE);
    expect(await fixture.convert(path, { mapping: MAPPING, wanted: WANTED })).toEqual({
      header: ['comune', 'energia', 'Sesso'],
      numbers: [2, 3, 4],
      rows: [
        ['001272', '12500', 'M'],
        ['Cuneo', 'n.d.', 'f'],
        ['Asti', '1234567', ''],
      ],
    });
  });

  it('is refused where it names what is not there, fills a field twice or has no unit', async () => {
    const refused = (columns: Mapping['columns']) =>
      fixture.refused(fixture.file(FILE), { mapping: { columns, ignored: [] } });
    expect(await refused([{ from: 'Paese', to: 'comune' }])).toMatchObject({
      code: 'MAPPING.COLUMN_MISSING',
      facts: { column: 'Paese' },
    });
    expect(
      await refused([
        { from: 'Città', to: 'comune' },
        { from: 'note', to: 'Comune' },
      ]),
    ).toMatchObject({ code: 'MAPPING.FIELD_TWICE' });
    expect(await refused([{ from: 'Città', to: 'sesso' }])).toMatchObject({ code: 'MAPPING.FIELD_TWICE' });
    expect(await refused([{ from: 'kWh', to: 'energia', unit: { multiplyBy: '1/0' } }])).toMatchObject({
      code: 'MAPPING.UNIT_UNKNOWN',
    });
  });

  it('takes codes and columns of any name', async () => {
    const mapping: Mapping = {
      columns: [{ from: '__proto__', to: 'a', values: JSON.parse('{"__proto__":"p"}') as Record<string, string> }],
      ignored: ['toString'],
    };
    const path = fixture.file('__proto__,constructor,toString\n__proto__,constructor,x\n');
    expect(await fixture.convert(path, { mapping })).toMatchObject({
      header: ['a', 'constructor'],
      rows: [['p', 'constructor']],
    });
  });
});

describe('a pseudonym', () => {
  const key = Buffer.alloc(32, 7);

  it('is the same however the value is written, differs by context and key, and leaves nothing empty', () => {
    const pseudonym = pseudonymOf(key, 'dataset');
    expect(pseudonym('rssmra80a01l219m')).toMatch(/^[0-9a-f]{32}$/);
    expect(pseudonym(' RSS MRA 80A01 L219M ')).toBe(pseudonym('rssmra80a01l219m'));
    expect(pseudonym('e\u0301')).toBe(pseudonym('é'));
    expect(pseudonym(' ')).toBe('');
    expect(pseudonymOf(key, 'other')('x')).not.toBe(pseudonym('x'));
    expect(pseudonymOf(Buffer.alloc(32, 8), 'dataset')('x')).not.toBe(pseudonym('x'));
    expect(pseudonymOf(key, '1:a')('b')).not.toBe(pseudonymOf(key, '1')('a:b'));
  });

  it('takes the place of the value whatever case its header has, and the file is never left as it is', async () => {
    const path = fixture.file('Codice_Fiscale,comune\nRSSMRA80A01L219M,Torino\n,Cuneo\n');
    const pseudonyms = { fields: ['codice_fiscale'], key, context: 'dataset' };
    const { rows } = await fixture.convert(path, { pseudonyms, wanted: WANTED });
    expect(rows).toEqual([
      [pseudonymOf(key, 'dataset')('RSSMRA80A01L219M'), 'Torino'],
      ['', 'Cuneo'],
    ]);
    const reading = await fixture.reading(path);
    const order = { verb: 'prepare', path, outPath: fixture.path(), reading, wanted: WANTED, mapping: null } as const;
    expect(await convertFile({ ...order, pseudonyms }, () => undefined)).toMatchObject({ kind: 'converted' });
    expect(await convertFile({ ...order, pseudonyms: null }, () => undefined)).toMatchObject({ kind: 'asIs' });
  });
});

describe('what the warehouse reads itself', () => {
  const prepared = async (text: string | Buffer) => {
    const path = fixture.file(text);
    const reading = await fixture.reading(path, WANTED);
    const order = {
      verb: 'prepare',
      path,
      outPath: fixture.path(),
      reading,
      wanted: WANTED,
      mapping: null,
      pseudonyms: null,
    } as const;
    return convertFile(order, () => undefined);
  };

  it('is a plain table; everything else is converted', async () => {
    const dialect = { delimiter: ';', decimalMark: ',', encoding: 'utf-8' };
    expect(await prepared('\ncomune;energia\nTorino;1,5\n')).toEqual({ kind: 'asIs', dialect });
    const latin = Buffer.from('comune;energia\nForl\xec;1,5\nCant\xf9;2,5\nperch\xe9;3,5\n', 'latin1');
    expect(await prepared(latin)).toMatchObject({ kind: 'asIs', dialect: { encoding: 'windows-1252' } });
    for (const text of [
      'Titolo\n\ncomune;energia\nTorino;1,5\n',
      '# nota\ncomune;energia\nTorino;1,5\n',
      'comune:energia\nTorino:1,5\nCuneo:2,5\n',
      "'comune';'energia'\n'To;ri';'1,5'\n",
      'comune;energia\rTorino;1,5\r',
    ]) {
      expect(await prepared(text)).toMatchObject({ kind: 'converted', header: ['comune', 'energia'] });
    }
  });

  it('gets dates and thousands in a form that it knows', async () => {
    const american = 'giorno,energia\n03/25/2026,"1,200.5"\n03/04/2026,7\n';
    expect((await fixture.convert(fixture.file(american), { wanted: WANTED })).rows).toEqual([
      ['2026-03-25', '1200.5'],
      ['2026-03-04', '7'],
    ]);
    expect(await prepared(american)).toMatchObject({ kind: 'converted' });
    expect(await prepared('giorno;energia\n25.03.2026;7\n')).toMatchObject({ kind: 'converted' });
    expect(await prepared('giorno;energia\n25/03/2026;1.234,5\n2026-03-25;12\u00a0345,5\n')).toMatchObject({
      kind: 'asIs',
    });
  });
});
