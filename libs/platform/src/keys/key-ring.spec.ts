import { newId } from '#kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { ObjectStore } from '../../../../test/support/s3';
import { FolderKeyRing } from './folder-key-ring';
import type { KeyRing } from './key-ring';
import { S3KeyRing } from './s3-key-ring';

type Subject = {
  readonly keys: KeyRing;
  /** Where the key of a name is kept, for a test that damages it. */
  pathOf(name: string): string;
  stop(): Promise<void>;
};

const newDirectory = () => mkdtemp(join(tmpdir(), 'granaio-keys-'));

async function inAFolder(): Promise<Subject> {
  const directory = await newDirectory();
  return {
    keys: await FolderKeyRing.at(directory),
    pathOf: (name) => join(directory, name),
    stop: () => rm(directory, { recursive: true }),
  };
}

async function inABucket(): Promise<Subject> {
  const server = await ObjectStore.start();
  const keys = await S3KeyRing.at(server.config);
  return {
    keys,
    pathOf: (name) => server.pathOf(`keys/${name}`),
    stop: async () => {
      keys.onApplicationShutdown();
      await server.stop();
    },
  };
}

describe.each([
  ['a folder', inAFolder],
  ['a bucket', inABucket],
])('a key ring in %s', (_name, start) => {
  let subject: Subject;
  let keys: KeyRing;

  beforeAll(async () => {
    subject = await start();
    keys = subject.keys;
  });
  afterAll(() => subject.stop());

  it('finds the key that it made, and makes each another', async () => {
    const [one, other] = [newId(), newId()];
    const key = await keys.create(one);
    expect(key).toHaveLength(32);
    expect(await keys.find(one)).toEqual(key);
    expect(await keys.create(other)).not.toEqual(key);
  });

  it('makes no second key of a name', async () => {
    const name = newId();
    const key = await keys.create(name);
    await expect(keys.create(name)).rejects.toMatchObject({ kind: 'conflict', code: 'KEY.ALREADY_THERE' });
    expect(await keys.find(name)).toEqual(key);
  });

  it('destroys a key for good, as often as it is asked to', async () => {
    const name = newId();
    const before = await keys.create(name);
    await keys.destroy(name);
    await keys.destroy(name);
    expect(await keys.find(name)).toBeNull();
    expect(await keys.create(name)).not.toEqual(before);
  });

  it('takes a key that was overwritten, and not removed any more, for destroyed', async () => {
    const name = newId();
    await keys.create(name);
    await writeFile(subject.pathOf(name), Buffer.alloc(32));
    expect(await keys.find(name)).toBeNull();
  });

  it('says that a key is damaged', async () => {
    const name = newId();
    await keys.create(name);
    await writeFile(subject.pathOf(name), 'short');
    await expect(keys.find(name)).rejects.toMatchObject({ code: 'KEY.DAMAGED', details: { name } });
  });

  it.each(['', '..', '../keys', 'a/b', `${newId()}/x`, newId().toUpperCase()])('refuses the name %j', async (name) => {
    const refusal = { code: 'KEY.NAME_INVALID' };
    await expect(keys.create(name)).rejects.toMatchObject(refusal);
    await expect(keys.find(name)).rejects.toMatchObject(refusal);
    await expect(keys.destroy(name)).rejects.toMatchObject(refusal);
  });
});

describe('a folder of keys', () => {
  const ROOT = resolve(__dirname, '../../../..');
  const MAKER = `
    const { FolderKeyRing } = require('./libs/platform/src/keys/folder-key-ring.ts');
    const { newId } = require('#kernel');
    FolderKeyRing.at(process.argv[1]).then(async (keys) => {
      for (;;) { const name = newId(); await keys.create(name); if (process.argv[2]) await keys.destroy(name); }
    });
  `;
  let directory: string;

  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is closed to other accounts, and so is each key', async () => {
    await chmod(directory, 0o755);
    const keys = await FolderKeyRing.at(directory);
    const name = newId();
    await keys.create(name);
    expect([(await stat(directory)).mode & 0o777, (await stat(join(directory, name))).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
    expect(await readdir(directory)).toEqual(['.incoming', name]);
    expect(await readdir(join(directory, '.incoming'))).toEqual([]);
  });

  it('gives one key to the first of many who ask at once', async () => {
    const keys = await FolderKeyRing.at(directory);
    const name = newId();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => keys.create(name)));
    const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toEqual([await keys.find(name)]);
  });

  it.each([
    ['makes', ''],
    ['makes and destroys', 'destroy'],
  ])('has whole keys only when a process that %s keys is killed', async (_, how) => {
    const hook = ['--conditions=source', '--require', './test/support/typescript.cjs'];
    const maker = spawn(process.execPath, [...hook, '-e', MAKER, directory, how], { cwd: ROOT, stdio: 'inherit' });
    const names = async () => (await readdir(directory)).filter((name) => name !== '.incoming');
    while ((await readdir(directory)).length === 0 || (how === '' && (await names()).length < 20)) await after(5);
    await after(200);
    maker.kill('SIGKILL');
    await once(maker, 'exit');

    const keys = await FolderKeyRing.at(directory);
    expect(await readdir(join(directory, '.incoming')).catch(() => [])).toEqual([]);
    for (const name of await names()) {
      expect(await readFile(join(directory, name))).toHaveLength(32);
      await keys.destroy(name);
    }
    expect(await names()).toEqual([]);
  });
});
