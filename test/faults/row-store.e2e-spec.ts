import { newId, type ContributionId } from '#kernel';
import { keyRingFor, readConfig } from '#platform';
import { openWarehouse, parseTableSchema, type RowsFile } from '#warehouse';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';

const ROOT = resolve(__dirname, '../..');
const schema = parseTableSchema({
  fields: [
    { name: 'zone', type: 'string', disclosureRole: 'dimension' },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
  ],
});

/** Keeps, reads, packs and destroys rows for ever, and says what it is about to do and what it has done. */
const BUSY = `
  const { appendFileSync } = require('node:fs');
  const { join } = require('node:path');
  const { newId } = require('#kernel');
  const { readConfig } = require('#platform');
  const { openWarehouse, parseTableSchema } = require('#warehouse');
  const [directory, log] = process.argv.slice(1);
  const say = (...words) => appendFileSync(log, words.join(' ') + '\\n');
  const table = { columns: [{ name: 'zone', type: 'string' }, { name: 'hours', type: 'integer' }],
    rows: Array.from({ length: 500 }, (_, i) => ['Z' + (i % 7), BigInt(i)]) };
  const schema = parseTableSchema(${JSON.stringify(schema)});
  (async () => {
    const { warehouse, rows } = await openWarehouse(readConfig({ GRANAIO_DATA: directory }));
    let files = [];
    for (;;) {
      for (let n = 0; n < 4; n++) {
        const contributionId = newId();
        const path = join(directory, 'tmp', contributionId + '.parquet');
        await warehouse.writeTable(table, path, 'parquet');
        const { sha256 } = await rows.keep(contributionId, path);
        say('kept', contributionId, sha256);
        files.push({ contributionId, sha256 });
      }
      const sources = files.map((file) => ({ file, contributor: file.contributionId }));
      await warehouse.aggregate({ sources, schema, dimensions: ['zone'], measures: ['hours'] });
      await warehouse.compact(files);
      for (const file of files.splice(0, 2)) {
        say('destroying', file.contributionId, file.sha256);
        await rows.destroy(file);
        say('destroyed', file.contributionId, file.sha256);
      }
    }
  })();
`;

/** Tries to do one thing, and says how it ended. */
const ONCE = `
  const { readConfig } = require('#platform');
  const { openWarehouse } = require('#warehouse');
  const [directory, what, ...args] = process.argv.slice(1);
  openWarehouse(readConfig({ GRANAIO_DATA: directory })).then(({ rows, warehouse }) =>
    what === 'keep' ? rows.keep(args[0], args[1])
      : what === 'open' ? rows.open({ contributionId: args[0], sha256: args[1] })
      : warehouse.compact(args.map((file) => { const [contributionId, sha256] = file.split(':'); return { contributionId, sha256 }; }))
  ).then(() => console.log('done'), (error) => console.log(error.code ?? 'failed', error.details?.reason ?? ''));
`;

/** So long after it said that word first. */
const DEATHS = [
  ['kept', 0],
  ['kept', 90],
  ['kept', 170],
  ['kept', 260],
  ['kept', 430],
  ['destroyed', 0],
] as const;

const HOOK = ['--conditions=source', '--require', './test/support/typescript.cjs'];

