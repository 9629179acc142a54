import type { Identity } from '#identity';
import { canonicalJson, newId, sha256, type FederationId, type PolicyId } from '#kernel';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { idOf } from '../../test/arbitrary-policy';
import { PolicyStore } from '../db/policy.store';
import { allows } from '../domain/ability';
import type { Actor } from '../domain/actor';
import type { PolicyVersion } from '../domain/policy';
import { parsePolicy, policyHash, type PolicyDocument } from '../domain/policy-document';
import { wordingHash } from '../domain/sentence/sentences';
import { NO_SERIES } from '../domain/vocabulary';
import { PoliciesInForce } from './policies-in-force';
import { PolicyService } from './policy.service';
import { Revisions } from './revisions';

const SYSTEM = { id: 'system:test' };
const RESOLUTION = newId();
const LATER_RESOLUTION = newId();

const READING = { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
const document = (change: object = {}): PolicyDocument =>
  parsePolicy({
    schema: 'granaio-policy/1',
    title: 'Lettura',
    permissions: [READING, { ...READING, subject: 'Policy' }],
    prohibitions: [],
    validUntil: null,
    ...change,
  });

describe('PolicyService', () => {
  let platform: TestPlatform;
  let policies: PolicyService;
  let federationId: FederationId;

  /** A server of its own: nothing is shared but the database. */
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
  });

  const member = (of = federationId): Identity => ({
    personId: idOf(31),
    name: 'Ada',
    email: 'ada@example.org',
    language: 'it',
    memberships: [{ organisationId: idOf(11), kind: 'cooperative', role: 'member', federationIds: [of] }],
    scopes: 'all',
  });
  const enact = (doc: PolicyDocument, policyId: PolicyId | null = null, resolution: string | null = RESOLUTION) =>
    platform.work.run(SYSTEM, (tx) => policies.enact(tx, { federationId, document: doc, policyId, resolution }));
  const end = (policyId: PolicyId, of = federationId) =>
    platform.work.run(SYSTEM, async (tx) =>
      tx.unchanged(await policies.end(tx, { policyId, federationId: of, resolution: LATER_RESOLUTION })),
    );
  const mayRead = async (service = policies, who = member()) => readable(await service.actorFor(who));
  const readable = (by: Actor) =>
    allows(by.ability, 'read', 'Dataset', {
      id: idOf(21),
      federationId,
      publisherId: idOf(11),
      seriesId: NO_SERIES,
      needCategory: 'socialNeeds',
      accessRights: 'RESTRICTED',
      contributors: 3,
    });
  const trail = async () => {
    const events = await platform.db.query<{ type: string; facts: string }>(
      'select type, facts from platform.event where facts like $1 order by seq',
      [`%${federationId}%`],
    );
    return events.map(({ type, facts }) => ({ type, ...(JSON.parse(facts) as object) }));
  };

  it('puts a policy into force in the transaction that decided it', async () => {
    expect(await mayRead()).toBe(false);
    const version = await enact(document());
    expect(version).toMatchObject({ number: 1, federationId, enactedBy: RESOLUTION, endedAt: null, endedBy: null });
    expect(await mayRead()).toBe(true);
    const { policyId, id: versionId, hash } = version;
    expect(await trail()).toEqual([
      {
        type: 'policy.enacted',
        ...{ policyId, versionId, number: 1, hash, federationId, organisationId: null, resolution: RESOLUTION },
        wording: wordingHash(version.document, null),
      },
    ]);
  });

  it('leaves everything as it was where the transaction fails', async () => {
    const before = (await policies.actorFor(member())).revision;
    const failing = platform.work.run(SYSTEM, async (tx) => {
      await policies.enact(tx, { federationId, document: document(), policyId: null, resolution: null });
      throw new Error('the hall burnt down');
    });
    await expect(failing).rejects.toThrow('the hall burnt down');
    expect((await policies.actorFor(member())).revision).toBe(before);
    expect(await mayRead()).toBe(false);
  });

  it('replaces a version by the next one, at one moment', async () => {
    const first = await enact(document());
    const second = await enact(
      document({ permissions: [{ ...READING, subject: 'Policy' }] }),
      first.policyId,
      LATER_RESOLUTION,
    );
    expect(second).toMatchObject({ policyId: first.policyId, number: 2 });
    expect(await mayRead()).toBe(false);
    const history = await policies.history(await policies.actorFor(member()), first.policyId);
    expect(history.map(({ number, endedBy }) => [number, endedBy])).toEqual([
      [2, null],
      [1, LATER_RESOLUTION],
    ]);
    expect(history[1]?.endedAt).toEqual(history[0]?.enactedAt);
  });

  it('ends a policy, once', async () => {
    const { policyId } = await enact(document());
    expect([await end(policyId), await end(policyId)]).toEqual(['ended', 'had-ended']);
    expect(await mayRead()).toBe(false);
    expect((await trail()).map(({ type }) => type)).toEqual(['policy.enacted', 'policy.ended']);
  });

  it('gives a policy that had ended a next version, and a new life with it', async () => {
    const { policyId } = await enact(document());
    await end(policyId);
    expect(await enact(document(), policyId)).toMatchObject({ number: 2 });
    expect(await mayRead()).toBe(true);
  });

  it('takes two next versions one after the other, so that each has its number and one is in force', async () => {
    const { policyId } = await enact(document());
    await Promise.all([1, 2, 3, 4].map((n) => enact(document({ title: `Lettura ${n}` }), policyId)));
    const versions = await platform.db.query<{ number: number; live: boolean }>(
      'select number, ended_at is null as live from policy.version where policy_id = $1 order by number',
      [policyId],
    );
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(versions.filter(({ live }) => live)).toEqual([{ number: 5, live: true }]);
  });

  it('refuses to end or to replace the policy of another federation', async () => {
    const { policyId } = await enact(document());
    await expect(end(policyId, newId<FederationId>())).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    federationId = newId<FederationId>();
    await expect(enact(document(), policyId)).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    await expect(enact(document(), 'rubbish' as PolicyId)).rejects.toMatchObject({ code: 'POLICY.MISSING' });
  });

  it('is known to every server at the next request, under a number that only grows', async () => {
    const [here, there] = [anotherServer(), anotherServer()];
    expect([await mayRead(here), await mayRead(there)]).toEqual([false, false]);
    const before = (await there.actorFor(member())).revision;

    const { policyId } = await enact(document());
    const enacted = await there.actorFor(member());
    expect(readable(enacted)).toBe(true);
    expect(enacted.revision).toBeGreaterThan(before);

    await end(policyId);
    const ended = await there.actorFor(member());
    expect(readable(ended)).toBe(false);
    expect(ended.revision).toBeGreaterThan(enacted.revision);
    expect(await mayRead(here)).toBe(false);
  });

  it('never builds an actor of a state older than its number, while policies come and go', async () => {
    const server = anotherServer();
    const { policyId } = await enact(document());
    const asking = () => Array.from({ length: 6 }, () => server.actorFor(member()));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([end(policyId), ...asking()]);
      expect(await mayRead(server)).toBe(false);
      await Promise.all([enact(document(), policyId), ...asking()]);
      expect(await mayRead(server)).toBe(true);
    }
  });

  it('does not mix up people whose memberships or scopes differ', async () => {
    await enact(document());
    expect(await mayRead(policies, member())).toBe(true);
    expect(await mayRead(policies, { ...member(), memberships: [] })).toBe(false);
    expect(await mayRead(policies, { ...member(), scopes: ['vote'] })).toBe(false);
    expect(readable(await policies.actorFor(null))).toBe(false);
  });

  it('lets a policy lapse after its last day, though nobody touched it', async () => {
    const [row] = await platform.db.query<{ today: string }>(
      `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD') as today`,
    );
    const version = await enact(document({ validUntil: row?.today }));
    expect([await mayRead(), await policies.isInForce(version)]).toEqual([true, true]);
    platform.clock.advanceDays(1);
    expect([await mayRead(), await policies.isInForce(version)]).toEqual([false, false]);
    platform.clock.advanceDays(-1);
  });

  describe('keeps the text that was voted', () => {
    it('canonical, with the hash that it is known by', async () => {
      const doc = document({ title: 'Però — «così»' });
      const { id } = await enact(doc);
      const [row] = await platform.db.query<{ document: string; hash: string }>(
        'select document, hash from policy.version where id = $1',
        [id],
      );
      expect(row).toEqual({ document: canonicalJson(doc), hash: policyHash(doc) });
      expect(sha256(row?.document ?? '')).toBe(row?.hash);
    });

    const tamper = (version: PolicyVersion, text: string, hash = version.hash) =>
      platform.db.query('update policy.version set document = $2, hash = $3 where id = $1', [version.id, text, hash]);

    it('and enforces no other: a policy whose text was changed allows nobody anything', async () => {
      const version = await enact(document({ permissions: [{ ...READING, subject: 'Policy' }] }));
      await tamper(version, canonicalJson(document()));
      await expect(anotherServer().actorFor(member())).rejects.toThrow(
        `The text of policy version ${version.id} was changed.`,
      );
      await tamper(version, canonicalJson(version.document));
    });

    it.each([
      ['conditions that say nothing', canonicalJson({ ...document(), permissions: [{ ...READING, where: {} }] })],
      ['no JSON', '{'],
    ])('nor one that is no policy, even under its own hash: %s', async (_, text) => {
      const version = await enact(document());
      await tamper(version, text, sha256(text));
      await expect(anotherServer().actorFor(member())).rejects.toThrow();
      await tamper(version, canonicalJson(version.document));
    });
  });

  describe('shows', () => {
    it('the latest version of each policy to those who may see it, newest first', async () => {
      const [first, second] = [await enact(document()), await enact(document({ title: 'Altra' }))];
      await enact(document({ title: 'Lettura 2' }), first.policyId);
      const by = await policies.actorFor(member());
      expect((await policies.page(by, null, 10)).map(({ document: { title } }) => title)).toEqual([
        'Altra',
        'Lettura 2',
      ]);
      expect((await policies.page(by, second.policyId, 10)).map(({ number }) => number)).toEqual([2]);
      expect(await policies.page(by, null, 1)).toHaveLength(1);
    });

    it('a stranger the same as where there is none', async () => {
      const { policyId } = await enact(document());
      const stranger = await policies.actorFor(member(newId<FederationId>()));
      expect((await policies.page(stranger, null, 10)).map(({ policyId: id }) => id)).not.toContain(policyId);
      const [hidden, absent] = await Promise.all(
        [policyId, newId<PolicyId>()].map((id) =>
          policies.history(stranger, id).catch((error: unknown) => ({ id, error })),
        ),
      );
      for (const answer of [hidden, absent] as { id: PolicyId; error: Error }[]) {
        expect(answer.error).toMatchObject({ kind: 'missing', code: 'POLICY.MISSING' });
        expect(answer.error.message).toBe(`There is no policy ${answer.id} that you may see.`);
      }
    });

    it('a member whom no policy lets see it that it is the policy that says no', async () => {
      const { policyId } = await enact(document({ permissions: [READING] }));
      const by = await policies.actorFor(member());
      await expect(policies.history(by, policyId)).rejects.toMatchObject({
        code: 'POLICY.FORBIDDEN',
        details: { policyRevision: by.revision },
      });
    });
  });
});
