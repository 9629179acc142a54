import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { flush } from '../files/flush';
import { Incoming } from '../files/incoming';
import { asStoreFailure, isAbsent, storing } from '../files/store-failure';
import { keyAlreadyThere } from './errors';
import { assertKeyName, KEY_BYTES, keyFrom, KeyRing, MARK } from './key-ring';

/** Keys as files that only this account may read, in a folder of their own, which several machines may share. */
export class FolderKeyRing extends KeyRing {
  private readonly incoming: Incoming;

  private constructor(private readonly directory: string) {
    super();
    this.incoming = new Incoming(join(directory, '.incoming'));
  }

  /** Closes the folder to other accounts, and sweeps away what a crash left half-written. */
  static async at(directory: string): Promise<FolderKeyRing> {
    const ring = new FolderKeyRing(directory);
    await storing(() => mkdir(directory, { recursive: true, mode: 0o700 }));
    await storing(() => chmod(directory, 0o700));
    await ring.incoming.sweep();
    return ring;
  }

  /** A link takes the name in one step, or finds it taken; a file that were written under it could be read half. */
  async create(name: string): Promise<Buffer> {
    const path = this.pathOf(name);
    const key = randomBytes(KEY_BYTES);
    const written = await this.incoming.receive(Readable.from([key]));
    try {
      await link(written.path, path);
      await storing(() => flush(this.directory));
    } catch (error) {
      throw isTaken(error) ? keyAlreadyThere(name) : asStoreFailure(error);
    } finally {
      await rm(written.path, { force: true }).catch(() => undefined);
    }
    return key;
  }

  async find(name: string): Promise<Buffer | null> {
    const path = this.pathOf(name);
    const bytes = await ifThere(() => readFile(path));
    return bytes && keyFrom(name, bytes);
  }

  /** Overwritten before it is removed; cut off between the two, the key is gone already and the name goes the next time. */
  async destroy(name: string): Promise<void> {
    const path = this.pathOf(name);
    const file = await ifThere(() => open(path, 'r+'));
    if (!file) return;
    await storing(async () => {
      try {
        await file.write(Buffer.alloc(KEY_BYTES), 0, KEY_BYTES, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await rm(path, { force: true });
      await flush(this.directory);
    });
  }

  async mark(): Promise<string | null> {
    const text = await ifThere(() => readFile(join(this.directory, MARK), 'utf8'));
    return text && text.trim();
  }

  async putMark(installation: string): Promise<void> {
    const { path } = await this.incoming.receive(Readable.from([`${installation}\n`]));
    await storing(() => rename(path, join(this.directory, MARK)));
    await storing(() => flush(this.directory));
  }

  private pathOf(name: string): string {
    assertKeyName(name);
    return join(this.directory, name);
  }
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

async function ifThere<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (isAbsent(error)) return null;
    throw asStoreFailure(error);
  }
}
