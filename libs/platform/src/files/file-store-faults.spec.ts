import { newId, sha256 } from '#kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { ObjectStore } from '../../../../test/support/s3';
import { FolderFileStore } from './folder-file-store';
import { S3FileStore } from './s3-file-store';
import { storing } from './store-failure';

const ROOT = resolve(__dirname, '../../../..');

/** Writes for ever, until somebody kills it. */
const WRITER = `
  const { FolderFileStore } = require('./libs/platform/src/files/folder-file-store.ts');
  const { Readable } = require('node:stream');
  const endless = Readable.from((async function* () {
    for (;;) {
      yield Buffer.alloc(10_000, 'x');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })());
  FolderFileStore.at(process.argv[1]).then((store) => store.put(endless));
`;

describe('a file store when something breaks', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-files-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const everything = () => readdir(directory, { recursive: true });
  const underWay = async () => (await everything()).filter((name) => name.endsWith('.part'));

  it('sweeps away at the next start what a killed process was writing, and only that', async () => {
    const hook = ['--conditions=source', '--require', './test/support/typescript.cjs'];
    const writer = spawn(process.execPath, [...hook, '-e', WRITER, directory], { cwd: ROOT, stdio: 'inherit' });
    while ((await underWay()).length === 0) await after(20);
    await FolderFileStore.at(directory);
    expect(await underWay()).toHaveLength(1);

    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const left = await underWay();
    expect(left).toHaveLength(1);
    expect(await everything()).toEqual(['.incoming', join('.incoming', left[0]?.split('/').at(-1) ?? '')]);

    await FolderFileStore.at(directory);
    expect(await underWay()).toEqual([]);
  });

  it('leaves the files of another machine alone', async () => {
    await mkdir(join(directory, '.incoming'));
    await writeFile(join(directory, '.incoming', `elsewhere.1.${newId()}.part`), 'half');
    await FolderFileStore.at(directory);
    expect(await underWay()).toHaveLength(1);
  });

  it('says that a folder cannot be written to, in one temporary error without a path', async () => {
    const store = await FolderFileStore.at(join(directory, 'files'));
    await writeFile(join(directory, 'files'), 'not a folder');
    const failure = { kind: 'unavailable', code: 'FILE.STORE_UNAVAILABLE' };
    await expect(store.put(Readable.from(['x']))).rejects.toMatchObject(failure);
    await expect(store.open(sha256('x'))).rejects.toMatchObject({ ...failure, details: { reason: 'ENOTDIR' } });
  });

  // A device that is always full stands in for a full disk, where the system has one.
  const full = process.platform === 'linux' ? it : it.skip;
  full('says that the disk is full', async () => {
    const failure = { code: 'FILE.STORE_UNAVAILABLE', details: { reason: 'ENOSPC' } };
    await expect(storing(() => writeFile('/dev/full', 'x'))).rejects.toMatchObject(failure);
  });

  it('says that the object store is down, and goes on when it is there', async () => {
    const server = await ObjectStore.start();
    const store = await S3FileStore.at(server.config, directory);
    const { sha256: hash } = await store.put(Readable.from(['x']));
    await server.stop();
    const failure = { kind: 'unavailable', code: 'FILE.STORE_UNAVAILABLE' };
    await expect(store.put(Readable.from(['y']))).rejects.toMatchObject(failure);
    await expect(store.open(hash)).rejects.toMatchObject(failure);
    await expect(store.has(hash)).rejects.toMatchObject(failure);
    await expect(store.delete(hash)).rejects.toMatchObject(failure);
    expect(await underWay()).toEqual([]);
    store.onApplicationShutdown();
  });

  it('says that a bucket is not there as a failure, not as a missing file', async () => {
    const server = await ObjectStore.start();
    const store = await S3FileStore.at({ ...server.config, bucket: 'another' }, directory);
    await expect(store.open(sha256('x'))).rejects.toMatchObject({ details: { reason: 'NoSuchBucket' } });
    store.onApplicationShutdown();
    await server.stop();
  });
});