describe('rows, when something breaks', () => {
  let directory: string;
  const config = () => readConfig({ GRANAIO_DATA: directory });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-rows-'));
    await mkdir(join(directory, 'tmp'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const names = async (...folder: string[]) => {
    const entries = await readdir(join(directory, ...folder), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };

  /** Lets the busy process work for a while after it said something, and kills it in the middle of whatever it does. */
  async function killed(log: string, word: string, afterMs: number): Promise<void> {
    const busy = spawn(process.execPath, [...HOOK, '-e', BUSY, directory, log], { cwd: ROOT, stdio: 'inherit' });
    const times = async () => (await readFile(log, 'utf8').catch(() => '')).split(`${word} `).length;
    const before = await times();
    while ((await times()) <= before && busy.exitCode === null) await after(10);
    await after(afterMs);
    busy.kill('SIGKILL');
    await once(busy, 'exit');
  }

  async function said(log: string, word: string): Promise<RowsFile[]> {
    const lines = (await readFile(log, 'utf8')).split('\n').map((line) => line.split(' '));
    return lines
      .filter(([first]) => first === word)
      .map(([, id = '', sha256 = '']) => ({ contributionId: id as ContributionId, sha256 }));
  }

  it('are whole or gone, whenever the process is killed', async () => {
    const log = join(directory, 'log');
    for (const [word, afterMs] of DEATHS) {
      await killed(log, word, afterMs);
      const { warehouse, rows } = await openWarehouse(config());
      await rows.sweep();
      // Nothing half: neither under a name, nor held by the dead, nor on its way in.
      for (const name of (await names('shelf')).filter((one) => one.endsWith('.parquet'))) {
        const bytes = await readFile(join(directory, 'shelf', name));
        expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
      }
      expect(await names('shelf', 'held')).toEqual([]);
      expect([...(await names('files', '.incoming')), ...(await names('keys', '.incoming'))]).toEqual([]);

      // What was begun to be destroyed can be destroyed to the end.
      const begun = await said(log, 'destroying');
      for (const file of begun) {
        await rows.destroy(file);
        expect(await rows.traces(file)).toEqual([]);
      }
      // And all the rest is there, row by row.
      const ended = new Set(begun.map(({ contributionId }) => contributionId));
      const left = (await said(log, 'kept')).filter(({ contributionId }) => !ended.has(contributionId));
      const sources = left.map((file) => ({ file, contributor: file.contributionId }));
      const asked = { sources, schema, dimensions: [], measures: ['hours'] };
      const { cells } = await warehouse.aggregate(asked);
      const each = (499n * 500n) / 2n;
      if (left.length > 0) {
        expect(cells).toMatchObject([
          { people: 500n * BigInt(left.length), contributors: left.length, sums: [each * BigInt(left.length)] },
        ]);
      }
      await warehouse.stop();
    }
    expect((await said(log, 'destroyed')).length).toBeGreaterThan(0);
  });

  /** As on a disk with room for so much and no more in one file. */
  async function limitedTo(kilobytes: number, ...args: string[]): Promise<string> {
    const limited = `ulimit -f ${kilobytes} && exec "$@"`;
    const command = ['-c', limited, 'bash', process.execPath, ...HOOK, '-e', ONCE, directory, ...args];
    const child = spawn('bash', command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    return (await text(child.stdout)).trim();
  }

  it('leave nothing on a disk that is full', async () => {
    const { warehouse, rows } = await openWarehouse(config());
    const contributionId = newId<ContributionId>();
    const path = join(directory, 'tmp', 'rows.parquet');
    const big = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(400_000, 'x')]);
    await writeFile(path, big);
    const refused = 'FILE.STORE_UNAVAILABLE EFBIG';
    expect(await limitedTo(100, 'keep', contributionId, path)).toBe(refused);
    expect(await names('files')).toEqual([]);

    const file = { ...(await rows.keep(contributionId, path)), contributionId };
    expect(await limitedTo(100, 'open', contributionId, file.sha256)).toBe(refused);
    expect((await names('shelf')).filter((name) => name.endsWith('.parquet'))).toEqual([]);
    expect(await limitedTo(1_000, 'open', contributionId, file.sha256)).toBe('done');

    const parts = [];
    for (let n = 0; n < 8; n += 1) {
      const part = join(directory, 'tmp', `${n}.parquet`);
      const notes = Array.from({ length: 2_000 }, (_, i) => [`${n}-${i}-${newId()}`]);
      await warehouse.writeTable({ columns: [{ name: 'note', type: 'string' }], rows: notes }, part, 'parquet');
      const id = newId<ContributionId>();
      parts.push(`${id}:${(await rows.keep(id, part)).sha256}`);
    }
    expect(await limitedTo(200, 'compact', ...parts)).not.toBe('done');
    expect((await names('shelf')).filter((name) => /^pack-.*parquet$/.test(name))).toEqual([]);
    expect(await limitedTo(100_000, 'compact', ...parts)).toBe('done');
    expect((await names('shelf')).filter((name) => /^pack-.*parquet$/.test(name))).toHaveLength(1);
    await warehouse.stop();
  });

  it('cannot be opened out of a backup that was made before they were destroyed', async () => {
    const { warehouse, rows } = await openWarehouse(config());
    const table = { columns: [{ name: 'zone', type: 'string' as const }], rows: [['a secret place']] };
    const path = join(directory, 'tmp', 'rows.parquet');
    await warehouse.writeTable(table, path, 'parquet');
    const contributionId = newId<ContributionId>();
    const file = { ...(await rows.keep(contributionId, path)), contributionId };
    await (await rows.open(file)).release();

    // As the operator's page says: everything but keys, shelf and passing files.
    const backup = join(directory, 'backup');
    await cp(join(directory, 'files'), join(backup, 'files'), { recursive: true });
    await rows.destroy(file);
    expect(await rows.traces(file)).toEqual([]);
    await warehouse.stop();

    const restored = await openWarehouse(readConfig({ GRANAIO_DATA: backup, GRANAIO_KEYS: join(directory, 'keys') }));
    expect(await restored.rows.traces(file)).toEqual(['file']);
    await expect(restored.rows.open(file)).rejects.toMatchObject({ code: 'KEY.MISSING' });
    const keys = await keyRingFor(config());
    await keys.create(contributionId);
    await expect(restored.rows.open(file)).rejects.toMatchObject({ code: 'ROWS.DAMAGED' });
    const sealed = await readFile(join(backup, 'files', file.sha256.slice(0, 2), file.sha256));
    expect(sealed.includes('a secret place')).toBe(false);
  });
});
