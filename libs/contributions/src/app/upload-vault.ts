import { Injectable } from '@nestjs/common';
import { createHash, createHmac, type Cipher } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { CommonsError, missing } from '#kernel';
import { Config, FileStore, KeyRing } from '#platform';
import type { SealedFile, Upload } from '../db/upload.store';
import type { VaultKeyId } from '../domain/contribution';
import { checksumMismatch } from '../domain/errors';
import { counterCipher, newCounter } from './counter-cipher';

type Received = Omit<Upload, 'number'>;

/**
 * Keeps what holds cells of files and is not yet data: files as they were sent, samples, what findings show.
 *
 * Each contribution has two keys outside of the database: one for its files, which ends with their check, and one for what
 * was found in them, which people read for weeks. So what lies in the file store is readable to nobody who has only the
 * store and the database, nor a backup of both once the key is destroyed. Equal
 * files are different ones to the store, so that destroying one never takes another with it, be it a release.
 */
@Injectable()
export class UploadVault {
  constructor(
    private readonly files: FileStore,
    private readonly keys: KeyRing,
    private readonly config: Config,
  ) {}

  /**
   * Takes in a file as it comes.
   *
   * @param sha256 what its sender says it hashes to
   * @throws FILE.TOO_LARGE, FILE.CHECKSUM_MISMATCH; then nothing is left
   */
  async seal(key: VaultKeyId, content: Readable, sha256: string | null = null): Promise<Received> {
    const iv = newCounter();
    const cipher = counterCipher(await this.keyFor(key), iv);
    const plain = new Fingerprint(sha256, null);
    // What goes wrong with any of them destroys the others, and is thrown by whoever reads.
    return this.put(pipeline([content, plain, cipher], () => undefined) as unknown as Readable, plain, iv);
  }

  /** Takes over a file that was sealed with the contribution's key as it arrived. @throws FILE.TOO_LARGE, FILE.CHECKSUM_MISMATCH */
  async adopt(key: VaultKeyId, sealed: Readable, iv: Buffer, sha256: string | null): Promise<Received> {
    const plain = new Fingerprint(sha256, counterCipher(await this.keyFor(key), iv));
    return this.put(pipeline([sealed, plain], () => undefined) as unknown as Readable, plain, iv);
  }

  /** What seals an upload from its `offset` on. */
  async sealer(key: VaultKeyId, iv: Buffer, offset: number): Promise<Transform> {
    return counterCipher(await this.keyFor(key), iv, offset);
  }

  /** Writes the file as it was sent to a new path. @throws FILE.MISSING, FILE.DAMAGED */
  async unseal(key: VaultKeyId, file: SealedFile, path: string): Promise<void> {
    const opened = await this.open(key, file);
    await piped(opened, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  }

  /** Seals what we found out about a file. */
  async keep(key: VaultKeyId, content: Readable): Promise<SealedFile> {
    const iv = newCounter();
    const cipher = counterCipher(await this.keyFor(key), iv);
    const { sha256 } = await this.files.put(pipeline(content, cipher, () => undefined));
    return { sha256, iv };
  }

  /** The stream fails in place of ending where the file was damaged. @throws FILE.MISSING, also where its key is gone */
  async open(key: VaultKeyId, { sha256, iv }: SealedFile): Promise<Readable> {
    const found = await this.keys.find(key);
    if (!found) throw missing('file', sha256);
    const cipher = counterCipher(found, iv);
    return pipeline(await this.files.open(sha256), cipher, () => undefined);
  }

  /** The whole of something small. @throws FILE.MISSING, FILE.DAMAGED */
  async read(key: VaultKeyId, file: SealedFile): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of await this.open(key, file)) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString('utf8');
  }

  /** The same; null where it was destroyed, as it may be between two looks of whoever follows the work. @throws FILE.DAMAGED */
  async readIfThere(key: VaultKeyId, file: SealedFile): Promise<string | null> {
    try {
      return await this.read(key, file);
    } catch (error) {
      if (error instanceof CommonsError && error.code === 'FILE.MISSING') return null;
      throw error;
    }
  }

  /** Destroying what is not there changes nothing. */
  destroy(sha256: string): Promise<void> {
    return this.files.delete(sha256);
  }

  isThere(sha256: string): Promise<boolean> {
    return this.files.has(sha256);
  }

  /** After this nobody reads what was sealed with it, wherever a copy of it may lie. */
  async destroyKey(key: VaultKeyId): Promise<void> {
    await this.keys.destroy(key);
  }

  private async put(sealed: Readable, plain: Fingerprint, iv: Buffer): Promise<Received> {
    const { sha256, bytes } = await this.files.put(sealed, { maxBytes: this.config.maxUploadBytes });
    const fingerprint = createHmac('sha256', this.config.secret).update(`upload ${plain.sha256}`).digest('hex');
    return { sha256, iv, bytes, fingerprint };
  }

  private async keyFor(key: VaultKeyId): Promise<Buffer> {
    const known = await this.keys.find(key);
    if (known) return known;
    try {
      return await this.keys.create(key);
    } catch (error) {
      // Of two that come first at once, one makes it.
      const made = await this.keys.find(key);
      if (made) return made;
      throw error;
    }
  }
}

/** Lets bytes through and hashes what they say; in place of ending it fails where that is not what was announced. */
class Fingerprint extends Transform {
  private readonly hash = createHash('sha256');
  sha256 = '';

  /** @param opener what the bytes are opened with to be hashed; null: they are not sealed */
  constructor(
    private readonly expected: string | null,
    private readonly opener: Cipher | null,
  ) {
    super();
  }

  override _transform(chunk: Buffer | string, _encoding: BufferEncoding, done: TransformCallback): void {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    this.hash.update(this.opener ? this.opener.update(bytes) : bytes);
    done(null, bytes);
  }

  override _flush(done: TransformCallback): void {
    this.sha256 = this.hash.digest('hex');
    const isOther = this.expected !== null && this.expected !== this.sha256;
    done(isOther ? checksumMismatch(this.expected, this.sha256) : null);
  }
}
