import { CommonsError } from '#kernel';
import {
  defineJob,
  JobProcessor,
  type JobSettings,
  JobsModule,
  Outbox,
  OutboxRelay,
  PlatformModule,
  type Principal,
  readConfig,
  UnitOfWork,
  waitForOutbox,
} from '#platform';
import { Processor } from '@nestjs/bullmq';
import { Injectable, type INestApplicationContext, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { hasRedis, RedisServer } from '../support/redis';
import { testPlatform, type TestPlatform } from '../support/test-database';

const GRIND_SACK = defineJob('mill.grind-sack', z.object({ sackId: z.string() }));
type GrindSack = z.infer<typeof GRIND_SACK.payload>;
const MILLER = { id: 'miller' };

/** Impatient, so that a lost job is missed soon. */
const SETTINGS = { attempts: 3, backoffMs: 20, republishAfterMs: 300, pollMs: 50, lockMs: 500, workersLost: 1 };

/** What the workers say. */
const said: string[] = [];
const say = (line: unknown) => void said.push(String(line));
const LOG: LoggerService = { log: say, warn: say, error: say };

/** What a call on a sack comes to, where it is not simply ground; as all workers know it. */
const fates = new Map<string, (call: number) => Error | undefined | Promise<never>>();

/** A service as the slices write them: it may be called again with the same sack. */
@Injectable()
class Mill {
  readonly calls: string[] = [];
  fulfils = true;

  constructor(private readonly work: UnitOfWork) {}

  async grind(by: Principal, sackId: string): Promise<void> {
    this.calls.push(sackId);
    const failure = await fates.get(sackId)?.(this.callsFor(sackId));
    if (failure) throw failure;
    await this.work.run(by, async (tx) => {
      if (this.fulfils) tx.fulfil();
      const ground = await tx.query('insert into flour values ($1) on conflict do nothing returning sack_id', [sackId]);
      if (ground.length === 0) return tx.unchanged(undefined);
      tx.record({ type: 'sack.ground', sackId });
    });
  }

  callsFor(sackId: string): number {
    return this.calls.filter((called) => called === sackId).length;
  }
}

@Processor(GRIND_SACK.queue)
class GrindSackProcessor extends JobProcessor<GrindSack> {
  protected readonly job = GRIND_SACK;

  constructor(private readonly mill: Mill) {
    super();
  }

  protected handle({ sackId }: GrindSack, by: Principal): Promise<unknown> {
    return this.mill.grind(by, sackId);
  }
}

/** A process that works on the queue; its relay runs once it is started. */
async function startWorker(
  { url, clock }: TestPlatform,
  redisUrl: string | undefined,
  settings: Partial<JobSettings> = {},
): Promise<INestApplicationContext> {
  const config = readConfig({ DATABASE_URL: url, REDIS_URL: redisUrl, QUEUE_PREFIX: 'relay-test' });
  const root = {
    module: class Worker {},
    imports: [PlatformModule.forRoot(config, clock), JobsModule.forRoot({ ...SETTINGS, ...settings })],
    providers: [Mill, GrindSackProcessor],
  };
  return NestFactory.createApplicationContext(root, { logger: LOG, abortOnError: false });
}

type Backend = {
  readonly redisUrl: string | undefined;
  /** Takes the queue away, with or without its memory, and brings it back. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  flush(): Promise<void>;
  stop(): Promise<void>;
};

async function inRedis(): Promise<Backend> {
  const redis = await RedisServer.start();
  return {
    redisUrl: redis.url,
    kill: () => redis.kill(),
    restart: () => redis.restart(),
    flush: () => redis.flush(),
    stop: () => redis.stop(),
  };
}

/** The database cannot be away while promises are made, but each of the queue's connections may be cut. */
const inPostgres = ({ db }: TestPlatform): Promise<Backend> =>
  Promise.resolve({
    redisUrl: undefined,
    kill: async () => {
      await db.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'granaio'`);
    },
    restart: () => Promise.resolve(),
    flush: async () => {
      const tables = await db.query<{ name: string }>(
        `select format('bullmq.%I', tablename) as name from pg_tables
         where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      await db.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    },
    stop: () => Promise.resolve(),
  });

const backends: [string, (platform: TestPlatform) => Promise<Backend>][] = [['PostgreSQL', inPostgres]];
if (hasRedis()) backends.push(['Redis', inRedis]);

describe.each(backends)('promises, with the queue in %s', (_name, open) => {
  let platform: TestPlatform;
  let backend: Backend;
  let worker: INestApplicationContext;
  let mill: Mill;
  let sacks = 0;

  beforeAll(async () => {
    platform = await testPlatform();
    await platform.db.query('create table flour (sack_id text primary key)');
    backend = await open(platform);
    worker = await startWorker(platform, backend.redisUrl);
    mill = worker.get(Mill);
  });
  afterAll(async () => {
    await worker.close();
    await backend.stop();
    await platform.stop();
  });

  const newSack = () => `sack-${(sacks += 1)}`;
  const settle = () => waitForOutbox(platform.db, worker.get(OutboxRelay), 15_000);

  const promise = (sackId: string, notBefore?: Date) =>
    platform.work.run(MILLER, (tx) => {
      tx.record({ type: 'sack.brought', sackId });
      tx.enqueue(GRIND_SACK, { sackId }, notBefore);
      return Promise.resolve();
    });

  const processor = (of: INestApplicationContext) => of.get(GrindSackProcessor);

  /** The worker stops in the middle of the job, as a killed process does: the lock stays and nobody renews it. */
  const dieOver = async (sackId: string) => {
    const calls = mill.callsFor(sackId);
    while (mill.callsFor(sackId) === calls) {
      await worker.get(OutboxRelay).publishDue();
      await after(20);
    }
    await processor(worker).worker.close(true);
    worker = await replaced();
    mill = worker.get(Mill);
  };
  const replaced = async () => {
    const next = await startWorker(platform, backend.redisUrl);
    await worker.close();
    return next;
  };
  let lastDead: string | undefined;

  const timesGround = async (sackId: string): Promise<number> => {
    const events = await platform.db.query(`select 1 from platform.event where type = 'sack.ground' and facts = $1`, [
      JSON.stringify({ sackId }),
    ]);
    return events.length;
  };

  const rowOf = async (sackId: string) => {
    const [row] = await platform.db.query<{ id: string; done: boolean; failed: boolean; failure: string | null }>(
      `select id, done_at is not null as done, failed_at is not null as failed, failure
       from platform.outbox where payload->>'sackId' = $1`,
      [sackId],
    );
    return row;
  };

  it('are kept once, by the system, when the transaction commits', async () => {
    const sackId = newSack();
    await promise(sackId);
    await settle();
    expect([mill.callsFor(sackId), await timesGround(sackId)]).toEqual([1, 1]);
    expect(await rowOf(sackId)).toMatchObject({ done: true, failed: false, failure: null });
    expect(await platform.db.query(`select by from platform.event where type = 'sack.ground'`)).toEqual([
      { by: 'system:mill.grind-sack' },
    ]);
  });

  it('are never made when the transaction rolls back', async () => {
    const sackId = newSack();
    const failing = platform.work.run(MILLER, (tx) => {
      tx.record({ type: 'sack.brought', sackId });
      tx.enqueue(GRIND_SACK, { sackId });
      throw new Error('the sack burst');
    });
    await expect(failing).rejects.toThrow('the sack burst');
    await settle();
    await after(SETTINGS.republishAfterMs + 100);
    expect(mill.callsFor(sackId)).toBe(0);
  });

  it('are marked as kept even by a service that does not say so', async () => {
    const sackId = newSack();
    mill.fulfils = false;
    await promise(sackId);
    await settle();
    mill.fulfils = true;
    expect(await rowOf(sackId)).toMatchObject({ done: true });
  });

  it('have one effect each, with two workers and three relays at once', async () => {
    const another = await startWorker(platform, backend.redisUrl);
    another.get(OutboxRelay).start();
    const many = Array.from({ length: 250 }, newSack);
    await Promise.all(many.map((sackId) => promise(sackId)));
    await Promise.all([settle(), settle()]);
    expect(await Promise.all(many.map(timesGround))).toEqual(many.map(() => 1));
    await another.close();
  });

  it('have no second effect when they are delivered again', async () => {
    const sackId = newSack();
    await promise(sackId);
    await settle();
    const again = `update platform.outbox set done_at = null, published_at = null where payload->>'sackId' = $1`;
    await platform.db.query(again, [sackId]);
    await settle();
    expect([mill.callsFor(sackId), await timesGround(sackId)]).toEqual([2, 1]);
  });

  it('are tried again after a temporary error and a defect', async () => {
    const sackId = newSack();
    const failures = [new CommonsError('unavailable', 'MILL.STOPPED', 'No wind.'), new Error('a defect')];
    fates.set(sackId, (call) => failures[call - 1]);
    await promise(sackId);
    await settle();
    expect([mill.callsFor(sackId), await timesGround(sackId)]).toEqual([3, 1]);
  });

  it('are given up at once when no retry can help, and an operator sees the code and no data', async () => {
    const sackId = newSack();
    fates.set(sackId, () => new CommonsError('refused', 'SACK.EMPTY', 'The sack of Ada Rossi is empty.'));
    await promise(sackId);
    await settle();
    expect(mill.callsFor(sackId)).toBe(1);
    expect(await rowOf(sackId)).toMatchObject({ done: false, failed: true, failure: 'SACK.EMPTY' });
    expect((await worker.get(Outbox).pending()).failed).toBeGreaterThan(0);
  });

  it('are given up after the last attempt, and taken up again by an operator', async () => {
    const sackId = newSack();
    fates.set(sackId, () => new Error('a defect that quotes Ada Rossi'));
    await promise(sackId);
    await settle();
    expect(mill.callsFor(sackId)).toBe(SETTINGS.attempts);
    const row = await rowOf(sackId);
    expect(row).toMatchObject({ failed: true, failure: 'JOB.DEFECT' });
    fates.delete(sackId);
    await worker.get(Outbox).reopen(row?.id as never);
    await settle();
    expect(await rowOf(sackId)).toMatchObject({ done: true, failed: false, failure: null });
  });

  it('are given up when their payload is not understood', async () => {
    await platform.db.query(
      `insert into platform.outbox (id, queue, payload) values (gen_random_uuid(), $1, '{"sackId": 7}')`,
      [GRIND_SACK.queue],
    );
    await settle();
    expect(await rowOf('7')).toMatchObject({ failed: true, failure: 'JOB.BAD_PAYLOAD' });
  });

  it('are kept when they are due and not before, by the clock of the installation', async () => {
    const sackId = newSack();
    await promise(sackId, new Date((await platform.work.now()).getTime() + 48 * 3_600_000));
    await settle();
    platform.clock.advanceDays(1);
    await settle();
    expect(mill.callsFor(sackId)).toBe(0);
    expect((await worker.get(Outbox).pending()).open).toBe(1);
    platform.clock.advanceDays(1);
    await settle();
    expect(await timesGround(sackId)).toBe(1);
  });

  it('are kept after the queue lost everything', async () => {
    await processor(worker).worker.pause(); // so that what is published stays in the queue until it is lost
    const many = Array.from({ length: 20 }, newSack);
    await Promise.all(many.map((sackId) => promise(sackId)));
    expect(await worker.get(OutboxRelay).publishDue()).toBe(20);
    await backend.flush();
    processor(worker).worker.resume();
    await settle();
    expect(await Promise.all(many.map(timesGround))).toEqual(many.map(() => 1));
  });

  it('go to another worker when theirs dies, and are given up when they kill several', async () => {
    const [unlucky, deadly] = [newSack(), newSack()];
    const never = new Promise<never>(() => undefined);
    fates.set(unlucky, () => (unlucky === lastDead ? undefined : ((lastDead = unlucky), never)));
    fates.set(deadly, () => never);
    await promise(unlucky);
    await dieOver(unlucky);
    await settle();
    expect(await timesGround(unlucky)).toBe(1);

    await promise(deadly);
    for (let deaths = 0; deaths <= SETTINGS.workersLost; deaths += 1) await dieOver(deadly);
    await settle();
    expect(await rowOf(deadly)).toMatchObject({ failed: true, failure: 'JOB.STALLED' });
  });

  it('are made while the queue is away, and kept when it is back', async () => {
    worker.get(OutboxRelay).start();
    const before = newSack();
    await promise(before);
    await backend.kill();
    const many = Array.from({ length: 20 }, newSack);
    await Promise.all(many.map((sackId) => promise(sackId)));
    await after(300);
    await backend.restart();
    await settle();
    const all = [before, ...many];
    expect(await Promise.all(all.map(timesGround))).toEqual(all.map(() => 1));
  });

  it('are kept although the queue is killed and emptied again and again under the workers', async () => {
    const all: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const many = Array.from({ length: 30 }, newSack);
      all.push(...many);
      await Promise.all(many.map((sackId) => promise(sackId)));
      await (round === 1 ? backend.flush() : backend.kill());
      await backend.restart().catch(() => undefined);
    }
    await settle();
    expect(await Promise.all(all.map(timesGround))).toEqual(all.map(() => 1));
  });

  it('are kept soon after the commit, without waiting for the next look', async () => {
    const patient = await startWorker(platform, backend.redisUrl, { pollMs: 3_600_000 });
    await worker.close();
    worker = patient;
    worker.get(OutboxRelay).start();
    await after(200);
    const sackId = newSack();
    await promise(sackId);
    while (!(await rowOf(sackId))?.done) await after(10);
    expect(await timesGround(sackId)).toBe(1);
  });
});

(hasRedis() ? describe : describe.skip)('Redis', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await testPlatform();
    await platform.db.query('create table flour (sack_id text primary key)');
  });
  afterAll(() => platform.stop());

  it('that forgets is refused at the start, by the name of the setting', async () => {
    const redis = await RedisServer.start('allkeys-lru');
    await expect(startWorker(platform, redis.url)).rejects.toThrow('maxmemory-policy noeviction');
    await redis.stop();
  });

  it('may come after us; that it is away is said once', async () => {
    const redis = await RedisServer.start();
    await redis.kill();
    said.length = 0;
    const worker = await startWorker(platform, redis.url);
    const relay = worker.get(OutboxRelay);
    relay.start();
    await platform.work.run(MILLER, (tx) => {
      tx.enqueue(GRIND_SACK, { sackId: 'early' });
      return Promise.resolve(tx.unchanged(undefined));
    });
    await after(1_000);
    expect(await worker.get(Outbox).pending()).toEqual({ open: 1, failed: 0 });
    expect(said.filter((line) => line.includes('Jobs wait in the outbox'))).toHaveLength(1);
    expect(said.length).toBeLessThanOrEqual(3);
    await redis.restart();
    await waitForOutbox(platform.db, relay);
    expect(await worker.get(Outbox).pending()).toEqual({ open: 0, failed: 0 });
    await worker.close();
    await redis.stop();
  });
});
