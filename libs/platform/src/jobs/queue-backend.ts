import { createRedisBackend, type QueueOptions } from 'bullmq';
import type { Config } from '../config/config';
import { refuseEvictingRedis } from './eviction';
import { sharedPostgresFactory } from './shared-postgres';

/** Where the queue lives; everything else about jobs is the same on both. */
export type QueueBackend = {
  /** Whether it is known to forget nothing; a Redis that does not answer yet is not. */
  readonly trusted: boolean;
  readonly factory: typeof createRedisBackend;
  /** Workers wait for ever for a queue that is away; producers hear at once that it is. */
  readonly workers: Pick<QueueOptions, 'connection' | 'prefix'>;
  readonly producers: Pick<QueueOptions, 'connection' | 'prefix'>;
};

/** Of all queues of a process, beside the one that listens; statements are short, and none of them waits for another. */
const CONNECTIONS = 3;
const RECONNECT_MS = { first: 200, longest: 5_000 };
const retryStrategy = (times: number) => Math.min(times * RECONNECT_MS.first, RECONNECT_MS.longest);

/**
 * The queue lives in Redis where one is configured, and else in the database.
 *
 * @param databaseUrl of a database whose queue schema exists (`migrate`), reached without a transaction pooler,
 *   because the queue listens for notifications
 * @throws Error, which stops the start, for a Redis that may forget jobs
 */
export async function queueBackendFor(
  { redisUrl, queuePrefix: prefix }: Config,
  databaseUrl: string,
): Promise<QueueBackend> {
  if (!redisUrl) {
    const connection = {
      connectionString: databaseUrl,
      application_name: 'granaio-queue',
      max: CONNECTIONS,
      // A queue row that a crash of the server loses is published again from the outbox, so nobody waits for the disk.
      options: '-c synchronous_commit=off',
    };
    return {
      trusted: true,
      factory: sharedPostgresFactory(connection) as unknown as typeof createRedisBackend,
      workers: { connection, prefix },
      producers: { connection, prefix },
    };
  }
  const connection = { url: redisUrl, retryStrategy };
  return {
    trusted: await refuseEvictingRedis(redisUrl),
    factory: createRedisBackend,
    workers: { connection: { ...connection, maxRetriesPerRequest: null }, prefix },
    producers: { connection: { ...connection, maxRetriesPerRequest: 1, enableOfflineQueue: false }, prefix },
  };
}
