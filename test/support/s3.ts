import type { S3Config } from '#platform';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import S3rver from 's3rver';
import { partsIn, partsOf, unfinishedIn } from './s3-parts';

/** An S3 server on loopback, with empty buckets, that is gone when it is stopped. */
export class ObjectStore {
  private constructor(
    private readonly server: S3rver,
    private readonly directory: string,
    readonly config: S3Config,
    private readonly held: Map<string, Promise<unknown>>,
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
    const held = new Map<string, Promise<unknown>>();
    const holding: S3rver['middleware'][number] = async ({ method, path }, next) => {
      const [, name = '', key] = path.split('/');
      if (method === 'GET' && key) await held.get(name);
      return next();
    };
    server.middleware.splice(-1, 0, holding, partsOf(directory));
    const { port } = (await server.run()) as AddressInfo;
    const config = {
      bucket,
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      // The two words that this server knows.
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    };
    return new ObjectStore(server, directory, config, held);
  }

  /** Whoever reads an object of the bucket waits until the work is over. */
  heldWhile<T>(bucket: string, work: () => Promise<T>): Promise<T> {
    const done = work();
    this.held.set(
      bucket,
      done.catch(() => undefined),
    );
    return done.finally(() => this.held.delete(bucket));
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

  /** Uploads in parts to a bucket that were neither completed nor given up. */
  unfinished(bucket: string): string[] {
    const folder = unfinishedIn(this.directory, bucket);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** Of uploads in parts that are under way, how many parts have come. */
  wholeParts(bucket: string): number {
    return this.unfinished(bucket).flatMap((id) => partsIn(join(unfinishedIn(this.directory, bucket), id))).length;
  }

  async stop(): Promise<void> {
    // Its log closes with it, and complains of answers that are still under way.
    await after(50);
    await this.server.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}
