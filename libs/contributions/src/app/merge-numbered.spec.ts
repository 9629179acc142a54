import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsBefore } from '../domain/found';
import { mergeNumbered } from './merge-numbered';

const cell = fc.oneof(fc.constantFrom('a', '1', 'x,y', 'line\nbreak', 'say "no"', ''), fc.string({ maxLength: 5 }));
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
const record = (number: number, cells: readonly string[]) =>
  `${[number, ...cells.map((text) => `"${text.replaceAll('"', '""')}"`)].join(',')}\n`;

describe('mergeNumbered', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'granaio-merge-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('numbers the records of every file, and changes nothing else', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (files) => {
        const parts = files.map((_, i) => ({ path: join(folder, `${(n += 1)}.csv`), file: i + 1 }));
        for (const [i, part] of parts.entries()) {
          await writeFile(part.path, (files[i] ?? []).map((cells, at) => record(at + 2, cells)).join(''));
        }
        const outPath = join(folder, `${(n += 1)}.csv`);
        await mergeNumbered(parts, outPath);
        const expected = files.flatMap((one, i) => one.map((cells, at) => record(rowsBefore(i + 1) + at + 2, cells)));
        expect(await readFile(outPath, 'utf8')).toBe(expected.join(''));
      }),
      { numRuns: 60 },
    );
  });
});
