import { createPostgresBackend, createRedisBackend, type ConnectionOptions, type QueueOptions } from 'bullmq';
import type { Config } from '../config/config';

/** Where the queue lives; everything else about jobs is the same on both. */
export type QueueBackend = {
  readonly factory: typeof createRedisBackend;
  /** Workers wait for ever for a queue that is away; producers hear at once that it is. */
  readonly workers: Pick<QueueOptions, 'connection' | 'prefix'>;
  readonly producers: Pick<QueueOptions, 'connection' | 'prefix'>;
};

const RECONNECT_MS = { first: 200, longest: 5_000 };
const retryStrategy = (times: number) => Math.min(times * RECONNECT_MS.first, RECONNECT_MS.longest);

/**
 * The queue lives in Redis where one is configured, and else in the database.
 *
 * @param databaseUrl of a database whose queue schema exists (`migrate`), reached without a transaction pooler,
 *   because the queue listens for notifications
 */
export function queueBackendFor({ redisUrl, queuePrefix: prefix }: Config, databaseUrl: string): QueueBackend {
  if (!redisUrl) {
    // A queue row that a crash of the server loses is published again from the outbox, so nobody waits for the disk.
    const connection = { connectionString: databaseUrl, max: 5, options: '-c synchronous_commit=off' };
    const both = { connection: connection as ConnectionOptions, prefix };
    return { factory: createPostgresBackend as unknown as typeof createRedisBackend, workers: both, producers: both };
  }
  const connection = { url: redisUrl, retryStrategy };
  return {
    factory: createRedisBackend,
    workers: { connection: { ...connection, maxRetriesPerRequest: null }, prefix },
    producers: { connection: { ...connection, maxRetriesPerRequest: 1, enableOfflineQueue: false }, prefix },
  };
}
