import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Config } from '../config/config';
import { fileDamaged, fileMissing } from './errors';
import { assertSha256, FileStore, type LocalFile, type PutLimits, type StoredFile } from './file-store';
import { Incoming, measure } from './incoming';
import { s3ClientFor } from './s3-client';
import { asStoreFailure, isAbsent, storing } from './store-failure';
import { verified } from './verifier';

/**
 * Files in any store that speaks S3. A file passes through a local temporary one, because its name is known only when
 * its last byte has been hashed; one request then makes it visible, whole.
 */
export class S3FileStore extends FileStore {
  private constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly incoming: Incoming,
  ) {
    super();
  }

  /** @param temporary local folder for files on their way in and out; what a crash left there is swept away */
  static async at(config: S3Config, temporary: string): Promise<S3FileStore> {
    const store = new S3FileStore(s3ClientFor(config), config.bucket, new Incoming(temporary));
    await store.incoming.sweep();
    return store;
  }

  async put(content: Readable, limits?: PutLimits): Promise<StoredFile> {
    const { path, ...file } = await this.incoming.receive(content, limits);
    return this.upload(path, file);
  }

  async putLocal(path: string): Promise<StoredFile> {
    return this.upload(path, await measure(path));
  }

  async open(sha256: string): Promise<Readable> {
    const Key = keyOf(sha256);
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      return verified(Body as Readable, sha256);
    } catch (error) {
      throw isAbsent(error) ? fileMissing(sha256) : asStoreFailure(error);
    }
  }

  async localPath(sha256: string): Promise<LocalFile> {
    const file = await this.incoming.receive(await this.open(sha256));
    if (file.sha256 !== sha256) throw fileDamaged(sha256);
    return { path: file.path, release: () => storing(() => rm(file.path, { force: true })) };
  }

  async delete(sha256: string): Promise<void> {
    const Key = keyOf(sha256);
    await storing(() => this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key })));
  }

  async has(sha256: string): Promise<boolean> {
    const Key = keyOf(sha256);
    try {
      await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key }));
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw asStoreFailure(error);
    }
  }

  /** Closes the connections that are kept open. */
  onApplicationShutdown(): void {
    this.client.destroy();
  }

  private async upload(path: string, file: StoredFile): Promise<StoredFile> {
    const object = { Bucket: this.bucket, Key: keyOf(file.sha256), ContentLength: file.bytes };
    try {
      await storing(() => this.client.send(new PutObjectCommand({ ...object, Body: createReadStream(path) })));
      return file;
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
}

function keyOf(sha256: string): string {
  assertSha256(sha256);
  return `files/${sha256}`;
}
