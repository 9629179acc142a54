import { randomBytes } from 'node:crypto';
import { Clock } from '#kernel';
import { createDataSource, Database, migrate, type Queryable, UnitOfWork } from '#platform';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

const TEMPLATE = 'granaio_template';

export type EmptyDatabase = { readonly url: string; readonly drop: () => Promise<void> };
export type TestDatabase = Queryable & EmptyDatabase & { readonly dataSource: DataSource };

/** A clock that tests move; the database's time moves along, because units of work add its offset. */
export class TestClock extends Clock {
  offsetMs = 0;

  advanceMinutes(minutes: number): void {
    this.offsetMs += minutes * 60_000;
  }

  advanceDays(days: number): void {
    this.advanceMinutes(days * 24 * 60);
  }
}

/** A database of the test's own: a clone of the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase(`template ${TEMPLATE} strategy file_copy`);
  const dataSource = await createDataSource(url, 8).initialize();
  const database = new Database(dataSource);
  return {
    url,
    dataSource,
    query: (sql, params) => database.query(sql, params),
    drop: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}

/** A database with nothing in it. */
export const createEmptyDatabase = (): Promise<EmptyDatabase> => createDatabase('');

export type TestPlatform = {
  readonly url: string;
  readonly work: UnitOfWork;
  readonly db: Database;
  readonly clock: TestClock;
  readonly dataSource: DataSource;
  readonly stop: () => Promise<void>;
};

/** What a service is made of, on a database of the test's own. */
export async function testPlatform(): Promise<TestPlatform> {
  const { url, dataSource, drop } = await createTestDatabase();
  const clock = new TestClock();
  const [work, db] = [new UnitOfWork(dataSource, clock), new Database(dataSource)];
  return { url, work, db, clock, dataSource, stop: drop };
}

async function createDatabase(like: string): Promise<EmptyDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(async (client) => {
    if (like) await ensureTemplate(client);
    await client.query(`create database ${name} ${like}`);
  });
  return {
    url: urlOf(name),
    drop: () => asOwner((client) => dropDatabase(client, name)),
  };
}

/** Made by whoever comes first, under a name of its own until it is whole. */
async function ensureTemplate(client: Client): Promise<void> {
  const exists = async () => (await client.query('select 1 from pg_database where datname = $1', [TEMPLATE])).rowCount;
  if (await exists()) return;
  await client.query(`select pg_advisory_lock(hashtext('${TEMPLATE}'))`);
  if (!(await exists())) {
    await dropDatabase(client, `${TEMPLATE}_new`);
    await client.query(`create database ${TEMPLATE}_new`);
    await migrate(urlOf(`${TEMPLATE}_new`));
    await client.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`);
  }
  await client.query(`select pg_advisory_unlock(hashtext('${TEMPLATE}'))`);
}

/** Without `force`, which an owner may not use while autovacuum, a superuser's process, is at work; plain drop ends that. */
async function dropDatabase(client: Client, name: string): Promise<void> {
  const ours = 'select pid from pg_stat_activity where datname = $1 and usename = current_user';
  await client.query(`select pg_terminate_backend(pid) from (${ours}) as session`, [name]);
  await client.query(`drop database if exists ${name}`);
}

async function asOwner(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function adminUrl(): string {
  const url = process.env.GRANAIO_TEST_POSTGRES;
  if (!url) throw new Error('GRANAIO_TEST_POSTGRES is not set: run this file in the jest project db or e2e.');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}
