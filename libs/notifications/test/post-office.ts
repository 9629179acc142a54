import { IdentityModule, IdentityService, MembersBook, type Identity, type Language, type Scope } from '#identity';
import { newId, type OutboxId, type PersonId } from '#kernel';
import { Database, PlatformModule, readConfig, readMailbox, UnitOfWork, type Transaction } from '#platform';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, TestClock } from '../../../test/support/test-database';
import { NotificationsModule } from '../src/notifications.module';

const SYSTEM = { id: 'system:test' };

@Module({})
class PostOfficeModule {}

export type Promised = {
  readonly id: OutboxId;
  readonly queue: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly not_before: Date | null;
};

/** People who are told things, on a database and with a mailbox of their own. */
export class PostOffice {
  private constructor(
    private readonly context: INestApplicationContext,
    readonly clock: TestClock,
    private readonly directory: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<PostOffice> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'granaio-post-'));
    const config = readConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: database.url, GRANAIO_DATA: directory },
      GRANAIO_PUBLIC_URL: 'https://granaio.example/',
    });
    const clock = new TestClock();
    const imports = [PlatformModule.forRoot(config, clock), IdentityModule, NotificationsModule];
    const context = await NestFactory.createApplicationContext(
      { module: PostOfficeModule, imports },
      { logger: false },
    );
    return new PostOffice(context, clock, directory, async () => {
      await context.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
  }

  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.context.get<T>(token);
  }

  get db(): Database {
    return this.get(Database);
  }

  work<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.get(UnitOfWork).run(SYSTEM, work);
  }

  async person(language: Language = 'it'): Promise<PersonId> {
    const email = `${newId()}@example.org`;
    return (await this.work((tx) => this.get(MembersBook).addPerson(tx, { name: 'Ada', email, language }))).id;
  }

  async identity(id: PersonId, scopes: 'all' | Scope[] = 'all'): Promise<Identity> {
    return { ...(await this.get(IdentityService).identityOf(id)), scopes };
  }

  /** The mails of one person, the oldest first. */
  async mailsOf(id: PersonId) {
    const { email } = await this.get(IdentityService).identityOf(id);
    return (await readMailbox(join(this.directory, 'mail'))).filter(({ to }) => to === email);
  }

  /** What is promised to one person and not kept yet: the queue, and when it is due. */
  promisesTo(id: PersonId): Promise<Promised[]> {
    return this.db.query<Promised>(
      `select outbox.id, queue, payload, not_before from platform.outbox
       left join notifications.notification told on told.id = (payload->>'notificationId')::uuid
       where done_at is null and (payload->>'personId' = $1::text or told.person_id = $1::uuid) order by outbox.id`,
      [id],
    );
  }
}
