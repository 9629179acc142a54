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
import { Injectable, Module, type INestApplicationContext, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { hasRedis, RedisServer } from '../support/redis';
import { testPlatform, type TestPlatform } from '../support/test-database';

/** The smallest slice: a mill that promises to grind each sack it takes. */
export const GRIND_SACK = defineJob('mill.grind-sack', z.object({ sackId: z.string() }));
type GrindSack = z.infer<typeof GRIND_SACK.payload>;

/** Impatient, so that a lost job is missed soon. */
export const SETTINGS = {
  ...{ attempts: 3, backoffMs: 20, republishAfterMs: 300, pollMs: 50 },
  ...{ lockMs: 500, workersLost: 1, stopWithinMs: 1_000 },
};

/** So long may what is due take on a machine that is busy with other things; what is never done is never done. */
const PATIENCE_MS = 120_000;

/** What calling for a sack comes to: an error, a call that never returns, or nothing unusual. */
type Fate = (call: number) => Error | undefined | Promise<undefined>;

/** A service as the slices write them: it may be called again with the same sack. */
@Injectable()
export class MillService {
  fulfils = true;
  readonly fates = new Map<string, Fate>();
  private readonly calls = new Map<string, number>();

  constructor(private readonly work: UnitOfWork) {}

  async grind(by: Principal, sackId: string): Promise<void> {
    const call = this.callsFor(sackId) + 1;
    this.calls.set(sackId, call);
    const failure = await this.fates.get(sackId)?.(call);
    if (failure) throw failure;
    await this.work.run(by, async (tx) => {
      if (this.fulfils) tx.fulfil();
      const ground = await tx.query('insert into flour values ($1) on conflict do nothing returning sack_id', [sackId]);
      if (ground.length > 0) tx.record({ type: 'sack.ground', sackId });
      else tx.unchanged(undefined);
    });
  }

  callsFor(sackId: string): number {
    return this.calls.get(sackId) ?? 0;
  }
}

@Processor(GRIND_SACK.queue)
class GrindSackProcessor extends JobProcessor<GrindSack> {
  protected readonly job = GRIND_SACK;

  constructor(private readonly mill: MillService) {
    super();
  }

  protected handle({ sackId }: GrindSack, by: Principal): Promise<unknown> {
    return this.mill.grind(by, sackId);
  }
}

@Module({})
class MillWorker {}

/** Where the queue lives: it can be taken away, with or without its memory, and brought back. */
export type Backend = {
  readonly redisUrl: string | undefined;
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
      await after(100); // until those who held them have heard of it
    },
    restart: () => Promise.resolve(),
    flush: async () => {
      const tables = await db.query<{ name: string }>(
        `select format('bullmq.%I', tablename) as name from pg_tables
         where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      const truncate = `truncate ${tables.map(({ name }) => name).join(', ')}`;
      // The workers go on meanwhile, and may be in the way.
      while (!(await succeeds(db.query(truncate))));
    },
    stop: () => Promise.resolve(),
  });

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );

/** Every backend that this machine can run, by name. */
export const BACKENDS: [string, (platform: TestPlatform) => Promise<Backend>][] = [
  ['PostgreSQL', inPostgres],
  ...(hasRedis() ? [['Redis', inRedis] as [string, typeof inRedis]] : []),
];

/** A mill with a database, a queue and one worker, which tests replace, stop and kill. */
export class Mill {
  /** What the workers had to complain of. */
  readonly complaints: string[] = [];
  private sacks = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly backend: Backend,
  ) {}

  worker: INestApplicationContext;

  static async open(start: (platform: TestPlatform) => Promise<Backend>): Promise<Mill> {
    const platform = await testPlatform();
    await platform.db.query('create table flour (sack_id text primary key)');
    return new Mill(platform, await start(platform));
  }

  /** A further worker. Its relay runs once somebody starts it. */
  hire(settings: Partial<JobSettings> = {}): Promise<INestApplicationContext> {
    const { url, clock } = this.platform;
    const config = readConfig({ DATABASE_URL: url, REDIS_URL: this.backend.redisUrl, QUEUE_PREFIX: 'mill' });
    const root = {
      module: MillWorker,
      imports: [PlatformModule.forRoot(config, clock), JobsModule.forRoot({ ...SETTINGS, ...settings })],
      providers: [MillService, GrindSackProcessor],
    };
    const complain = (line: unknown) => void this.complaints.push(String(line));
    const logger: LoggerService = { log: () => undefined, warn: complain, error: complain };
    return NestFactory.createApplicationContext(root, { logger, abortOnError: false });
  }

  /** Takes a worker on in place of the one there was. */
  async replaceWorker(settings: Partial<JobSettings> = {}): Promise<void> {
    const next = await this.hire(settings);
    await (this.worker as INestApplicationContext | undefined)?.close();
    this.worker = next;
  }

  get service(): MillService {
    return this.worker.get(MillService);
  }

  get relay(): OutboxRelay {
    return this.worker.get(OutboxRelay);
  }

  get outbox(): Outbox {
    return this.worker.get(Outbox);
  }

  get queue() {
    return this.worker.get(GrindSackProcessor).worker;
  }

  newSack(): string {
    this.sacks += 1;
    return `sack-${this.sacks}`;
  }

  /** Brings sacks, and promises to grind each of them. */
  async take(sackIds: readonly string[], notBefore?: Date): Promise<void> {
    await Promise.all(sackIds.map((sackId) => this.takeOne(sackId, notBefore)));
  }

  settle(): Promise<void> {
    return waitForOutbox(this.platform.db, this.relay, PATIENCE_MS);
  }

  /** How often each of the sacks was ground, in effect. */
  async timesGround(sackIds: readonly string[]): Promise<number[]> {
    const events = await this.platform.db.query<{ sack: string }>(
      `select facts::json->>'sackId' as sack from platform.event where type = 'sack.ground'`,
    );
    return sackIds.map((sackId) => events.filter(({ sack }) => sack === sackId).length);
  }

  async promiseOf(sackId: string) {
    const [row] = await this.platform.db.query<{ id: string; done: boolean; failed: boolean; failure: string | null }>(
      `select id, done_at is not null as done, failed_at is not null as failed, failure
       from platform.outbox where payload->>'sackId' = $1`,
      [sackId],
    );
    return row;
  }

  /** The worker stops in the middle of the job, as a killed process does: its lock stays and nobody renews it. */
  async dieOver(sackId: string): Promise<void> {
    const { service } = this;
    const calls = service.callsFor(sackId);
    while (service.callsFor(sackId) === calls) {
      await this.relay.publishDue();
      await after(20);
    }
    await this.queue.close(true);
    await this.replaceWorker();
  }

  async close(): Promise<void> {
    await (this.worker as INestApplicationContext | undefined)?.close();
    await this.backend.stop();
    await this.platform.stop();
  }

  private takeOne(sackId: string, notBefore: Date | undefined): Promise<void> {
    return this.platform.work.run({ id: 'miller' }, (tx) => {
      tx.record({ type: 'sack.brought', sackId });
      tx.enqueue(GRIND_SACK, { sackId }, notBefore);
      return Promise.resolve();
    });
  }
}
