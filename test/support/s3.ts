import type { S3Config } from '#platform';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import S3rver from 's3rver';

/** An S3 server on loopback, with empty buckets, that is gone when it is stopped. */
export class ObjectStore {
  private constructor(
    private readonly server: S3rver,
    private readonly directory: string,
    readonly config: S3Config,
  ) {}

  /** @param more names of further buckets */
  static async start(...more: string[]): Promise<ObjectStore> {
    const directory = await mkdtemp(join(tmpdir(), 'granaio-s3-'));
    const bucket = 'granaio';
    const server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      directory,
      silent: true,
      configureBuckets: [bucket, ...more].map((name) => ({ name, configs: [] })),
    });
    const { port } = (await server.run()) as AddressInfo;
    return new ObjectStore(server, directory, {
      bucket,
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      // The two words that this server knows.
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    });
  }

  /** Where the server keeps an object's bytes, for a test that damages them. */
  pathOf(key: string): string {
    return join(this.directory, this.config.bucket, `${key}._S3rver_object`);
  }

  /** What is in a bucket now, by key. */
  keys(bucket: string): string[] {
    const suffix = '._S3rver_object';
    const names = readdirSync(join(this.directory, bucket), { recursive: true }) as string[];
    return names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  }

  async stop(): Promise<void> {
    // Its log closes with it, and complains of answers that are still under way.
    await after(50);
    await this.server.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}
