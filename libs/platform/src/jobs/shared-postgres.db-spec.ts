import { Queue, Worker, type createRedisBackend } from 'bullmq';
import { setTimeout as after } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { sharedPostgresFactory } from './shared-postgres';

const NAMES = Array.from({ length: 12 }, (_, i) => `mill.grind-${i}`);
const POOL = 2;

describe('queues that share their connections', () => {
  let database: TestDatabase;
  let workers: Worker[];
  let queues: Queue[];
  const done: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    done.length = 0;
    const connection = { connectionString: database.url, max: POOL, application_name: 'granaio-queue' };
    const factory = sharedPostgresFactory(connection) as unknown as typeof createRedisBackend;
    // Nobody looks by himself within the hour, so that what is heard is heard by notification.
    const patient = { connection, drainDelay: 3_600, runRetryDelay: 100 };
    workers = NAMES.map((name) => new Worker(name, () => Promise.resolve(done.push(name)), patient, factory));
    queues = NAMES.map((name) => new Queue(name, { connection }, factory));
    for (const worker of workers) worker.on('error', () => undefined);
    for (const queue of queues) queue.on('error', () => undefined);
  });
  afterEach(() => close());

  const close = () => Promise.all([...workers, ...queues].map((one) => one.close()));
  const sessions = () =>
    database.query<{ query: string }>(
      `select query from pg_stat_activity where datname = current_database() and application_name = 'granaio-queue'`,
    );
  const listening = async () => (await sessions()).filter(({ query }) => /^listen bullmq_jobs/im.test(query)).length;
  const cut = () =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'granaio-queue'`,
    );
  const grind = () => Promise.all(queues.map((queue) => queue.add('sack', {})));
  const until = async (holds: () => Promise<boolean> | boolean) => {
    while (!(await holds())) await after(20);
  };
  const allDone = () => NAMES.every((name) => done.includes(name));

  it('hold one that listens and a pool, however many they are, and each hears of its own jobs', async () => {
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    await until(async () => (await listening()) === 1);
    await grind();
    await until(allDone);
    expect(done.toSorted()).toEqual(NAMES.toSorted());
    expect((await sessions()).length).toBeLessThanOrEqual(1 + POOL);
  });

  it('all hear again after their connections were cut', async () => {
    await until(async () => (await listening()) === 1);
    await cut();
    await until(async () => (await listening()) === 1);
    await grind();
    await until(allDone);
  });

  it('leave the connection to the others when one closes, and none behind when all have', async () => {
    await until(async () => (await listening()) === 1);
    const [first] = workers.splice(0, 1);
    await first?.close();
    await grind();
    await until(() => NAMES.slice(1).every((name) => done.includes(name)));
    expect(done).not.toContain(NAMES[0]);
    await close();
    await until(async () => (await sessions()).length === 0);
  });

  it('may be cut off while they close', async () => {
    await until(async () => (await listening()) === 1);
    await Promise.all([cut(), close(), cut()]);
  });
});
