import { AuditModule } from '#audit';
import { IdentityModule, IdentityService, MembersBook, type Role } from '#identity';
import {
  newId,
  type BallotId,
  type BodyId,
  type Clock,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type ProposalId,
} from '#kernel';
import { Database, PlatformModule, readConfig, UnitOfWork, type Transaction } from '#platform';
import { PolicyModule, PolicyService, type Actor, type PolicyVersion } from '#policy';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, TestClock } from '../../../test/support/test-database';
import {
  BallotOpening,
  BallotService,
  BodyService,
  dataCommittee,
  FoundingService,
  GovernanceModule,
  MotionService,
  ProposalService,
  type Ballot,
  type CastVote,
  type Office,
  type Proposal,
  type StatuteDocument,
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

/** What a test gives a federation that it founds. */
export type Founded = {
  readonly federationId: FederationId;
  readonly cooperativeId: OrganisationId;
  readonly bodyId: BodyId;
  readonly founding: PolicyVersion;
};

/** A committee whose ballots are secret, and whatever else a test changes. */
export const secretCommittee = (changes: Partial<StatuteDocument> = {}): StatuteDocument => {
  const { matters, ...rest } = dataCommittee(changes);
  const secret = (rules: StatuteDocument['matters']['other']) => ({ ...rules, secrecy: 'secret' as const });
  return {
    ...rest,
    matters: {
      accessPolicy: secret(matters.accessPolicy),
      statuteChange: secret(matters.statuteChange),
      admission: secret(matters.admission),
      election: secret(matters.election),
      other: secret(matters.other),
    },
  };
};

@Module({})
class AssemblyModule {}

/** Our services on a database, as one server of an installation runs them. */
function serve(url: string, directory: string, clock: Clock, poolSize = 10): Promise<INestApplicationContext> {
  const env = { NODE_ENV: 'test', DATABASE_URL: url, GRANAIO_DATA: directory, DATABASE_POOL_SIZE: `${poolSize}` };
  const slices = [IdentityModule, PolicyModule, AuditModule, GovernanceModule];
  const module = { module: AssemblyModule, imports: [PlatformModule.forRoot(readConfig(env), clock), ...slices] };
  return NestFactory.createApplicationContext(module, { logger: false });
}

/** The slices that decide, without the apps: a federation of one cooperative on a database of its own. */
export class Assembly {
  private constructor(
    private readonly context: INestApplicationContext,
    private readonly url: string,
    readonly clock: TestClock,
    readonly directory: string,
    readonly stop: () => Promise<void>,
  ) {}

  /** @param poolSize the most connections of the server */
  static async start(poolSize?: number): Promise<Assembly> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'granaio-assembly-'));
    const clock = new TestClock();
    const context = await serve(database.url, directory, clock, poolSize);
    return new Assembly(context, database.url, clock, directory, async () => {
      await context.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
  }

  /** Another server of the same installation, on the same database; whoever starts it stops it, before the first. */
  async anotherServer(clock: TestClock = this.clock, poolSize?: number): Promise<Assembly> {
    const context = await serve(this.url, this.directory, clock, poolSize);
    return new Assembly(context, this.url, clock, this.directory, () => context.close());
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
  async found(statute: unknown = dataCommittee()): Promise<Founded> {
    let cooperativeId: OrganisationId | undefined;
    const federationId = await this.get(FoundingService).found(SYSTEM, {
      name: 'Federazione di prova',
      statute,
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
    const steward = await this.person(cooperativeId, 'steward');
    const [founding] = await this.policiesOf(steward);
    if (!founding) throw new Error('The federation was founded without a policy.');
    const bodies = await this.get(BodyService).page(await this.actor(steward), null, 100);
    const body = bodies.find((it) => it.federationId === federationId && it.kind === 'federation');
    if (!body) throw new Error('The federation was founded without a body.');
    return { federationId, cooperativeId, bodyId: body.id, founding };
  }

  /** Gives somebody an office, as a founding does. */
  seat(bodyId: BodyId, office: Office, personId: PersonId): Promise<void> {
    return this.work((tx) => this.get(BodyService).seat(tx, bodyId, office, personId));
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
    return this.get(MotionService).proposePolicy(await this.actor(by), input, ANONYMOUS_NAMES);
  }

  /** @param minutes from now on, after which it closes */
  async open(by: PersonId, proposalId: ProposalId, minutes = 60): Promise<Ballot> {
    const closesAt = new Date((await this.get(UnitOfWork).now()).getTime() + minutes * 60_000);
    return this.get(BallotOpening).open(await this.actor(by), proposalId, closesAt);
  }

  /** Lets its time pass and counts it. @param minutes for which it was open */
  close({ id }: { readonly id: BallotId }, minutes = 61): Promise<Ballot> {
    this.clock.advanceMinutes(minutes);
    return this.ballots.close(SYSTEM, id);
  }

  /** Puts a motion to the vote; everybody votes the same, its time passes, and it is counted. */
  async resolve(
    by: PersonId,
    proposalId: ProposalId,
    voters: readonly PersonId[],
    marks: unknown = 'yes',
  ): Promise<Ballot> {
    const ballot = await this.open(by, proposalId);
    for (const voter of voters) await this.cast(voter, ballot.id, marks);
    return this.close(ballot);
  }

  async cast(by: PersonId, id: BallotId, marks: unknown): Promise<CastVote> {
    return this.ballots.cast(await this.actor(by), id, { marks });
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
