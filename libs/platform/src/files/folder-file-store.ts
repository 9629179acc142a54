import { constants, type BigIntStats } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileDamaged, fileMissing } from './errors';
import { assertSha256, FileStore, type LocalFile, type PutLimits, type StoredFile } from './file-store';
import { flush } from './flush';
import { Incoming, measure } from './incoming';
import { asStoreFailure, isAbsent, storing } from './store-failure';
import { verified } from './verifier';

/** Files in a folder of this machine, or one that several machines share. */
export class FolderFileStore extends FileStore {
  private readonly incoming: Incoming;
  /** What a file looked like when its bytes were last checked, by hash. */
  private readonly checked = new Map<string, string>();

  private constructor(private readonly directory: string) {
    super();
    this.incoming = new Incoming(join(directory, '.incoming'));
  }

  /** Sweeps away what a crash left half-written. */
  static async at(directory: string): Promise<FolderFileStore> {
    const store = new FolderFileStore(directory);
    await store.incoming.sweep();
    return store;
  }

  async put(content: Readable, limits?: PutLimits): Promise<StoredFile> {
    const { path, ...file } = await this.incoming.receive(content, limits);
    await this.publish(path, file.sha256);
    return file;
  }

  async putLocal(path: string): Promise<StoredFile> {
    const file = await measure(path);
    await this.incoming.prepare();
    const mine = this.incoming.newPath();
    await storing(() => take(path, mine));
    await storing(() => flush(mine));
    await this.publish(mine, file.sha256);
    return file;
  }

  async open(sha256: string): Promise<Readable> {
    const handle = await this.found(sha256, () => open(this.pathOf(sha256)));
    return verified(handle.createReadStream(), sha256);
  }

  async localPath(sha256: string): Promise<LocalFile> {
    const path = this.pathOf(sha256);
    const looks = lookOf(await this.found(sha256, () => stat(path, { bigint: true })));
    if (this.checked.get(sha256) !== looks) {
      const { sha256: actual } = await measure(path);
      if (actual !== sha256) throw fileDamaged(sha256);
      this.checked.set(sha256, looks);
    }
    return { path, release: () => Promise.resolve() };
  }

  async delete(sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    this.checked.delete(sha256);
    await storing(() => rm(path, { force: true }));
  }

  async has(sha256: string): Promise<boolean> {
    const path = this.pathOf(sha256);
    return storing(() =>
      access(path, constants.F_OK).then(
        () => true,
        (error: unknown) => {
          if (isAbsent(error)) return false;
          throw error;
        },
      ),
    );
  }

  private pathOf(sha256: string): string {
    assertSha256(sha256);
    return join(this.directory, sha256.slice(0, 2), sha256);
  }

  /** Gives a finished file its name. A copy that was there is replaced, which also heals a damaged one. */
  private async publish(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(path, target);
      await flush(dirname(target));
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw asStoreFailure(error);
    }
  }

  private async found<T>(sha256: string, look: () => Promise<T>): Promise<T> {
    try {
      return await look();
    } catch (error) {
      throw isAbsent(error) ? fileMissing(sha256) : asStoreFailure(error);
    }
  }
}

/** Anything that changes when somebody writes to a file or replaces it. */
const lookOf = (facts: BigIntStats): string =>
  [facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(' ');

/** Moves a file; across file systems by copying. */
async function take(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
    await rm(from, { force: true });
  }
}
