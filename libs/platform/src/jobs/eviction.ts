import { Redis } from 'ioredis';

const KEEPS_EVERYTHING = 'noeviction';

/**
 * Refuses a Redis that throws keys away when its memory is full, because jobs are such keys.
 *
 * @throws Error if it does; QUEUE.UNAVAILABLE's cause, the connection's own error, if nobody answers
 */
export async function refuseEvictingRedis(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 3_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    // Asked by INFO, because hosted servers do not allow CONFIG.
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? KEEPS_EVERYTHING;
    if (policy !== KEEPS_EVERYTHING) throw new EvictingRedis(policy);
  } finally {
    redis.disconnect();
  }
}

export class EvictingRedis extends Error {
  constructor(policy: string) {
    super(
      `Configuration: this Redis forgets keys (maxmemory-policy ${policy}). Set maxmemory-policy ${KEEPS_EVERYTHING}.`,
    );
    this.name = 'EvictingRedis';
  }
}
