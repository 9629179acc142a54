import { inspect, type Inspection } from '#intake';
import type { TableSchema } from '#warehouse';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContributionFile } from '../domain/contribution';
import { wantedBy } from './inspector';
import { inputOf } from './preparer';

const SCHEMA: TableSchema = {
  fields: [
    { name: 'codice', type: 'string', disclosureRole: 'dimension', categories: ['A', 'B', 'C'] },
    { name: 'n', type: 'decimal', scale: 2, disclosureRole: 'measure' },
  ],
  missingValues: ['', '-9.9'],
};

describe('several files', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'granaio-together-'));
  });
  afterAll(() => rm(root, { recursive: true }));

  /** Their rows without row numbers, as the warehouse reads them; or what keeps it from that. */
  async function together(...files: readonly (readonly [name: string, content: string])[]) {
    const folder = await mkdtemp(join(root, 'files-'));
    const paths = files.map(([name], i) => join(folder, `${i}-${name}`));
    for (const [i, [, content]] of files.entries()) await writeFile(paths[i] ?? '', content);
    const inspections: Inspection[] = [];
    for (const [i, [name]] of files.entries()) inspections.push(await inspect(paths[i] ?? '', name, wantedBy(SCHEMA)));
    const task = { folder, paths, inspections, schema: SCHEMA, pseudonyms: null, onProgress: () => undefined };
    const read = files.map(([name], i) => ({
      ...{ name, number: i + 1, mapping: null, reading: inspections[i]?.candidates[0]?.reading ?? null },
    }));
    const result = await inputOf({ ...task, files: read as unknown as ContributionFile[] });
    if ('troubles' in result) return result.troubles.map(({ code, file }) => [code, file]);
    const { header, decimalMark, csvPath } = result.input as Extract<typeof result.input, { kind: 'converted' }>;
    const lines = (await readFile(csvPath, 'utf8')).trimEnd().split('\n');
    return { header, decimalMark, rows: lines.map((line) => line.replace(/^\d+,/, '')) };
  }

  it('are one table though one is CSV with decimal commas and the other is JSON', async () => {
    const csv = ['uno.csv', 'codice;n\nA;12,5\nB;1.234,5\n'] as const;
    const json = ['due.json', '[{"codice":"C","n":0.25},{"codice":"A","n":3}]'] as const;
    expect(await together(csv, json)).toEqual({
      ...{ header: ['codice', 'n'], decimalMark: ',' },
      rows: ['A,"12,5"', 'B,"1.234,5"', 'C,"0,25"', 'A,3'],
    });
    expect(await together(json, csv)).toMatchObject({
      decimalMark: '.',
      rows: ['C,0.25', 'A,3', 'A,12.5', 'B,1234.5'],
    });
  });

  it('are one table though one has whole numbers only, and says nothing of its decimal mark', async () => {
    const [commas, whole] = [['uno.csv', 'codice;n\nA;12,5\n'] as const, ['due.csv', 'codice,n\nB,7\n'] as const];
    expect(await together(commas, whole)).toMatchObject({ rows: ['A,"12,5"', 'B,7'] });
    expect(await together(whole, commas)).toMatchObject({ rows: ['B,7', 'A,12.5'] });
  });

  it('have their columns in the order of the first', async () => {
    const other = ['due.csv', 'N;Codice\n4;B\n'] as const;
    expect(await together(['uno.csv', 'codice;n\nA;3\n'], other)).toMatchObject({ rows: ['A,3', 'B,4'] });
  });

  it('keep what stands for no value, and what is no number', async () => {
    const [commas, points] = [
      ['uno.csv', 'codice;n\nA;12,5\n'] as const,
      ['due.csv', 'codice;n\nB;-9.9\nC;1.5x\nA;0.5\n'] as const,
    ];
    expect(await together(commas, points)).toMatchObject({ rows: ['A,"12,5"', 'B,-9.9', 'C,1.5x', 'A,"0,5"'] });
  });

  it('are refused where their columns are others', async () => {
    const first = ['uno.csv', 'codice;n\nA;3\n'] as const;
    expect(await together(first, ['due.csv', 'codice;m\nB;4\n'])).toEqual([['FILES.DIFFER', 2]]);
    expect(await together(first, ['due.csv', 'codice;n;m\nB;4;5\n'])).toEqual([['FILES.DIFFER', 2]]);
  });
});
