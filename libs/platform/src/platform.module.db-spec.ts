import { Clock } from '#kernel';
import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createTestDatabase, TestClock, type TestDatabase } from '../../../test/support/test-database';
import { readConfig } from './config/config';
import { PlatformModule } from './platform.module';
import { Database } from './unit-of-work/database';
import { UnitOfWork } from './unit-of-work/unit-of-work';

@Injectable()
class LastWords implements OnApplicationShutdown {
  said: unknown;

  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    this.said = await this.database.query('select 1 as still_here');
  }
}

@Module({ providers: [LastWords] })
class SliceModule {}

@Module({})
class RootModule {}

describe('the platform module', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const start = (clock: TestClock) => {
    const config = readConfig({ DATABASE_URL: database.url });
    const root = { module: RootModule, imports: [PlatformModule.forRoot(config, clock), SliceModule] };
    return NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  };

  it('gives every slice its unit of work, on the clock it was told', async () => {
    const clock = new TestClock();
    const app = await start(clock);

    expect(app.get(Clock)).toBe(clock);
    await expect(app.get(UnitOfWork).run({ id: 'miller' }, (tx) => Promise.resolve(tx.unchanged('ok')))).resolves.toBe(
      'ok',
    );
    await app.close();
  });

  it('closes its connections after every slice has said its last words', async () => {
    const app = await start(new TestClock());
    const lastWords = app.get(LastWords);
    await app.close();

    expect(lastWords.said).toEqual([{ still_here: 1 }]);
    const open = await database.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    expect(open.length).toBeLessThanOrEqual(1); // the test's own
  });

  it('says what is missing when it has no database', async () => {
    const root = { module: RootModule, imports: [PlatformModule.forRoot(readConfig({}))] };

    await expect(NestFactory.createApplicationContext(root, { logger: false, abortOnError: false })).rejects.toThrow(
      'DATABASE_URL is missing',
    );
  });
});
