import type { Identity } from '#identity';
import { newId, type FederationId, type OrganisationId, type PolicyId } from '#kernel';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { idOf } from '../../test/arbitrary-policy';
import { document, rule } from '../../test/documents';
import { PolicyStore } from '../db/policy.store';
import { allows } from '../domain/ability';
import type { PolicyVersion } from '../domain/policy';
import { NO_SERIES } from '../domain/vocabulary';
import { PoliciesInForce } from './policies-in-force';
import { PolicyService } from './policy.service';
import { Revisions } from './revisions';

const SYSTEM = { id: 'system:test' };
const RESOLUTION = newId();
const READING = document({ permissions: [rule({}), rule({ subject: 'Policy' })], prohibitions: [] });
const MINUTE = 60_000;

describe('a suspension', () => {
  let platform: TestPlatform;
  let policies: PolicyService;
  let federationId: FederationId;

  const anotherServer = () => {
    const store = new PolicyStore(platform.db);
    const revisions = new Revisions(store, platform.clock);
    return new PolicyService(store, platform.db, new PoliciesInForce(store, platform.db, revisions));
  };

  beforeAll(async () => {
    platform = await testPlatform();
    policies = anotherServer();
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    federationId = newId<FederationId>();
    platform.clock.offsetMs = 0;
  });

  const ada = (): Identity => ({
    ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
    memberships: [{ organisationId: idOf(11), kind: 'cooperative', role: 'member', federationIds: [federationId] }],
  });
  const enact = (doc = READING, policyId: PolicyId | null = null) =>
    platform.work.run(SYSTEM, (tx) => policies.enact(tx, { federationId, document: doc, policyId, resolution: null }));
  const suspend = async ({ policyId }: PolicyVersion, change: { minutes?: number; reason?: string } = {}) => {
    const until = new Date((await platform.work.now()).getTime() + (change.minutes ?? 60) * MINUTE);
    return platform.work.run(SYSTEM, (tx) =>
      policies.suspend(tx, { policyId, federationId, resolution: null, reason: change.reason ?? ' Una falla ', until }),
    );
  };
  const run = <T>(work: (tx: Parameters<Parameters<TestPlatform['work']['run']>[1]>[0]) => Promise<T>) =>
    platform.work.run(SYSTEM, async (tx) => tx.unchanged(await work(tx)));
  const deed = ({ policyId }: PolicyVersion) => ({ policyId, federationId, resolution: RESOLUTION });
  const ratify = (version: PolicyVersion) => run((tx) => policies.ratifySuspension(tx, deed(version)));
  const lift = (version: PolicyVersion) => run((tx) => policies.lift(tx, deed(version)));
  const lapse = ({ policyId }: PolicyVersion) => run((tx) => policies.lapse(tx, policyId));
  const mayRead = async (service = policies) =>
    allows((await service.actorFor(ada())).ability, 'read', 'Dataset', {
      ...{ id: idOf(21), federationId, publisherId: idOf(11), seriesId: NO_SERIES, needCategory: 'socialNeeds' },
      ...{ accessRights: 'RESTRICTED', contributors: 3 },
    });
  const shown = async ({ policyId }: PolicyVersion) => {
    const [row] = await new PolicyStore(platform.db).versions(platform.db, policyId);
    return row?.suspension ?? null;
  };
  const trail = async () => {
    const events = await platform.db.query<{ type: string }>(
      'select type from platform.event where facts like $1 order by seq',
      [`%${federationId}%`],
    );
    return events.map(({ type }) => type.replace('policy.', '')).join(' > ');
  };

  it('stops a policy on every server, under another number, until it is lifted', async () => {
    const [here, there] = [anotherServer(), anotherServer()];
    const version = await enact();
    expect([await mayRead(here), await mayRead(there)]).toEqual([true, true]);
    const before = (await there.actorFor(ada())).revision;
    expect(await suspend(version)).toMatchObject({ suspension: { reason: 'Una falla', ratified: false } });
    expect([await mayRead(here), await mayRead(there)]).toEqual([false, false]);
    expect((await there.actorFor(ada())).revision).toBeGreaterThan(before);
    expect([await lift(version), await lift(version)]).toEqual(['lifted', 'was-not-suspended']);
    expect([await mayRead(here), await mayRead(there)]).toEqual([true, true]);
    expect(await trail()).toBe('enacted > suspended > suspension-lifted');
  });

  it('lapses by the clock at its very moment, before any job comes; then the job enters it, once', async () => {
    const version = await enact();
    await suspend(version);
    const server = anotherServer();
    platform.clock.advanceMinutes(59);
    expect([await mayRead(server), await lapse(version)]).toEqual([false, 'nothing-to-lapse']);
    platform.clock.advanceMinutes(1);
    expect(await mayRead(server)).toBe(true);
    const revision = (await server.actorFor(ada())).revision;
    expect([await lapse(version), await lapse(version)]).toEqual(['lapsed', 'nothing-to-lapse']);
    expect((await server.actorFor(ada())).revision).toBeGreaterThan(revision);
    expect([await mayRead(server), await shown(version)]).toEqual([true, null]);
    expect(await trail()).toBe('enacted > suspended > suspension-lapsed');
  });

  it('stands until further notice once it is ratified', async () => {
    const version = await enact();
    await suspend(version);
    expect([await ratify(version), await ratify(version)]).toEqual(['ratified', 'had-been-ratified']);
    platform.clock.advanceDays(400);
    expect([await mayRead(), await lapse(version)]).toEqual([false, 'nothing-to-lapse']);
    expect(await shown(version)).toMatchObject({ until: null, ratified: true });
    expect(await lift(version)).toBe('lifted');
    expect(await trail()).toBe('enacted > suspended > suspension-ratified > suspension-lifted');
  });

  it('is not revived by a ratification that comes too late, and may be decided anew', async () => {
    const version = await enact();
    await suspend(version);
    platform.clock.advanceMinutes(61);
    expect(await ratify(version)).toBe('was-not-suspended');
    expect(await mayRead()).toBe(true);
    await suspend(version);
    expect(await mayRead()).toBe(false);
    platform.clock.advanceMinutes(61);
    await suspend(version);
    expect(await trail()).toBe('enacted > suspended > suspension-lapsed > suspended > suspension-lapsed > suspended');
  });

  it('keeps what the policy prohibits', async () => {
    await enact();
    const prohibiting = await enact(document({ prohibitions: [rule({})] }));
    expect(await mayRead()).toBe(false);
    await suspend(prohibiting);
    expect(await mayRead()).toBe(false);
  });

  it('ends with its version, and is not inherited by the next', async () => {
    const version = await enact();
    await suspend(version);
    await enact(READING, version.policyId);
    expect([await mayRead(), await lift(version), await shown(version)]).toEqual([true, 'was-not-suspended', null]);
    const by = await policies.actorFor(ada());
    expect((await policies.history(by, version.policyId)).map(({ suspension }) => suspension)).toEqual([null, null]);
  });

  it('is shown as long as it holds', async () => {
    const version = await enact();
    const { suspension } = await suspend(version);
    const by = await policies.actorFor({ ...ada() });
    expect((await policies.page(by, null, 1)).map((one) => one.suspension)).toEqual([]);
    const reading = await enact(document({ permissions: [rule({ subject: 'Policy' })] }));
    const reader = await policies.actorFor(ada());
    expect((await policies.page(reader, reading.policyId, 1)).map((one) => one.suspension)).toEqual([suspension]);
    platform.clock.advanceMinutes(60);
    expect((await policies.page(reader, reading.policyId, 1)).map((one) => one.suspension)).toEqual([null]);
  });

  it.each<[string, { minutes?: number; reason?: string }, string]>([
    ['without a reason', { reason: '  ' }, 'POLICY.SUSPENSION_NEEDS_REASON'],
    ['with a reason of a whole book', { reason: 'a'.repeat(2_001) }, 'POLICY.SUSPENSION_NEEDS_REASON'],
    ['until a moment that is over', { minutes: -1 }, 'POLICY.SUSPENSION_NEEDS_END'],
    ['until no moment at all', { minutes: Number.NaN }, 'POLICY.SUSPENSION_NEEDS_END'],
  ])('is refused %s', async (_, change, code) => {
    await expect(suspend(await enact(), change)).rejects.toMatchObject({ code });
  });

  it('is refused of what is suspended already, has ended, or is another’s', async () => {
    const version = await enact();
    await suspend(version);
    await expect(suspend(version)).rejects.toMatchObject({ code: 'POLICY.SUSPENDED_ALREADY' });
    await run((tx) => policies.end(tx, deed(version)));
    await expect(suspend(version)).rejects.toMatchObject({ code: 'POLICY.NOT_IN_FORCE' });
    const over = await enact(document({ permissions: [rule({})], validUntil: '2020-01-01' }));
    await expect(suspend(over)).rejects.toMatchObject({ code: 'POLICY.NOT_IN_FORCE' });
    const organisationId = idOf<OrganisationId>(11);
    for (const work of [policies.lift.bind(policies), policies.ratifySuspension.bind(policies)]) {
      await expect(run((tx) => work(tx, { ...deed(version), organisationId }))).rejects.toMatchObject({
        code: 'POLICY.MISSING',
      });
    }
  });
});
