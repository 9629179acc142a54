import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { isAbsent, s3ClientFor, storing, type S3Config } from '#platform';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

const FOLDER = 'shelf';

/**
 * Readable rows in a bucket that every server of the cluster reads: a cache, which may be emptied at any time, keeps no old
 * versions and is in no backup. A file is there whole or not at all.
 *
 * An object is named after whose rows it has and the hash of the sealed ones, so that either can be asked about.
 */
export class ClusterShelf {
  private readonly client;

  constructor(private readonly config: S3Config) {
    this.client = s3ClientFor(config);
  }

  /** Where the servers find the objects, by their names. */
  get url(): string {
    const { endpoint, region, bucket } = this.config;
    return `${endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`}/${FOLDER}`;
  }

  async has(name: string): Promise<boolean> {
    try {
      await this.client.send(new HeadObjectCommand(this.object(name)));
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      return storing(() => Promise.reject(error as Error));
    }
  }

  async put(name: string, path: string): Promise<void> {
    await storing(async () => {
      const { size } = await stat(path);
      const object = { ...this.object(name), Body: createReadStream(path), ContentLength: size };
      await this.client.send(new PutObjectCommand(object));
    });
  }

  /** Removing what is not there changes nothing. */
  async remove(name: string): Promise<void> {
    await storing(() => this.client.send(new DeleteObjectCommand(this.object(name))));
  }

  async names(): Promise<string[]> {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const asked = { Bucket: this.config.bucket, Prefix: `${FOLDER}/`, ContinuationToken: after };
      const page = await storing(() => this.client.send(new ListObjectsV2Command(asked)));
      names.push(...(page.Contents ?? []).map(({ Key = '' }) => Key.slice(FOLDER.length + 1)));
      after = page.NextContinuationToken;
    } while (after);
    return names;
  }

  close(): void {
    this.client.destroy();
  }

  private object(name: string) {
    return { Bucket: this.config.bucket, Key: `${FOLDER}/${name}` };
  }
}
