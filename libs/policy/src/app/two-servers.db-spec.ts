import { IdentityModule, type Identity } from '#identity';
import { newId, type FederationId, type PolicyId } from '#kernel';
import { PlatformModule, readConfig, UnitOfWork } from '#platform';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, TestClock, type TestDatabase } from '../../../../test/support/test-database';
import { idOf } from '../../test/arbitrary-policy';
import { document, rule } from '../../test/documents';
import { allows } from '../domain/ability';
import type { PolicyDocument } from '../domain/policy-document';
import { NO_SERIES } from '../domain/vocabulary';
import { PolicyModule } from '../policy.module';
import { PolicyService } from './policy.service';

const SYSTEM = { id: 'system:test' };
const DAY_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60_000;

@Module({})
class ServerModule {}

type Server = { readonly context: INestApplicationContext; readonly clock: TestClock };

/** Two servers share a database and nothing else: each has its pool, its clock and what it remembers of policies. */
describe('two servers with warm caches', () => {
  let database: TestDatabase;
  let directory: string;
  let servers: Server[];
  let federationId: FederationId;

  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'granaio-servers-'));
    servers = [await start(), await start()];
  });
  afterAll(async () => {
    for (const { context } of servers) await context.close();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    federationId = newId<FederationId>();
    for (const { clock } of servers) clock.offsetMs = 0;
  });

  async function start(): Promise<Server> {
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, GRANAIO_DATA: directory });
    const clock = new TestClock();
    const module = {
      module: ServerModule,
      imports: [PlatformModule.forRoot(config, clock), IdentityModule, PolicyModule],
    };
    return { context: await NestFactory.createApplicationContext(module, { logger: false }), clock };
  }

  const ada = (): Identity => ({
    ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
    memberships: [{ organisationId: idOf(11), kind: 'cooperative', role: 'member', federationIds: [federationId] }],
  });
  const actors = (who: Identity | null = ada()) =>
    Promise.all(servers.map(({ context }) => context.get(PolicyService).actorFor(who)));
  /** On each server, whether the dataset may be seen now. */
  const see = async (who: Identity | null = ada()): Promise<boolean[]> =>
    (await actors(who)).map(({ ability }) =>
      allows(ability, 'discover', 'Dataset', {
        ...{ id: idOf(21), federationId, publisherId: idOf(11), seriesId: NO_SERIES },
        ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3 },
      }),
    );
  /** Asked twice, each server answers the second time from memory. */
  const warm = async (who: Identity | null = ada()) => {
    const [before, after] = [await actors(who), await actors(who)];
    for (const [at, { ability }] of before.entries()) expect(after[at]?.ability).toBe(ability);
    return see(who);
  };
  /** On one of them. */
  const decide = (at: number, work: (policies: PolicyService, tx: never) => Promise<unknown>) => {
    const { context } = servers[at] as Server;
    return context.get(UnitOfWork).run(SYSTEM, (tx) => work(context.get(PolicyService), tx as never));
  };
  const enact = async (at: number, doc: PolicyDocument, policyId: PolicyId | null = null) =>
    (await decide(at, (policies, tx) =>
      policies.enact(tx, { federationId, document: doc, policyId, resolution: null }),
    )) as { policyId: PolicyId };
  const moveTo = (moment: number) => {
    for (const { clock } of servers) clock.offsetMs = moment - Date.now();
  };

  const OPEN = document({ permissions: [rule({ assignee: { type: 'public' } }), rule({})] });
  const CLOSED = document({ permissions: [rule({ subject: 'Ballot' })] });
  const NEVER = document({ prohibitions: [rule({ assignee: { type: 'public' } })] });

  it.each([0, 1])(
    'enforce a tightening by server %i from the next request on, for members and the public',
    async (at) => {
      const { policyId } = await enact(at, OPEN);
      expect([await warm(), await warm(null)]).toEqual([[true, true], [true, true]]); // prettier-ignore
      await enact(1 - at, CLOSED, policyId);
      expect([await see(), await see(null)]).toEqual([[false, false], [false, false]]); // prettier-ignore
    },
  );

  it('enforce a prohibition, its end, a suspension and its lifting, each from the next request on', async () => {
    const { policyId } = await enact(0, OPEN);
    expect(await warm()).toEqual([true, true]);
    const never = await enact(1, NEVER);
    expect(await see()).toEqual([false, false]);
    const deed = { federationId, resolution: null };
    await decide(0, (policies, tx) => policies.end(tx, { ...deed, policyId: never.policyId }));
    expect(await warm()).toEqual([true, true]);
    const until = new Date(Date.now() + 10 * MINUTE_MS);
    await decide(1, (policies, tx) => policies.suspend(tx, { ...deed, policyId, reason: 'Una falla', until }));
    expect(await warm()).toEqual([false, false]);
    await decide(0, (policies, tx) => policies.lift(tx, { ...deed, policyId }));
    expect(await see()).toEqual([true, true]);
  });

  it('never answer by an older state after a newer one, while policies change under them', async () => {
    const { policyId } = await enact(0, OPEN);
    let revisions = (await actors()).map(({ revision }) => revision);
    for (let round = 0; round < 10; round += 1) {
      const [, ...answers] = await Promise.all([
        enact(round % 2, round % 2 ? OPEN : CLOSED, policyId),
        actors(),
        actors(),
      ]);
      for (const answer of answers)
        expect(answer.every(({ revision }, at) => revision >= (revisions[at] ?? 0))).toBe(true);
      revisions = (await actors()).map(({ revision }) => revision);
      expect(new Set(revisions).size).toBe(1);
      expect(await see()).toEqual(round % 2 ? [true, true] : [false, false]);
    }
  });

  const midnight = (Math.floor(Date.now() / DAY_MS) + 4) * DAY_MS;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);

  it('enforce what starts at midnight from then on, with nobody telling them', async () => {
    await enact(0, OPEN);
    await enact(1, document({ ...NEVER, validFrom: day(midnight) }));
    expect(await warm()).toEqual([true, true]);
    moveTo(midnight - MINUTE_MS);
    expect(await warm()).toEqual([true, true]);
    moveTo(midnight + 1);
    expect(await see()).toEqual([false, false]);
  });

  it('let a permission go when its last day is over, fixed or counted from its enactment', async () => {
    for (const days of [{ validUntil: day(midnight - DAY_MS) }, { validForDays: 2 }]) {
      // At noon, so that no midnight comes while it is enacted.
      moveTo(midnight - 2.5 * DAY_MS);
      federationId = newId<FederationId>();
      await enact(0, document({ ...OPEN, ...days }));
      moveTo(midnight - MINUTE_MS);
      expect(await warm()).toEqual([true, true]);
      moveTo(midnight + 1);
      expect(await see()).toEqual([false, false]);
    }
  });

  it('go by the clock of the database, whatever the days that either of them served before', async () => {
    await enact(0, document({ ...OPEN, validFrom: day(midnight) }));
    const [early, late] = servers as [Server, Server];
    early.clock.offsetMs = midnight - MINUTE_MS - Date.now();
    late.clock.offsetMs = midnight + 1 - Date.now();
    expect(await warm()).toEqual([false, true]);
    early.clock.offsetMs = late.clock.offsetMs;
    expect(await see()).toEqual([true, true]);
  });
});
