import { AuditModule } from '#audit';
import { IdentityModule, IdentityService, MembersBook, type Role } from '#identity';
import { newId, type BallotId, type FederationId, type OrganisationId, type PersonId, type ProposalId } from '#kernel';
import { Database, PlatformModule, readConfig, UnitOfWork, type Transaction } from '#platform';
import { PolicyModule, PolicyService, type Actor, type PolicyVersion } from '#policy';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, TestClock } from '../../../test/support/test-database';
import {
  BallotService,
  FoundingService,
  GovernanceModule,
  ProposalService,
  type Ballot,
  type Choice,
  type Proposal,
} from '../src/index';

export const SYSTEM = { id: 'system:test' };
const ANONYMOUS_NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };
const MEMBERS = { type: 'members' };

/** A policy by which everyone in the members' books may do this with everything, and more if `more` says so. */
export const membersMay = (subject: string, actions: readonly string[], more: object = {}) => ({
  schema: 'granaio-policy/1',
  title: `Regola su ${subject}`,
  permissions: [{ assignee: MEMBERS, actions, subject, where: 'everything' }],
  prohibitions: [],
  validUntil: null,
  ...more,
});

@Module({})
class AssemblyModule {}

/** The slices that decide, without the apps: a federation of one cooperative on a database of its own. */
export class Assembly {
  private constructor(
    private readonly context: INestApplicationContext,
    readonly clock: TestClock,
    readonly directory: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<Assembly> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'granaio-assembly-'));
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, GRANAIO_DATA: directory });
    const clock = new TestClock();
    const slices = [IdentityModule, PolicyModule, AuditModule, GovernanceModule];
    const module = { module: AssemblyModule, imports: [PlatformModule.forRoot(config, clock), ...slices] };
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    return new Assembly(context, clock, directory, async () => {
      await context.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
  }

  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.context.get<T>(token, { strict: false });
  }

  get db(): Database {
    return this.get(Database);
  }

  get ballots(): BallotService {
    return this.get(BallotService);
  }

  get proposals(): ProposalService {
    return this.get(ProposalService);
  }

  work<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.get(UnitOfWork).run(SYSTEM, work);
  }

  /** Founds a federation whose members may read, propose and vote: quorum one half, majority two thirds. */
  async found(): Promise<{ federationId: FederationId; cooperativeId: OrganisationId; founding: PolicyVersion }> {
    let cooperativeId: OrganisationId | undefined;
    const federationId = await this.get(FoundingService).found(SYSTEM, {
      name: 'Federazione di prova',
      statute: {
        rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
        minSeconds: 60,
        maxSeconds: 30 * 24 * 60 * 60,
      },
      organisations: [{ name: 'Dora', kind: 'cooperative', affiliated: true }],
      people: [],
      policy: (idOf) => {
        cooperativeId = idOf('Dora');
        const reading = { assignee: MEMBERS, actions: ['read'], subject: 'Policy', where: 'everything' };
        const assembly = { ...reading, actions: ['read', 'propose', 'vote'], subject: 'Ballot' };
        return membersMay('Dataset', ['read'], { permissions: [reading, assembly] });
      },
    });
    if (!cooperativeId) throw new Error('Nothing was founded.');
    const [founding] = await this.policiesOf(await this.person(cooperativeId, 'steward'));
    if (!founding) throw new Error('The federation was founded without a policy.');
    return { federationId, cooperativeId, founding };
  }

  /** Somebody with a seat in an organisation. */
  person(organisationId: OrganisationId, role: Role = 'member'): Promise<PersonId> {
    return this.work(async (tx) => {
      const book = this.get(MembersBook);
      const { id } = await book.addPerson(tx, { name: 'Ada', email: `${newId()}@example.org`, language: 'it' });
      await this.enrol(tx, id, organisationId, role);
      return id;
    });
  }

  people(organisationId: OrganisationId, howMany: number): Promise<PersonId[]> {
    return Promise.all(Array.from({ length: howMany }, () => this.person(organisationId)));
  }

  async enrol(tx: Transaction, personId: PersonId, organisationId: OrganisationId, role: Role): Promise<void> {
    await this.get(MembersBook).enrol(tx, { personId, organisationId, role, joinedOn: '2026-01-01' });
  }

  /** Whom the policies of this moment make of a person. */
  async actor(personId: PersonId): Promise<Actor> {
    return this.get(PolicyService).actorFor(await this.get(IdentityService).identityOf(personId));
  }

  async policiesOf(personId: PersonId): Promise<PolicyVersion[]> {
    return this.get(PolicyService).page(await this.actor(personId), null, 100);
  }

  async propose(by: PersonId, federationId: FederationId, document: unknown): Promise<Proposal> {
    const input = { federationId, document, policyId: null };
    return this.proposals.proposePolicy(await this.actor(by), input, ANONYMOUS_NAMES);
  }

  /** @param minutes from now on, after which it closes */
  async open(by: PersonId, proposalId: ProposalId, minutes = 60): Promise<Ballot> {
    const closesAt = new Date((await this.get(UnitOfWork).now()).getTime() + minutes * 60_000);
    return this.ballots.open(await this.actor(by), proposalId, closesAt);
  }

  async cast(by: PersonId, id: BallotId, choice: Choice): Promise<Ballot> {
    return this.ballots.cast(await this.actor(by), id, choice);
  }

  /** Everything that was recorded about governance since an event, in order. */
  async journal(since = 0): Promise<string[]> {
    const rows = await this.db.query<{ type: string }>(
      `select type from platform.event where seq > $1 and type ~ '^(proposal|ballot|policy|minutes)' order by seq`,
      [since],
    );
    return rows.map(({ type }) => type);
  }

  async lastEvent(): Promise<number> {
    const [row] = await this.db.query<{ seq: string | null }>('select max(seq) as seq from platform.event');
    return Number(row?.seq ?? 0);
  }

  async count(table: string, where: string, ...params: readonly unknown[]): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`, params);
    return row?.n ?? -1;
  }
}
