import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { answers, dyingWithUs } from './dying-with-us';

/**
 * Whether this machine has a Redis server to test with. The build server must have one.
 *
 * @throws Error under CI, so that a missing server never passes for a green test
 */
export function hasRedis(): boolean {
  if (answers('redis-server')) return true;
  if (process.env.CI === 'true') throw new Error('There is no redis-server on the PATH, and CI needs one.');
  console.warn('There is no redis-server on the PATH: the Redis half of the queue tests is skipped.');
  return false;
}

/** A real Redis on a free port of loopback, that keeps everything, and that tests may kill, empty and start again. */
export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly policy: string,
  ) {}

  static async start(policy = 'noeviction'): Promise<RedisServer> {
    const directory = await mkdtemp(join(tmpdir(), 'granaio-redis-'));
    const server = new RedisServer(directory, await freePort(), policy);
    await server.restart();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Starts it with what its append-only file still knows. */
  async restart(): Promise<void> {
    const settings = {
      port: `${this.port}`,
      bind: '127.0.0.1',
      dir: this.directory,
      appendonly: 'yes',
      save: '',
      'maxmemory-policy': this.policy,
    };
    const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const [program, ...words] = dyingWithUs('redis-server', ...options);
    this.process = spawn(program, words, { stdio: 'ignore' });
    await this.ask((redis) => redis.ping());
  }

  async kill(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  async flush(): Promise<void> {
    await this.ask((redis) => redis.flushall());
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async ask(question: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = new Redis(this.url, { retryStrategy: () => 20, maxRetriesPerRequest: 500 });
    redis.on('error', () => undefined);
    await question(redis).finally(() => {
      redis.disconnect();
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
