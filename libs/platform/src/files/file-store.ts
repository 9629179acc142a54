import type { Readable } from 'node:stream';
import { fileNameInvalid } from './errors';

/** A file is its content: two files with the same bytes are one. */
export type StoredFile = { readonly sha256: string; readonly bytes: number };

export type PutLimits = {
  readonly maxBytes?: number;
  /** What the sender says the bytes hash to. */
  readonly expectedSha256?: string;
};

/** A verified file with a path, for engines that read files themselves; to be released, whatever happens. */
export type LocalFile = { readonly path: string; release(): Promise<void> };

/**
 * Where bytes are kept under the name of their own hash. A file is visible whole or not at all, and what is read is
 * checked against its name, so nothing that changed on a disk is ever taken for what was stored.
 *
 * Every method refuses a name that is not a hash (FILE.NAME_INVALID), and says FILE.STORE_UNAVAILABLE when the disk or
 * the service behind it fails.
 */
export abstract class FileStore {
  /** Stores a stream; an error of the stream itself is passed on. @throws FILE.TOO_LARGE, FILE.CHECKSUM_MISMATCH */
  abstract put(content: Readable, limits?: PutLimits): Promise<StoredFile>;

  /** Takes over a finished local file, which is gone from its path afterwards. */
  abstract putLocal(path: string): Promise<StoredFile>;

  /** The stream fails with FILE.DAMAGED in place of ending, so act only on what was read to its end. @throws FILE.MISSING */
  abstract open(sha256: string): Promise<Readable>;

  /** @throws FILE.MISSING, FILE.DAMAGED */
  abstract localPath(sha256: string): Promise<LocalFile>;

  /** Deleting what is not there changes nothing. */
  abstract delete(sha256: string): Promise<void>;

  abstract has(sha256: string): Promise<boolean>;
}

/** @throws FILE.NAME_INVALID for anything that could be a path */
export function assertSha256(text: string): void {
  if (!/^[0-9a-f]{64}$/.test(text)) throw fileNameInvalid();
}
