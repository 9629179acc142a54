import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileStoreFor, readConfig, type FileStore } from '#platform';
import { UploadVault } from './upload-vault';

describe('UploadVault', () => {
  const text = 'zone,need\nBorgo Po,food\n'.repeat(10_000);
  const bytes = Buffer.from(text);
  let folder: string;
  let files: FileStore;
  let vault: UploadVault;
  const sealed = () => vault.seal(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'granaio-vault-'));
    const config = readConfig({ GRANAIO_DATA: folder, MAX_UPLOAD_BYTES: '300000' });
    files = await fileStoreFor(config);
    vault = new UploadVault(files, config);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back the file as it was sent', async () => {
    const upload = await sealed();
    const path = join(folder, 'opened.csv');
    await vault.unseal(upload, path);
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
    await expect(vault.seal(Readable.from([bytes, bytes]))).rejects.toMatchObject({ code: 'FILE.TOO_LARGE' });
    const broken = new Readable({
      read() {
        this.destroy(new Error('The line went dead.'));
      },
    });
    await expect(vault.seal(broken)).rejects.toThrow('The line went dead.');
  });
});
