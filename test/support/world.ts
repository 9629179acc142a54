import { ApiModule } from '../../apps/api/src/api.module';
import { createApi } from '../../apps/api/src/shared/create-api';
import { LIMITS } from '../../apps/api/src/shared/limits';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { AuditService } from '#audit';
import { dataCommittee, FoundingService, type StatuteDocument } from '#governance';
import { IdentityService, MembersBook, SCOPES, type OrganisationKind, type Role } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { Database, OutboxRelay, readConfig, UnitOfWork, waitForOutbox, type Config } from '#platform';
import type { PolicyDocument } from '#policy';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Member } from './member';
import { createTestDatabase, TestClock } from './test-database';

const SYSTEM = { id: 'system:test' };
/** So long may what is due, or one request, take on a machine that is busy with other things. */
const PATIENCE_MS = 120_000;

/** A whole installation in one process: API and worker on a database, a queue and a folder of their own. */
export class World {
  private constructor(
    readonly clock: TestClock,
    readonly federationId: FederationId,
    private readonly parts: {
      readonly api: NestFastifyApplication;
      readonly worker: INestApplicationContext;
      readonly config: Config;
      readonly drop: () => Promise<void>;
    },
  ) {}

  /** @param policy what holds before the first vote; `extra` variables are added to the configuration */
  static async start({
    policy,
    statute = dataCommittee(),
    extra = {},
  }: {
    policy: PolicyDocument;
    statute?: StatuteDocument;
    extra?: Record<string, string>;
  }): Promise<World> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'granaio-e2e-'));
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      GRANAIO_DATA: directory,
      QUEUE_PREFIX: `e2e-${randomUUID()}`,
      ...extra,
    });
    Object.assign(LIMITS, { executionMs: PATIENCE_MS });
    const clock = new TestClock();
    const api = await createApi(config, ApiModule.forRoot(config, clock));
    await api.init();
    const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, clock), {
      logger: ['warn', 'error', 'fatal'],
    });
    const federationId = await api.get(FoundingService).found(SYSTEM, {
      name: 'Federazione di prova',
      statute,
      organisations: [],
      people: [],
      policy: () => policy,
    });
    const drop = async () => {
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    };
    return new World(clock, federationId, { api, worker, config, drop });
  }

  get config(): Config {
    return this.parts.config;
  }

  get database(): Database {
    return this.parts.api.get(Database);
  }

  get app(): NestFastifyApplication {
    return this.parts.api;
  }

  /** An organisation of the federation; or a stranger to it. */
  async organisation(
    name: string,
    { kind = 'cooperative', affiliated = true }: { kind?: OrganisationKind; affiliated?: boolean } = {},
  ) {
    return this.enter(async (tx, book) => {
      const { id } = await book.addOrganisation(tx, { name, kind });
      const since = (await tx.now()).toISOString().slice(0, 10);
      if (affiliated) await book.affiliate(tx, { organisationId: id, federationId: this.federationId, since });
      return id;
    });
  }

  /** Somebody with a seat in an organisation, who speaks GraphQL. */
  async person(name: string, organisationId: OrganisationId, ...roles: Role[]): Promise<Member> {
    const personId = await this.enter(async (tx, book) => {
      const email = `${randomUUID()}@example.org`;
      const { id } = await book.addPerson(tx, { name, email, language: 'en' });
      const joinedOn = (await tx.now()).toISOString().slice(0, 10);
      for (const role of roles) await book.enrol(tx, { personId: id, organisationId, role, joinedOn });
      return id;
    });
    const identities = this.parts.api.get(IdentityService);
    const { token } = await identities.createApiToken(await identities.identityOf(personId), {
      name: 'test',
      scopes: [...SCOPES],
      expiresAt: new Date(Date.now() + 300 * 24 * 60 * 60 * 1000),
    });
    return new Member(personId, token, this.parts.api);
  }

  /** A member of a new cooperative of the federation. */
  async member(name = 'Ada'): Promise<Member> {
    return this.person(name, await this.organisation(`Cooperativa ${name}`), 'member');
  }

  /** Proposes a policy and puts it to the vote. */
  async openBallot(by: Member, document: PolicyDocument, days = 1): Promise<string> {
    const { proposePolicy } = await by.send<{ proposePolicy: { id: string } }>(PROPOSE, {
      input: { federationId: this.federationId, document },
    });
    return this.openBallotOn(by, proposePolicy.id, days);
  }

  async openBallotOn(by: Member, proposalId: string, days = 1): Promise<string> {
    const now = await this.parts.api.get(UnitOfWork).now();
    const closesAt = new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString();
    const { openBallot } = await by.send<{ openBallot: { id: string } }>(OPEN, { input: { proposalId, closesAt } });
    return openBallot.id;
  }

  /** Has everything done that is promised and due. */
  async settle(): Promise<void> {
    await waitForOutbox(this.parts.worker.get(Database), this.parts.worker.get(OutboxRelay), PATIENCE_MS);
  }

  /** What the journal holds, event by event in order: `ballot.opened > ballot.vote-cast`. */
  async auditTrail(): Promise<string> {
    const events = await this.database.query<{ type: string }>('select type from platform.event order by seq');
    return events.map(({ type }) => type).join(' > ');
  }

  get audit(): AuditService {
    return this.parts.api.get(AuditService);
  }

  async stop(): Promise<void> {
    await this.parts.worker.close();
    await this.parts.api.close();
    await this.parts.drop();
  }

  private enter<T>(work: (tx: Parameters<Parameters<UnitOfWork['run']>[1]>[0], book: MembersBook) => Promise<T>) {
    const book = this.parts.api.get(MembersBook);
    return this.parts.api.get(UnitOfWork).run(SYSTEM, (tx) => work(tx, book));
  }
}

const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id } }';
const OPEN = 'mutation ($input: OpenBallotInput!) { openBallot(input: $input) { id } }';
