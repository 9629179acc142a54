import type { ListedFinding, ListEnd } from '#warehouse';
import { Readable } from 'node:stream';
import type { ContributionFile } from '../domain/contribution';
import { rowsBefore } from '../domain/found';
import { assertWithoutWords, findingsCsv } from './finding-list';

const file = (number: number, name: string): ContributionFile => ({
  ...{ number, name, bytes: null, sha256: null, receivedAt: null, reading: null, mapping: null },
});

/** In pieces that end anywhere, as the store hands them out. */
async function listed(lines: (ListedFinding | ListEnd)[], files: ContributionFile[], language: 'it' | 'en') {
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(7 * i, 7 * i + 7));
  const [written, list] = [[] as string[], Readable.from(pieces, { objectMode: false })];
  await assertWithoutWords(list);
  for await (const piece of findingsCsv(list, files, language)) written.push(String(piece));
  return written.join('').split('\r\n');
}

const found: (ListedFinding | ListEnd)[] = [
  { row: 2, column: 'ore', code: 'CELL.WRONG_TYPE', value: '=1+1', facts: { type: 'integer' } },
  { row: null, column: null, code: 'CSV.NO_ROWS' },
  { more: 12 },
];

describe('the list of all findings', () => {
  it('is in the language asked for', async () => {
    const files = [file(1, 'a.csv')];
    expect(await listed(found, files, 'en')).toEqual([
      '\uFEFFrow,column,value,code,severity,reason,hint',
      `2,ore,'=1+1,CELL.WRONG_TYPE,error,“ore” is not a whole number that can be read exactly.,"In “ore” write a whole number, such as 1200."`,
      expect.stringMatching(/^,,,CSV\.NO_ROWS,error,/),
      ',,,,,The list ends here: 12 more findings are not listed.,',
      '',
    ]);
    const italian = await listed(found, files, 'it');
    expect(italian[0]).toBe('\uFEFFriga,colonna,valore,codice,gravità,motivo,consiglio');
    expect(italian[1]).toMatch(/^2,ore,'=1\+1,CELL\.WRONG_TYPE,errore,«ore»/);
    expect(italian[3]).toBe(',,,,,L’elenco si ferma qui: altre 12 segnalazioni non sono elencate.,');
  });

  it('is refused in time where an earlier version of the software wrote it', async () => {
    const former = Readable.from([Buffer.from('\uFEFFriga,colonna,valore\r\n2,ore,x\r\n')], { objectMode: false });
    await expect(assertWithoutWords(former)).rejects.toMatchObject({ code: 'FINDINGS.FORMER_LIST' });
  });

  it('names the file and its own row where there are several', async () => {
    const two = [file(1, 'a.csv'), file(2, '=b.csv')];
    const lines = await listed(
      [
        { row: rowsBefore(1) + 3, column: 'zone', code: 'CELL.REQUIRED' },
        {
          ...{ row: rowsBefore(2) + 4, column: 'code', code: 'ROW.DUPLICATE_KEY' },
          facts: { firstRow: rowsBefore(1) + 2 },
        },
      ],
      two,
      'en',
    );
    expect(lines.slice(0, 3)).toEqual([
      '\uFEFFfile,row,column,value,code,severity,reason,hint',
      expect.stringMatching(/^a\.csv,3,zone,,CELL\.REQUIRED,error,/),
      expect.stringMatching(/^'=b\.csv,4,code,,ROW\.DUPLICATE_KEY,error,/),
    ]);
    expect(lines[2]).not.toContain(String(rowsBefore(1) + 2));
  });
});
