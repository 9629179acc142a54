import { newId, sha256, SystemClock, type ContributionId } from '#kernel';
import { fileStoreFor, keyRingFor, readConfig, type KeyRing } from '#platform';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowsFile } from '../../app/row-store';
import { SealedRowStore } from './sealed-row-store';

/** What a Parquet file begins with, and then bytes of its own. */
const parquet = (bytes = 1_000) => Buffer.concat([Buffer.from('PAR1'), randomBytes(bytes)]);

describe('a row store', () => {
  let directory: string;
  let keys: KeyRing;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-rows-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** A store on a machine of its own, with its own shelf; files and keys may be those of another. */
  const storeIn = async (data: string, shelfMb = '20', shared = data) => {
    const config = readConfig({ GRANAIO_DATA: data, WAREHOUSE_SHELF_MB: shelfMb });
    const elsewhere = readConfig({ GRANAIO_DATA: shared });
    keys = await keyRingFor(elsewhere);
    return new SealedRowStore(keys, await fileStoreFor(elsewhere), config, new SystemClock());
  };

  const keep = async (rows: SealedRowStore, content: Buffer, contributionId = newId<ContributionId>()) => {
    const path = join(directory, `${newId()}.parquet`);
    await writeFile(path, content);
    const stored = await rows.keep(contributionId, path);
    return { sha256: stored.sha256, contributionId };
  };

  const read = async (rows: SealedRowStore, file: RowsFile) => {
    const local = await rows.open(file);
    const bytes = await readFile(local.path);
    await local.release();
    return bytes;
  };

  const everything = async (of: string) => {
    const names = await readdir(of, { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  const shelved = async () =>
    (await readdir(join(directory, 'shelf')).catch(() => [])).filter((name) => name.endsWith('.parquet'));

  it.each([0, 1, 15, 16, 17, 65_536, 300_001])('opens what it sealed, of %i bytes and no others', async (bytes) => {
    const rows = await storeIn(directory);
    const content = parquet(bytes);
    const file = await keep(rows, content);
    for (const shelf of ['cold', 'warm'])
      expect([shelf, sha256(await read(rows, file))]).toEqual([shelf, sha256(content)]);
  });

  it('leaves nothing readable but on the shelf, which only this account may enter', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    await read(rows, await keep(rows, content));
    await rm(join(directory, 'shelf', 'x'), { force: true });
    const readable = [];
    for (const path of await everything(directory)) {
      if ((await readFile(path)).includes(content.subarray(0, 100))) readable.push(path);
    }
    // The file that was handed in, and the copy.
    expect(readable.map((path) => path.startsWith(join(directory, 'shelf'))).sort()).toEqual([false, true]);
    expect((await stat(join(directory, 'shelf'))).mode & 0o777).toBe(0o700);
    await rm(join(directory, 'shelf'), { recursive: true });
    expect(await shelved()).toEqual([]);
  });

  it('seals the same rows of a contribution to the same file, and those of two to two', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    const file = await keep(rows, content);
    expect(await keep(rows, content, file.contributionId)).toEqual(file);
    const other = await keep(rows, content);
    expect(other.sha256).not.toBe(file.sha256);
    const changed = await keep(rows, parquet(), file.contributionId);
    expect(changed.sha256).not.toBe(file.sha256);
    expect(sha256(await read(rows, file))).toBe(sha256(content));
  });

  it('does not open rows under the key or the name of another contribution', async () => {
    const rows = await storeIn(directory);
    const [one, other] = [await keep(rows, parquet()), await keep(rows, parquet())];
    const swapped = { ...one, contributionId: other.contributionId };
    await expect(rows.open(swapped)).rejects.toMatchObject({ code: 'ROWS.DAMAGED' });
    await cp(join(directory, 'keys', one.contributionId), join(directory, 'keys', other.contributionId));
    await expect(rows.open(swapped)).rejects.toMatchObject({ code: 'ROWS.DAMAGED' });
    expect(await shelved()).toEqual([]);
  });

  it('says that the sealed file is gone, or is not what was stored', async () => {
    const rows = await storeIn(directory);
    const file = await keep(rows, parquet());
    const path = join(directory, 'files', file.sha256.slice(0, 2), file.sha256);
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(rows.open(file)).rejects.toMatchObject({ code: 'FILE.DAMAGED' });
    await rm(path);
    await expect(rows.open(file)).rejects.toMatchObject({ code: 'FILE.MISSING' });
    expect(await shelved()).toEqual([]);
    expect(await everything(join(directory, 'shelf', 'held'))).toEqual([]);
  });

  it('destroys key, file and copy, as often as it is asked to, and can tell that nothing is left', async () => {
    const rows = await storeIn(directory);
    const [file, neighbour] = [await keep(rows, parquet()), await keep(rows, parquet())];
    for (const one of [file, neighbour]) await read(rows, one);
    expect(await rows.traces(file)).toEqual(['key', 'file', 'shelf']);
    for (let times = 0; times < 2; times += 1) {
      await rows.destroy(file);
      expect(await rows.traces(file)).toEqual([]);
      await expect(rows.open(file)).rejects.toMatchObject({ kind: 'conflict', code: 'KEY.MISSING' });
    }
    const named = (await everything(directory)).filter((path) => path.includes(file.sha256));
    expect(named).toEqual([]);
    expect(await rows.traces(neighbour)).toEqual(['key', 'file', 'shelf']);
  });

  it('cannot open a copy of files and database that was made before rows were destroyed', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    const file = await keep(rows, content);
    await mkdir(join(directory, 'backup'));
    await cp(join(directory, 'files'), join(directory, 'backup', 'files'), { recursive: true });
    await rows.destroy(file);

    const restored = await storeIn(join(directory, 'backup'), '20');
    expect(await restored.traces(file)).toEqual(['file']);
    await expect(restored.open(file)).rejects.toMatchObject({ code: 'KEY.MISSING' });
    // Nor under a key that somebody makes up.
    await keys.create(file.contributionId);
    await expect(restored.open(file)).rejects.toMatchObject({ code: 'ROWS.DAMAGED' });
    const left = await readFile(join(directory, 'backup', 'files', file.sha256.slice(0, 2), file.sha256));
    expect(left.includes(content.subarray(4, 20))).toBe(false);
  });

  it('waits for who reads a copy, and leaves it to them', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    const file = await keep(rows, content);
    const reader = await rows.open(file);
    const destroyed = rows.destroy(file);
    while ((await shelved()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rows.traces(file)).toEqual(['shelf']);
    expect(sha256(await readFile(reader.path))).toBe(sha256(content));
    await reader.release();
    await destroyed;
    expect(await rows.traces(file)).toEqual([]);
  });

  it('notices on another machine that rows were destroyed, when they are asked for and when it sweeps', async () => {
    const here = await storeIn(directory);
    const there = await storeIn(join(directory, 'there'), '20', directory);
    const [one, other] = [await keep(here, parquet()), await keep(here, parquet())];
    for (const file of [one, other]) {
      await read(there, file);
      await here.destroy(file);
      expect(await there.traces(file)).toEqual(['shelf']);
    }
    await expect(there.open(one)).rejects.toMatchObject({ code: 'KEY.MISSING' });
    expect(await there.traces(one)).toEqual([]);
    await there.sweep();
    expect(await there.traces(other)).toEqual([]);
    expect(await readdir(join(directory, 'there', 'shelf'))).toEqual(['held']);
  });

  it('seals nothing for a contribution whose key goes meanwhile', async () => {
    const rows = await storeIn(directory);
    const contributionId = newId<ContributionId>();
    // Destroyed by somebody else between the two times that it is looked for.
    const find = keys.find.bind(keys);
    let asked = 0;
    keys.find = async (name) => {
      asked += 1;
      if (asked === 2) await keys.destroy(name);
      return find(name);
    };
    await expect(keep(rows, parquet(), contributionId)).rejects.toMatchObject({ code: 'KEY.MISSING' });
    expect((await everything(join(directory, 'files'))).filter((path) => !path.includes('.incoming'))).toEqual([]);
  });

  it('opens rows that were accepted before rows were sealed, and destroys them', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    const path = join(directory, 'old.parquet');
    await writeFile(path, content);
    await (await fileStoreFor(readConfig({ GRANAIO_DATA: directory }))).putLocal(path);
    const file = { sha256: sha256(content), contributionId: newId<ContributionId>() };
    expect(sha256(await read(rows, file))).toBe(sha256(content));
    expect(await rows.traces(file)).toEqual(['file']);
    await rows.destroy(file);
    expect(await rows.traces(file)).toEqual([]);
  });

  it('opens a file once for all who ask at the same time', async () => {
    const rows = await storeIn(directory);
    const content = parquet(500_000);
    const file = await keep(rows, content);
    const readers = await Promise.all(Array.from({ length: 20 }, () => rows.open(file)));
    expect(new Set(readers.map(({ path }) => path)).size).toBe(20);
    expect(await shelved()).toHaveLength(1);
    for (const reader of readers) {
      expect(sha256(await readFile(reader.path))).toBe(sha256(content));
      await reader.release();
    }
    expect(await everything(join(directory, 'shelf', 'held'))).toEqual([]);
  });

  it('can do without its shelf at any moment', async () => {
    const rows = await storeIn(directory);
    const content = parquet();
    const file = await keep(rows, content);
    const reader = await rows.open(file);
    await rm(join(directory, 'shelf'), { recursive: true });
    expect(sha256(await read(rows, file))).toBe(sha256(content));
    await reader.release();
  });

  it('removes what was not read for longest when the shelf is full, and nothing that is in use', async () => {
    const rows = await storeIn(directory, '1');
    const files = [];
    for (let n = 0; n < 9; n += 1) files.push(await keep(rows, parquet(200_000)));
    const [first, ...rest] = files;
    if (!first) throw new Error('There are nine.');
    const inUse = await rows.open(first);
    for (const file of rest) await read(rows, file);
    const names = await shelved();
    expect(names).toContain(`${first.sha256}.parquet`);
    expect(names).toContain(`${files[8]?.sha256}.parquet`);
    expect(names.length).toBeLessThanOrEqual(5);
    expect(names).not.toContain(`${files[1]?.sha256}.parquet`);
    await inUse.release();
    for (const file of files) expect((await read(rows, file)).length).toBe(200_004);
  });
});
