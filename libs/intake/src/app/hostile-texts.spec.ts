import { closeSync, existsSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { IntakeFixture, NOTHING_WANTED } from '../../test/intake-fixture';
import { watched } from '../../test/watched-reader';
import type { Reading } from '../domain/reading';
import { inspect } from './inspect';
import { prepare } from './prepare';

const READING: Reading = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ';',
  quote: '"',
  escape: '"',
  comment: null,
  headerRow: 1,
  sheet: null,
  decimalMark: ',',
  dateOrder: 'dmy',
};
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

describe('a hostile text', () => {
  const fixture = new IntakeFixture();
  afterAll(() => {
    fixture.close();
  });

  const converted = (path: string, reading: Partial<Reading> = {}) => {
    const task = { path, outPath: fixture.path(), wanted: NOTHING_WANTED, pseudonyms: null };
    return prepare({ ...task, reading: { ...READING, ...reading }, mapping: { columns: [], ignored: [] } });
  };

  /** A file of a given size made of one piece over and over. */
  function large(megabytes: number, head: string, piece: string): string {
    const path = fixture.path();
    const file = openSync(path, 'w');
    writeSync(file, head);
    const block = piece.repeat(Math.ceil(1e6 / piece.length));
    for (let written = 0; written < megabytes; written += 1) writeSync(file, block);
    closeSync(file);
    return path;
  }

  it('with a quotation mark that is not closed for 200 MB is refused at its row', async () => {
    const path = large(200, 'comune;soci\nTorino;1\n"Cuneo;2\n', 'Asti;3\n');
    const { answer, seconds, peakMegabytes } = await watched(() => converted(path));
    expect(answer).toEqual({
      kind: 'refused',
      trouble: { code: 'FILE.LINE_TOO_LONG', row: 3, facts: { limit: 1_000_000 } },
    });
    expect(seconds).toBeLessThan(10);
    expect(peakMegabytes).toBeLessThan(300);
    const inspection = await watched(() => inspect(path, 'x.csv', NOTHING_WANTED));
    expect(inspection.answer.candidates[0]?.header).toEqual(['comune', 'soci']);
    expect(inspection.peakMegabytes).toBeLessThan(300);
  });

  it('of one line of 50 MB is refused', async () => {
    const path = large(50, 'comune;soci\n', 'x');
    const { answer, peakMegabytes } = await watched(() => converted(path));
    expect(answer).toMatchObject({ kind: 'refused', trouble: { code: 'FILE.LINE_TOO_LONG', row: 2 } });
    expect(peakMegabytes).toBeLessThan(300);
    expect(await inspect(large(50, '', 'x'), 'x.csv', NOTHING_WANTED)).toMatchObject({
      candidates: [],
      trouble: { code: 'FILE.LINE_TOO_LONG', row: 1 },
    });
  });

  it('of 100 MB of good rows takes no more memory than a small one', async () => {
    const path = large(100, 'comune;soci;nota\n', 'Torino;12,5;"una nota, con «virgolette»"\n');
    const { answer, peakMegabytes } = await watched(() => converted(path));
    expect(answer).toMatchObject({ kind: 'converted', header: ['comune', 'soci', 'nota'] });
    expect(peakMegabytes).toBeLessThan(300);
  });

  it('of 10,000 columns is refused', async () => {
    const path = fixture.file(Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(';'));
    const trouble = { code: 'FILE.TOO_WIDE', row: 1, facts: { columns: 10_000, limit: 5_000 } };
    expect(await inspect(path, 'x.csv', NOTHING_WANTED)).toMatchObject({ candidates: [], trouble });
    expect(await converted(path)).toMatchObject({ kind: 'refused', trouble });
  });

  it('with holes of NUL is refused at its row', async () => {
    const path = fixture.file('comune;soci\nTorino;1\nCu\0neo;2\n');
    expect(await inspect(path, 'x.csv', NOTHING_WANTED)).toMatchObject({ trouble: { code: 'FILE.NUL_BYTES', row: 3 } });
    expect(await converted(path)).toMatchObject({ trouble: { code: 'FILE.NUL_BYTES', row: 3 } });
  });

  it('that is empty, a picture, a page or an archive is told so, whatever its name', async () => {
    const codeOf = async (content: Buffer | string) => {
      const { trouble } = await inspect(fixture.file(content), 'dati.csv', NOTHING_WANTED);
      return [trouble?.code, trouble?.facts['kind']];
    };
    expect(await codeOf('')).toEqual(['FILE.EMPTY', undefined]);
    expect(await codeOf(PNG)).toEqual(['FILE.NOT_A_TABLE', 'png']);
    expect(await codeOf('<!DOCTYPE html><html><table>')).toEqual(['FILE.NOT_A_TABLE', 'html']);
    expect(await codeOf(Buffer.from('1f8b0800000000000003', 'hex'))).toEqual(['FILE.ARCHIVE', 'gz']);
    expect(await codeOf(Buffer.from('PAR1 and nothing more'))).toEqual(['FILE.UNREADABLE', undefined]);
  });

  it('whose reading is not its own is refused at its row, and nothing stays', async () => {
    const latin = fixture.file(Buffer.from('comune;soci\nTorino;1\nForl\xec;2\n', 'latin1'));
    expect(await converted(latin)).toMatchObject({ trouble: { code: 'FILE.WRONG_ENCODING', row: 3 } });
    expect(await converted(fixture.file('a;b\n1;2\n\n3\n'))).toMatchObject({
      trouble: { code: 'FILE.RAGGED_ROW', row: 4, facts: { expected: 2, found: 1 } },
    });
    const outPath = fixture.path();
    const task = {
      path: fixture.file('a;b\n1;"2" x\n'),
      outPath,
      reading: READING,
      wanted: NOTHING_WANTED,
      pseudonyms: null,
    };
    expect(await prepare({ ...task, mapping: { columns: [], ignored: [] } })).toMatchObject({
      trouble: { code: 'FILE.WRONG_QUOTING', row: 2 },
    });
    expect(existsSync(outPath)).toBe(false);
  });

  it('is let go when nobody waits for it any more', async () => {
    const path = fixture.path();
    const file = openSync(path, 'w');
    writeSync(file, 'a;b\n');
    ftruncateSync(file, 2e9);
    closeSync(file);
    const outPath = fixture.path();
    const signal = AbortSignal.timeout(400);
    const task = {
      path,
      outPath,
      reading: { ...READING, quote: null, escape: null },
      wanted: NOTHING_WANTED,
      pseudonyms: null,
      signal,
    };
    const { seconds } = await watched(() =>
      prepare({ ...task, mapping: { columns: [], ignored: [] } }).then(
        (prepared) => {
          expect(prepared.kind).toBe('refused');
        },
        (error: unknown) => {
          expect(error).toBe(signal.reason);
        },
      ),
    );
    expect(seconds).toBeLessThan(2);
    expect(existsSync(outPath)).toBe(false);
  });
});
