import { newId, sha256 } from '#kernel';
import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ObjectStore } from '../../../../test/support/s3';
import type { FileStore } from './file-store';
import { FolderFileStore } from './folder-file-store';
import { S3FileStore } from './s3-file-store';

type Subject = {
  readonly store: FileStore;
  /** Where the stored bytes of a hash are, for a test that damages them. */
  pathOf(sha256: string): string;
  /** Names of everything in the folder of files on their way. */
  underWay(): Promise<string[]>;
  stop(): Promise<void>;
};

const names = (directory: string) => readdir(directory).catch(() => []);
const newDirectory = () => mkdtemp(join(tmpdir(), 'granaio-files-'));
const remove = (directory: string) => rm(directory, { recursive: true, force: true });

async function inAFolder(): Promise<Subject> {
  const directory = await newDirectory();
  return {
    store: await FolderFileStore.at(directory),
    pathOf: (hash) => join(directory, hash.slice(0, 2), hash),
    underWay: () => names(join(directory, '.incoming')),
    stop: () => remove(directory),
  };
}

async function inAnObjectStore(): Promise<Subject> {
  const [directory, server] = await Promise.all([newDirectory(), ObjectStore.start()]);
  const store = await S3FileStore.at(server.config, directory);
  return {
    store,
    pathOf: (hash) => server.pathOf(`files/${hash}`),
    underWay: () => names(directory),
    stop: async () => {
      store.onApplicationShutdown();
      await server.stop();
      await remove(directory);
    },
  };
}

const bytesOf = async (store: FileStore, hash: string) => buffer(await store.open(hash));

async function flipAByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** What a sender that goes away in the middle looks like. */
const cutOff = () =>
  Readable.from(
    (function* () {
      yield Buffer.from('the first half');
      throw new Error('the sender went away');
    })(),
  );

