import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import type { S3Config } from '../config/config';
import { s3ClientFor } from '../files/s3-client';
import { asStoreFailure, isAbsent, storing } from '../files/store-failure';
import { keyAlreadyThere } from './errors';
import { assertKeyName, KEY_BYTES, keyFrom, KeyRing, MARK } from './key-ring';

/** What a store answers that holds to `If-None-Match: *`. */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/**
 * Keys in a bucket of their own, which must keep no old versions and be in no backup.
 *
 * A name is taken by a conditional request. A store that does not know the condition overwrites instead, so the name is
 * looked for before and read back after: of two that meet there, one may then lose, and says so.
 */
export class S3KeyRing extends KeyRing {
  private constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {
    super();
  }

  /** @throws Error if the bucket keeps old versions, because nothing in it would ever be destroyed */
  static async at(config: S3Config): Promise<S3KeyRing> {
    const ring = new S3KeyRing(s3ClientFor(config), config.bucket);
    await ring.assertForgetful();
    return ring;
  }

  async create(name: string): Promise<Buffer> {
    if (await this.find(name)) throw keyAlreadyThere(name);
    const key = randomBytes(KEY_BYTES);
    try {
      const object = { ...this.object(name), Body: key, ContentLength: KEY_BYTES };
      await this.client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
    } catch (error) {
      throw TAKEN.has((error as Error).name) ? keyAlreadyThere(name) : asStoreFailure(error);
    }
    const kept = await this.find(name);
    if (!kept?.equals(key)) throw keyAlreadyThere(name);
    return key;
  }

  async find(name: string): Promise<Buffer | null> {
    const bytes = await this.read(this.object(name));
    return bytes && keyFrom(name, bytes);
  }

  async destroy(name: string): Promise<void> {
    const object = this.object(name);
    await storing(() => this.client.send(new DeleteObjectCommand(object)));
  }

  async mark(): Promise<string | null> {
    const bytes = await this.read(this.markObject);
    return bytes && bytes.toString('utf8').trim();
  }

  async putMark(installation: string): Promise<void> {
    const object = { ...this.markObject, Body: `${installation}\n` };
    await storing(() => this.client.send(new PutObjectCommand(object)));
  }

  /** Closes the connections that are kept open. */
  onApplicationShutdown(): void {
    this.client.destroy();
  }

  private async read(object: { readonly Bucket: string; readonly Key: string }): Promise<Buffer | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand(object));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw asStoreFailure(error);
    }
  }

  private object(name: string) {
    assertKeyName(name);
    return { Bucket: this.bucket, Key: `keys/${name}` };
  }

  private get markObject() {
    return { Bucket: this.bucket, Key: `keys/${MARK}` };
  }

  /** Not every store can be asked; the operator's word has to do there. */
  private async assertForgetful(): Promise<void> {
    const asked = this.client.send(new GetBucketVersioningCommand({ Bucket: this.bucket }));
    const { Status } = await asked.catch(() => ({ Status: undefined }));
    if (Status !== 'Enabled') return;
    throw new Error('Configuration: the bucket S3_KEYS_BUCKET keeps old versions, so no key would ever be destroyed.');
  }
}
