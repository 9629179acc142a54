import { Redis } from 'ioredis';

const KEEPS_EVERYTHING = 'noeviction';

/**
 * Refuses a Redis that throws keys away when its memory is full, because jobs are such keys.
 *
 * @returns whether it answered at all
 * @throws Error if it forgets
 */
export async function refuseEvictingRedis(redisUrl: string): Promise<boolean> {
  const policy = await evictionPolicyOf(redisUrl);
  if (policy && policy !== KEEPS_EVERYTHING) {
    throw new Error(
      `Configuration: this Redis forgets keys. Set its maxmemory-policy ${KEEPS_EVERYTHING}, not ${policy}.`,
    );
  }
  return policy !== undefined;
}

async function evictionPolicyOf(redisUrl: string): Promise<string | undefined> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    // Asked by INFO, because hosted servers do not allow CONFIG.
    return /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? KEEPS_EVERYTHING;
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}