describe.each([
  ['a folder', inAFolder],
  ['an object store', inAnObjectStore],
])('a file store in %s', (_name, start) => {
  let subject: Subject;
  let store: FileStore;

  beforeAll(async () => {
    subject = await start();
    store = subject.store;
  });
  afterAll(() => subject.stop());
  afterEach(async () => {
    expect(await subject.underWay()).toEqual([]);
  });

  it('gives back what it was given, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1 })), async (chunks) => {
        const content = Buffer.concat(chunks);
        const stored = await store.put(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
        expect(stored).toEqual({ sha256: sha256(content), bytes: content.length });
        expect(await bytesOf(store, stored.sha256)).toEqual(content);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps one file for the same bytes stored at once', async () => {
    const content = Buffer.alloc(300_000, 'grain');
    const all = await Promise.all([1, 2, 3, 4].map(() => store.put(Readable.from([content]))));
    expect(new Set(all.map((file) => file.sha256)).size).toBe(1);
    expect(await bytesOf(store, sha256(content))).toEqual(content);
  });

  it('takes text, and a stream that ends at exactly the limit', async () => {
    const stored = await store.put(Readable.from(['farro, ', 'òrzo']), { maxBytes: 12 });
    expect(stored.bytes).toBe(12);
    expect((await bytesOf(store, stored.sha256)).toString()).toBe('farro, òrzo');
  });

  it('refuses a file over the limit and keeps nothing of it', async () => {
    const content = Buffer.from(newId());
    const refusal = store.put(Readable.from([content]), { maxBytes: content.length - 1 });
    await expect(refusal).rejects.toMatchObject({ kind: 'refused', code: 'FILE.TOO_LARGE' });
    expect(await store.has(sha256(content))).toBe(false);
  });

  it('refuses a file that is not the one announced', async () => {
    const content = Buffer.from(newId());
    const expectedSha256 = sha256('another');
    await expect(store.put(Readable.from([content]), { expectedSha256 })).rejects.toMatchObject({
      code: 'FILE.CHECKSUM_MISMATCH',
      details: { expectedSha256 },
    });
    expect(await store.has(sha256(content))).toBe(false);
    const announced = { expectedSha256: sha256(content).toUpperCase() };
    expect(await store.put(Readable.from([content]), announced)).toMatchObject({ sha256: sha256(content) });
  });

  it('passes on the error of a sender that goes away, and keeps nothing', async () => {
    await expect(store.put(cutOff())).rejects.toThrow('the sender went away');
    expect(await store.has(sha256('the first half'))).toBe(false);
    const gone = new Readable({ read: () => undefined });
    gone.push('the first half');
    setTimeout(() => gone.destroy(), 20);
    await expect(store.put(gone)).rejects.toThrow();
    expect(await store.has(sha256('the first half'))).toBe(false);
  });

  it('takes over a finished local file', async () => {
    const directory = await newDirectory();
    const content = Buffer.from(newId());
    const path = join(directory, 'rows.parquet');
    await writeFile(path, content);
    const stored = await store.putLocal(path);
    expect(stored).toEqual({ sha256: sha256(content), bytes: content.length });
    expect(await bytesOf(store, stored.sha256)).toEqual(content);
    expect(await names(directory)).toEqual([]);
    await remove(directory);
  });

  it('notices on reading that a byte was flipped', async () => {
    const { sha256: hash } = await store.put(Readable.from([Buffer.from(newId().repeat(9_000))]));
    await flipAByte(subject.pathOf(hash));
    await expect(bytesOf(store, hash)).rejects.toMatchObject({ code: 'FILE.DAMAGED' });
    await expect(store.localPath(hash)).rejects.toMatchObject({ code: 'FILE.DAMAGED' });
  });

  it('notices a byte flipped after a path was given out, and heals when the file comes again', async () => {
    const content = Buffer.from(newId());
    const { sha256: hash } = await store.put(Readable.from([content]));
    await (await store.localPath(hash)).release();
    await flipAByte(subject.pathOf(hash));
    await expect(store.localPath(hash)).rejects.toMatchObject({ code: 'FILE.DAMAGED' });
    await store.put(Readable.from([content]));
    expect(await bytesOf(store, hash)).toEqual(content);
  });

  it('lends a path to engines that read files themselves', async () => {
    const { sha256: hash } = await store.put(Readable.from(['rows']));
    const [one, two] = await Promise.all([store.localPath(hash), store.localPath(hash)]);
    await one.release();
    expect(await readFile(two.path, 'utf8')).toBe('rows');
    await two.release();
    await two.release();
    expect(await store.has(hash)).toBe(true);
  });

  it('says that a file is missing, and deletes it as often as it is told to', async () => {
    const { sha256: hash } = await store.put(Readable.from([newId()]));
    expect(await store.has(hash)).toBe(true);
    await store.delete(hash);
    await store.delete(hash);
    expect(await store.has(hash)).toBe(false);
    await expect(store.open(hash)).rejects.toMatchObject({ kind: 'missing', code: 'FILE.MISSING' });
    await expect(store.localPath(hash)).rejects.toMatchObject({ code: 'FILE.MISSING' });
  });

  it.each(['', '../../etc/passwd', `../${'a'.repeat(61)}`, 'A'.repeat(64), `${'a'.repeat(64)}\n`])(
    'refuses %j as the name of a file',
    async (name) => {
      const refusal = { kind: 'invalid', code: 'FILE.NAME_INVALID' };
      await expect(store.open(name)).rejects.toMatchObject(refusal);
      await expect(store.localPath(name)).rejects.toMatchObject(refusal);
      await expect(store.has(name)).rejects.toMatchObject(refusal);
      await expect(store.delete(name)).rejects.toMatchObject(refusal);
    },
  );

  it('lets a reader leave before the end', async () => {
    const { sha256: hash } = await store.put(Readable.from([Buffer.alloc(2_000_000, 'x')]));
    const unread = await store.open(hash);
    unread.destroy();
    for await (const chunk of await store.open(hash)) {
      expect((chunk as Buffer).length).toBeGreaterThan(0);
      break;
    }
  });
});
