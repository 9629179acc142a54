import { stringify } from 'csv-stringify/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntakeFixture } from '../../test/intake-fixture';
import { inspect } from '../app/inspect';
import { textRow, workbookOf } from '../../test/workbook';
import type { Reading } from '../domain/reading';
import { Refusal } from '../domain/trouble';

const LIST = join(__dirname, '../../../../../shared/data/hostile_input/blns.json');
const present = existsSync(LIST);
if (!present) console.warn(`Skipped: strings that are known to break programs, which are not at ${LIST}.`);
const STRINGS = present ? (JSON.parse(readFileSync(LIST, 'utf8')) as string[]) : [];

const READING: Reading = {
  ...{ format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', comment: null },
  ...{ headerRow: 1, sheet: null, decimalMark: '.', dateOrder: 'dmy' },
};
const NO_CUT = { delimiter: null, quote: null, escape: null };
type Table = readonly (readonly string[])[];
type Way = readonly [name: string, write: (table: Table) => Buffer | string, reading: Reading];

/** As spreadsheets write what XML cannot hold. */
const inXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(
      /[\0-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    );

const WAYS: readonly Way[] = [
  ['CSV with commas', (table) => stringify([...table], { quoted: true }), READING],
  [
    'CSV with semicolons, in UTF-16',
    (table) =>
      Buffer.from(
        `\ufeff${stringify([...table], { delimiter: ';', quote: "'", escape: "'", quoted: true })}`,
        'utf16le',
      ),
    { ...READING, encoding: 'utf-16le', delimiter: ';', quote: "'", escape: "'" },
  ],
  [
    'NDJSON',
    ([header = [], ...rows]) => {
      const member = (name: string, cell = '') => `${JSON.stringify(name)}:${JSON.stringify(cell)}`;
      return rows.map((row) => `{${header.map((name, i) => member(name, row[i])).join()}}\n`).join('');
    },
    { ...READING, ...NO_CUT, format: 'ndjson' },
  ],
  [
    'XLSX',
    (table) =>
      workbookOf({ sheets: [{ name: 'S', data: table.map((row, i) => textRow(i + 1, ...row.map(inXml))).join('') }] }),
    { ...READING, ...NO_CUT, format: 'xlsx', encoding: null, sheet: 'S' },
  ],
];

/** What programs have no use for in a text. */
const CONTROL = /[\0-\u0008\u000e-\u001a\u001c-\u001f]/;

(present ? describe.each(WAYS) : describe.skip.each(WAYS))(
  'strings that break programs, in %s',
  (_, write, reading) => {
    const fixture = new IntakeFixture();
    afterAll(() => {
      fixture.close();
    });

    /** What comes back, or the code of the refusal. */
    async function readBack(table: Table) {
      try {
        const { header, rows } = await fixture.convert(fixture.file(write(table)), { reading });
        return [header, ...rows];
      } catch (error) {
        if (error instanceof Refusal) return error.trouble.code;
        throw error;
      }
    }

    const numbered = (texts: readonly string[]) => [['n', 'text'], ...texts.map((text, i) => [String(i), text])];

    it('leaves cells as they are', async () => {
      expect(await readBack(numbered(STRINGS))).toEqual(numbered(STRINGS));
    });

    it('leaves headers as they are, but for a byte order mark in front', async () => {
      const header = [...new Set(STRINGS), 'last'];
      const row = header.map((_, i) => String(i));
      expect(await readBack([header, row])).toEqual([header.map((name) => name.replace(/^\ufeff/, '')), row]);
    });

    it('are no hindrance to finding out how a file is read, unless a text cannot hold them', async () => {
      const inspected = async (texts: readonly string[]) => {
        const path = fixture.file(write(numbered(texts)));
        const { candidates, trouble } = await inspect(path, path, { columns: [] });
        return trouble?.code ?? candidates[0]?.reading.format;
      };
      expect(await inspected(STRINGS.filter((text) => !CONTROL.test(text)))).toBe(reading.format);
      expect(await inspected(STRINGS)).toBe(reading.format === 'csv' ? 'FILE.NOT_A_TABLE' : reading.format);
    });
  },
);
