import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '#kernel';
import { fileStoreFor, keyRingFor, readConfig, type FileStore, type KeyRing } from '#platform';
import type { VaultKeyId } from '../domain/contribution';
import { newCounter } from './counter-cipher';
import { UploadVault } from './upload-vault';

describe('UploadVault', () => {
  const text = 'zone,need\nBorgo Po,food\n'.repeat(10_000);
  const bytes = Buffer.from(text);
  let folder: string;
  let files: FileStore;
  let vault: UploadVault;
  let keys: KeyRing;
  const key = newId<VaultKeyId>();
  const sealed = () => vault.seal(key, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'granaio-vault-'));
    const config = readConfig({ GRANAIO_DATA: folder, MAX_UPLOAD_BYTES: '300000' });
    files = await fileStoreFor(config);
    keys = await keyRingFor(config);
    vault = new UploadVault(files, keys, config);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back the file as it was sent', async () => {
    const upload = await sealed();
    const path = join(folder, 'opened.csv');
    await vault.unseal(key, upload, path);
    expect(upload.bytes).toBe(bytes.length);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it('leaves nothing in the store that could be read without the key', async () => {
    const { path } = await files.localPath((await sealed()).sha256);
    const stored = await readFile(path);
    expect(stored.includes('Borgo Po')).toBe(false);
    expect(stored.includes('zone')).toBe(false);
  });

  it('keeps equal files apart: destroying one spares the other, and a release of the same bytes', async () => {
    const release = await files.put(Readable.from([bytes]));
    const [one, other] = [await sealed(), await sealed()];
    expect(new Set([one.sha256, other.sha256, release.sha256]).size).toBe(3);
    await vault.destroy(one.sha256);
    await vault.destroy(one.sha256);
    expect([await files.has(one.sha256), await files.has(other.sha256), await files.has(release.sha256)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('refuses a file that is too large, and one that breaks off', async () => {
    await expect(vault.seal(key, Readable.from([bytes, bytes]))).rejects.toMatchObject({ code: 'FILE.TOO_LARGE' });
    const broken = new Readable({
      read() {
        this.destroy(new Error('The line went dead.'));
      },
    });
    await expect(vault.seal(key, broken)).rejects.toThrow('The line went dead.');
  });

  it('refuses a file that is not the one that was announced', async () => {
    const sent = (sha256: string) => vault.seal(key, Readable.from([bytes]), sha256);
    await expect(sent('0'.repeat(64))).rejects.toMatchObject({ code: 'FILE.CHECKSUM_MISMATCH' });
    const sum = createHash('sha256').update(bytes).digest('hex');
    expect(await sent(sum)).toMatchObject({ bytes: bytes.length });
  });

  it('knows the same file again, sealed in pieces as it arrived or all at once', async () => {
    const iv = newCounter();
    const pieces: Buffer[] = [];
    for (const [from, to] of [
      [0, 1_001],
      [1_001, bytes.length],
    ]) {
      const sealer = await vault.sealer(key, iv, from ?? 0);
      for await (const piece of Readable.from([bytes.subarray(from, to)]).pipe(sealer)) pieces.push(piece as Buffer);
    }
    const adopted = await vault.adopt(key, Readable.from(pieces), iv, null);
    expect(adopted.fingerprint).toBe((await sealed()).fingerprint);
    const path = join(folder, 'adopted.csv');
    await vault.unseal(key, adopted, path);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it('opens nothing once the key is destroyed, though the file is still there', async () => {
    const lost = newId<VaultKeyId>();
    const upload = await vault.seal(lost, Readable.from([bytes]));
    await vault.destroyKey(lost);
    expect(await files.has(upload.sha256)).toBe(true);
    await expect(vault.open(lost, upload)).rejects.toMatchObject({ code: 'FILE.MISSING' });
    expect(await keys.find(lost)).toBeNull();
  });
});
