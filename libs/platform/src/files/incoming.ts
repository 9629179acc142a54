import { newId, SystemClock } from '#kernel';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileChecksumMismatch, fileTooLarge } from './errors';
import type { PutLimits, StoredFile } from './file-store';
import { isAbsent, storing } from './store-failure';
import { isAlive } from '../process/is-alive';

const SUFFIX = '.part';
/** A file of a process that we cannot ask about (another machine's) is left alone for a day after its last write. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Files that are being written, under names that say who writes them, so that a crash leaves nothing for good. */
export class Incoming {
  private readonly host = hostname().replace(/[^A-Za-z0-9-]/g, '-');

  constructor(private readonly directory: string) {}

  newPath(): string {
    return join(this.directory, `${this.host}.${process.pid}.${newId()}${SUFFIX}`);
  }

  /** Writes a stream to a new path and to the disk. @throws FILE.TOO_LARGE, FILE.CHECKSUM_MISMATCH; then nothing is left */
  async receive(content: Readable, limits: PutLimits = {}): Promise<StoredFile & { readonly path: string }> {
    const path = this.newPath();
    await this.prepare();
    const file = await storing(() => open(path, 'wx', 0o600));
    try {
      const stored = await writeAll(file, content, limits.maxBytes ?? Number.MAX_SAFE_INTEGER);
      const expected = limits.expectedSha256?.toLowerCase() ?? stored.sha256;
      if (stored.sha256 !== expected) throw fileChecksumMismatch(expected, stored.sha256);
      await storing(() => file.sync());
      await storing(() => file.close());
      return { ...stored, path };
    } catch (error) {
      content.destroy();
      await file.close().catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async prepare(): Promise<void> {
    await storing(() => mkdir(this.directory, { recursive: true, mode: 0o700 }));
  }

  /** Removes what processes that have ended left behind. */
  async sweep(): Promise<void> {
    for (const name of await storing(() => this.names())) {
      if (name.endsWith(SUFFIX) && (await this.isAbandoned(name))) {
        await storing(() => rm(join(this.directory, name), { force: true }));
      }
    }
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.directory);
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  }

  private async isAbandoned(name: string): Promise<boolean> {
    const [host, pid] = name.split('.');
    if (host === this.host && !isAlive(Number(pid))) return true;
    // A file that its writer has just finished or removed is nobody's to sweep.
    const facts = await stat(join(this.directory, name)).catch(() => undefined);
    return facts !== undefined && new SystemClock().now().getTime() - facts.mtimeMs > ABANDONED_AFTER_MS;
  }
}

/** Hash and size of a file on this machine. */
export async function measure(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await storing(async () => {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

async function writeAll(file: FileHandle, content: Readable, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content as AsyncIterable<Buffer | string>) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    bytes += chunk.length;
    if (bytes > maxBytes) throw fileTooLarge(maxBytes);
    hash.update(chunk);
    await storing(() => file.appendFile(chunk));
  }
  return { sha256: hash.digest('hex'), bytes };
}
