import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { IntakeFixture } from '../../test/intake-fixture';
import type { Reading } from '../domain/reading';

/** Texts of seven languages, and what has to survive in every one of them. */
const TELLING = [
  ...['perché', 'Cantù', 'niño', 'L’Hospitalet', 'Rīga', 'Šiauliai', 'Västerås', 'Αθήνα', '«quoted»'],
  ...['00123', 'NA', 'null', '1.200', '1,200', '12\u00a0345', '\u22125', '03/04/2026', '=1+1', '__proto__'],
  ...[
    'two\nlines',
    'three\r\nlines',
    'say "hi"',
    "it's",
    'a;b,c|d\te',
    ' outer ',
    '\u00a0',
    '#no comment',
    'back\\slash',
  ],
];
const cell = fc.oneof(fc.constantFrom(...TELLING), fc.string({ unit: 'grapheme', maxLength: 12 }).filter(isText));

/** NUL is refused, and half a surrogate pair cannot be written. */
function isText(text: string): boolean {
  return !text.includes('\0') && !text.includes('\ufeff') && !/\p{Surrogate}/u.test(text);
}

const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ':', '^', '~'),
  quote: fc.constantFrom('"', "'"),
  escape: fc.constantFrom('doubled', '\\'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
});

function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8 with mark') return Buffer.from(`\ufeff${text}`);
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}

describe('writing a table and reading it back', () => {
  const fixture = new IntakeFixture();
  afterAll(() => {
    fixture.close();
  });

  it('gives the same cells, byte for byte, in every dialect and encoding', async () => {
    const law = fc.asyncProperty(table, dialect, async (rows, { delimiter, quote, escape, lineEnd, encoding }) => {
      const header = rows[0]?.map((_, i) => `column ${i}`) ?? [];
      const escaping = escape === '\\' ? escape : quote;
      // A backslash that nothing follows up on stands for itself only where it does not escape.
      const plain = rows.map((row) => row.map((text) => (escape === '\\' ? text.replaceAll('\\', '/') : text)));
      const written = stringify([header, ...plain], {
        delimiter,
        quote,
        escape: escaping,
        quoted: true,
        record_delimiter: lineEnd,
      });
      const path = fixture.file(encoded(written, encoding));
      const reading: Reading = {
        format: 'csv',
        encoding: encoding.replace(' with mark', ''),
        delimiter,
        quote,
        escape: escaping,
        comment: null,
        headerRow: 1,
        sheet: null,
        decimalMark: ',',
        dateOrder: 'dmy',
      };
      const read = await fixture.convert(path, { reading });
      expect(read.header).toEqual(header);
      expect(read.rows).toEqual(plain.filter((row) => row.some((text) => text.trim() !== '')));
    });
    await fc.assert(law, { numRuns: 150 });
  });

  it('guesses the dialect and the encoding of an ordinary table', async () => {
    const ordinary = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
    });
    const law = fc.asyncProperty(ordinary, async ({ delimiter, encoding }) => {
      const rows = [
        ['comune', 'soci', 'quota'],
        ['Cantù', '12', '3,5'],
        ['Forlì', '7', '12,25'],
        ['Nardò', '00120', '1,1'],
      ];
      const path = fixture.file(encoded(stringify(rows, { delimiter }), encoding));
      expect(await fixture.reading(path)).toMatchObject({
        delimiter,
        encoding: encoding.replace(' with mark', ''),
        decimalMark: ',',
      });
      expect((await fixture.convert(path)).rows).toEqual(rows.slice(1));
    });
    await fc.assert(law, { numRuns: 24 });
  });
});
