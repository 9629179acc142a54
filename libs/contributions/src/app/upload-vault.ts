import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { Config, FileStore } from '#platform';
import type { SealedUpload } from '../db/contribution.store';

const CIPHER = 'aes-256-ctr';
/** A key is used once, so the counter may always begin at zero. */
const FROM_ZERO = Buffer.alloc(16);

/**
 * Keeps files as they were sent, until they have been checked, each sealed with a key of its own.
 *
 * So what lies in the file store is readable to nobody who has only the store, also where a crash left it there; and
 * equal files are different ones to the store, so that destroying one never takes another with it, be it a release.
 */
@Injectable()
export class UploadVault {
  constructor(
    private readonly files: FileStore,
    private readonly config: Config,
  ) {}

  /** @throws FILE.TOO_LARGE */
  async seal(content: Readable): Promise<SealedUpload & { readonly bytes: number }> {
    const key = randomBytes(32);
    // What goes wrong with either end destroys the other, and is thrown by whoever reads.
    const sealed = pipeline(content, createCipheriv(CIPHER, key, FROM_ZERO), () => undefined);
    const { sha256, bytes } = await this.files.put(sealed, { maxBytes: this.config.maxUploadBytes });
    return { sha256, key, bytes };
  }

  /** Writes the file as it was sent to a new path. @throws FILE.MISSING, FILE.DAMAGED */
  async unseal({ sha256, key }: SealedUpload, path: string): Promise<void> {
    const opened = createDecipheriv(CIPHER, key, FROM_ZERO);
    await piped(await this.files.open(sha256), opened, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  }

  /** Destroying what is not there changes nothing. */
  destroy(sha256: string): Promise<void> {
    return this.files.delete(sha256);
  }
}
