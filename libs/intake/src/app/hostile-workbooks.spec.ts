import { existsSync } from 'node:fs';
import { IntakeFixture, NOTHING_WANTED } from '../../test/intake-fixture';
import { watched } from '../../test/watched-reader';
import { partsOf, textRow, workbookOf } from '../../test/workbook';
import { zipOf, type ZipPart } from '../../test/zip';
import type { Reading } from '../domain/reading';
import { inspect } from './inspect';
import { prepare } from './prepare';

const SHEET = { name: 'Dati', data: textRow(1, 'comune', 'soci') + textRow(2, 'Torino', '12') };
const PLAIN = partsOf({ sheets: [SHEET] });
const zeros = (bytes: number) => Buffer.alloc(bytes, ' ');
const withPart = (part: ZipPart) => zipOf([...PLAIN, part]);
const replacing = (name: string, data: string) =>
  zipOf(PLAIN.map((part) => (part.name === name ? { name, data } : part)));

const READING: Reading = {
  format: 'xlsx',
  encoding: null,
  delimiter: null,
  quote: null,
  escape: null,
  comment: null,
  headerRow: 1,
  sheet: 'Dati',
  decimalMark: '.',
  dateOrder: 'dmy',
};

describe('a hostile workbook', () => {
  const fixture = new IntakeFixture();
  afterAll(() => {
    fixture.close();
  });

  const cases: readonly (readonly [string, () => Buffer, string])[] = [
    ['with macros', () => withPart({ name: 'xl/vbaProject.bin', data: 'x' }), 'FILE.HAS_MACROS'],
    [
      'that says that it has macros',
      () => workbookOf({ sheets: [SHEET], contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      'FILE.HAS_MACROS',
    ],
    [
      'with a document type in its sheet',
      () => replacing('xl/worksheets/sheet1.xml', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
      'FILE.DTD',
    ],
    [
      'with a document type in a part that nobody reads',
      () =>
        withPart({ name: 'docProps/app.xml', data: '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><a/>' }),
      'FILE.DTD',
    ],
    [
      'whose part would leave its folder',
      () => withPart({ name: '../../etc/cron.d/x', data: 'x' }),
      'FILE.UNSAFE_ARCHIVE',
    ],
    ['whose part has an absolute name', () => withPart({ name: '/etc/passwd', data: 'x' }), 'FILE.UNSAFE_ARCHIVE'],
    ['with two parts of one name', () => withPart({ name: 'xl/workbook.xml', data: 'x' }), 'FILE.UNSAFE_ARCHIVE'],
    ['with an encrypted part', () => withPart({ name: 'xl/secret.xml', data: 'x', encrypted: true }), 'FILE.ENCRYPTED'],
    [
      'that unpacks to a thousand times its size',
      () => withPart({ name: 'xl/media/x.xml', data: zeros(60_000_000) }),
      'FILE.TOO_BIG_INSIDE',
    ],
    [
      'that lies about a size',
      () =>
        zipOf(
          PLAIN.map((part) =>
            part.name === 'xl/sharedStrings.xml'
              ? { ...part, data: `<sst>${' '.repeat(30_000_000)}</sst>`, statedBytes: 100 }
              : part,
          ),
        ),
      'FILE.TOO_BIG_INSIDE',
    ],
    [
      'of thousands of parts',
      () => zipOf([...PLAIN, ...Array.from({ length: 3_000 }, (_, i) => ({ name: `xl/p${i}.xml`, data: '<a/>' }))]),
      'FILE.TOO_BIG_INSIDE',
    ],
    [
      'that is an archive of archives',
      () => zipOf([{ name: 'inner.zip', data: zipOf([{ name: 'a', data: 'b' }]) }]),
      'FILE.TOO_BIG_INSIDE',
    ],
    ['that is an archive of something else', () => zipOf([{ name: 'dati.csv', data: 'a;b' }]), 'FILE.ARCHIVE'],
    [
      'with one cell at the end of the world',
      () => workbookOf({ sheets: [{ name: 'Dati', data: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }] }),
      'FILE.TOO_WIDE',
    ],
    [
      'with a row beyond the last one',
      () => workbookOf({ sheets: [{ name: 'Dati', data: '<row r="1048577"><c><v>1</v></c></row>' }] }),
      'FILE.UNREADABLE',
    ],
    ['whose XML is broken', () => workbookOf({ sheets: [{ name: 'Dati', data: '<row><c>' }] }), 'FILE.UNREADABLE'],
    ['that was cut off', () => workbookOf({ sheets: [SHEET] }).subarray(0, 900), 'FILE.UNREADABLE'],
  ];

  it.each(cases)('%s is refused within two seconds of work', async (_, content, code) => {
    const path = fixture.file(content());
    const { answer, seconds, peakMegabytes } = await watched(() => inspect(path, 'x.xlsx', NOTHING_WANTED));
    expect(answer).toMatchObject({ candidates: [], trouble: { code } });
    expect(seconds).toBeLessThan(2);
    expect(peakMegabytes).toBeLessThan(300);
  });

  it('behind a password is told from an old one', async () => {
    const ole = (stream: string) => {
      const file = Buffer.alloc(4_096);
      Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
      file.writeUInt16LE(9, 30);
      file.writeUInt32LE(1, 48);
      file.write(stream, 1_024, 'utf16le');
      return fixture.file(file);
    };
    const troubleOf = async (stream: string) => (await inspect(ole(stream), 'x.xls', NOTHING_WANTED)).trouble?.code;
    expect(await troubleOf('EncryptedPackage')).toBe('FILE.ENCRYPTED');
    expect(await troubleOf('Workbook')).toBe('FILE.OTHER_SPREADSHEET');
  });

  it('with a million shared strings is read within its memory', async () => {
    const strings = Array.from({ length: 1_000_000 }, (_, i) => `<si><t>Comune di prova numero ${i}</t></si>`).join('');
    const data = `${textRow(1, 'comune')}<row r="2"><c t="s"><v>999999</v></c></row>`;
    const path = fixture.file(workbookOf({ sheets: [{ name: 'Dati', data }], strings }));
    const outPath = fixture.path();
    const { answer, peakMegabytes } = await watched(() =>
      prepare({ path, outPath, reading: READING, wanted: NOTHING_WANTED, mapping: null, pseudonyms: null }),
    );
    expect(answer).toMatchObject({ kind: 'converted', rows: 1 });
    expect(peakMegabytes).toBeLessThan(300);
  });

  it('leaves nothing behind when it breaks in its middle', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => textRow(i + 2, 'Torino', String(i))).join('');
    const path = fixture.file(
      workbookOf({ sheets: [{ name: 'Dati', data: `${textRow(1, 'comune', 'soci')}${rows}<row><c></row>` }] }),
    );
    const outPath = fixture.path();
    const prepared = await prepare({
      path,
      outPath,
      reading: READING,
      wanted: NOTHING_WANTED,
      mapping: null,
      pseudonyms: null,
    });
    expect(prepared).toMatchObject({ kind: 'refused', trouble: { code: 'FILE.UNREADABLE' } });
    expect(existsSync(outPath)).toBe(false);
  });
});
