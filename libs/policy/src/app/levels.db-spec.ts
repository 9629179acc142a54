import type { Identity } from '#identity';
import { newId, type FederationId, type OrganisationId, type PolicyId } from '#kernel';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { idOf } from '../../test/arbitrary-policy';
import { document, NAMES, role, rule } from '../../test/documents';
import { PolicyStore } from '../db/policy.store';
import { allows } from '../domain/ability';
import type { Actor } from '../domain/actor';
import type { PolicyDocument } from '../domain/policy-document';
import { NO_SERIES } from '../domain/vocabulary';
import { PoliciesInForce } from './policies-in-force';
import { PolicyService } from './policy.service';
import { Revisions } from './revisions';

const SYSTEM = { id: 'system:test' };
const DORA = idOf<OrganisationId>(11);
const OPEN = document({ permissions: [rule({}), rule({ subject: 'Policy' })] });
const STEWARDS = document({ title: 'Solo i responsabili', permissions: [rule({ assignee: role('steward') })] });

describe('levels of policies', () => {
  let platform: TestPlatform;
  let policies: PolicyService;
  let federationId: FederationId;

  beforeAll(async () => {
    platform = await testPlatform();
    const store = new PolicyStore(platform.db);
    const revisions = new Revisions(store, platform.clock);
    policies = new PolicyService(store, platform.db, new PoliciesInForce(store, platform.db, revisions));
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    federationId = newId<FederationId>();
  });

  const ada = (of = federationId): Identity => ({
    ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
    memberships: [{ organisationId: idOf(12), kind: 'cooperative', role: 'member', federationIds: [of] }],
  });
  const enact = (doc: PolicyDocument, organisationId?: OrganisationId, policyId: PolicyId | null = null) =>
    platform.work.run(SYSTEM, (tx) =>
      policies.enact(tx, {
        federationId,
        document: doc,
        policyId,
        resolution: null,
        ...(organisationId && { organisationId }),
      }),
    );
  const delegate = (delegated: boolean) =>
    platform.work.run(SYSTEM, async (tx) =>
      tx.unchanged(await policies.setDelegation(tx, { federationId, organisationId: DORA, delegated })),
    );
  const reads = ({ ability }: Actor, publisherId = DORA) =>
    allows(ability, 'read', 'Dataset', {
      ...{ id: idOf(21), federationId, publisherId, seriesId: NO_SERIES, needCategory: 'socialNeeds' },
      ...{ accessRights: 'RESTRICTED', contributors: 3 },
    });
  const mayRead = async () => reads(await policies.actorFor(ada()));
  const compose = async (organisationId: OrganisationId | null = DORA, who = ada()) =>
    policies.composition(await policies.actorFor(who), federationId, organisationId, () => Promise.resolve(NAMES));

  it('let an organisation narrow what is its own, and only that', async () => {
    await enact(OPEN);
    expect(await enact(STEWARDS, DORA)).toMatchObject({ organisationId: DORA, number: 1 });
    const by = await policies.actorFor(ada());
    expect([reads(by), reads(by, idOf(12))]).toEqual([false, true]);
  });

  it('give way while the organisation’s power is delegated', async () => {
    await enact(OPEN);
    await enact(STEWARDS, DORA);
    const before = (await policies.actorFor(ada())).revision;
    expect([await delegate(true), await delegate(true), await mayRead()]).toEqual(['changed', 'as-it-was', true]);
    expect((await policies.actorFor(ada())).revision).toBe(before + 1);
    expect((await compose()).delegated).toBe(true);
    expect([await delegate(false), await delegate(false), await mayRead()]).toEqual(['changed', 'as-it-was', false]);
    expect((await compose()).delegated).toBe(false);
    const events = await platform.db.query<{ type: string }>(
      `select type from platform.event where facts like $1 and type like 'policy.power%' order by seq`,
      [`%${federationId}%`],
    );
    expect(events.map(({ type }) => type)).toEqual(['policy.power-delegated', 'policy.power-resumed']);
  });

  it('refuse an organisation’s policy on what is not its own, and a change of another’s', async () => {
    await expect(enact(OPEN, DORA)).rejects.toMatchObject({
      code: 'POLICY.NOT_ITS_OWN',
      details: { subject: 'Policy', path: 'permissions.1' },
    });
    const [theirs, doras] = [await enact(OPEN), await enact(STEWARDS, DORA)];
    for (const attempt of [
      () => enact(STEWARDS, DORA, theirs.policyId),
      () => enact(STEWARDS, undefined, doras.policyId),
      () => enact(STEWARDS, idOf<OrganisationId>(12), doras.policyId),
      () =>
        platform.work.run(SYSTEM, (tx) =>
          policies.end(tx, { policyId: doras.policyId, federationId, resolution: null }),
        ),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    }
    expect(await enact(STEWARDS, DORA, doras.policyId)).toMatchObject({ number: 2, organisationId: DORA });
  });

  describe('are shown as one rule', () => {
    it('to who may read all of it, and not at all to others', async () => {
      await enact(OPEN);
      await enact(STEWARDS, DORA);
      const { clauses } = await compose();
      expect(clauses.map(({ level, title, effective }) => [level, title, effective])).toEqual([
        ['federation', 'Una regola', true],
        ['federation', 'Una regola', true],
        ['organisation', 'Solo i responsabili', true],
      ]);
      expect(clauses[2]?.sentence.it).toBe(
        'I responsabili dei dati delle organizzazioni della federazione possono vedere tutti i dataset di «Cooperativa Dora».',
      );
      expect((await compose(null)).clauses).toHaveLength(2);
      expect((await compose(idOf(12))).clauses).toHaveLength(2);
    });

    it('to a stranger the same as of what does not exist', async () => {
      await enact(OPEN);
      const stranger = ada(newId<FederationId>());
      for (const attempt of [compose(DORA, stranger), compose(null, stranger)]) {
        await expect(attempt).rejects.toMatchObject({
          code: 'FEDERATION.MISSING',
          message: `There is no federation ${federationId} that you may see.`,
        });
      }
      federationId = newId<FederationId>();
      await expect(compose(DORA, stranger)).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
    });

    it('to no member whom one of its policies is hidden from', async () => {
      const { policyId } = await enact(OPEN);
      await enact(STEWARDS, DORA);
      const some = document({ permissions: [rule({ subject: 'Policy', where: { id: { $eq: policyId } } })] });
      await enact(some, undefined, policyId);
      await expect(compose()).rejects.toMatchObject({ code: 'POLICY.FORBIDDEN' });
      expect((await compose(null)).clauses).toHaveLength(1);
    });
  });

  describe('under a change', () => {
    it('make actors as they would be, and change nothing', async () => {
      const { policyId } = await enact(OPEN);
      const state = async () => [await platform.db.query('select * from policy.version order by id'), await mayRead()];
      const before = await state();
      const under = async (organisationId: OrganisationId | null, id: PolicyId | null, doc: PolicyDocument | null) => {
        const { now, draft } = await policies.abilitiesUnder({
          ...{ federationId, organisationId, policyId: id, document: doc },
        });
        return [reads(now(ada())), reads(draft(ada()))];
      };
      expect(await under(null, policyId, null)).toEqual([true, false]);
      expect(await under(null, policyId, STEWARDS)).toEqual([true, false]);
      expect(await under(null, null, STEWARDS)).toEqual([true, true]);
      expect(await under(DORA, null, STEWARDS)).toEqual([true, false]);
      await delegate(true);
      expect(await under(DORA, null, STEWARDS)).toEqual([true, true]);
      expect(await state()).toEqual(before);
    });

    it('refuse the policy of another, and what is not an organisation’s own', async () => {
      const { policyId } = await enact(OPEN);
      const under = (id: PolicyId | null, doc: PolicyDocument | null) =>
        policies.abilitiesUnder({ federationId, organisationId: DORA, policyId: id, document: doc });
      await expect(under(policyId, null)).rejects.toMatchObject({ code: 'POLICY.MISSING' });
      await expect(under(null, OPEN)).rejects.toMatchObject({ code: 'POLICY.NOT_ITS_OWN' });
    });
  });

  it('end by themselves: those in force whose last day is before a day, the first to end first', async () => {
    const until = (validUntil: string | null, title: string, more: object = {}) =>
      enact(document({ ...STEWARDS, title, validUntil, ...more }));
    await until('2020-01-01', 'Finita da tempo');
    await until('2999-02-02', 'Seconda');
    await until('2999-01-31', 'Prima');
    await until('2999-03-01', 'Quel giorno');
    await until(null, 'Senza fine');
    await until('2999-12-31', 'Per dieci giorni', { validForDays: 10 });
    await until('2020-01-02', 'Per dieci giorni da tempo', { validForDays: 10 });
    const replaced = await until('2999-01-01', 'Sostituita');
    await enact(STEWARDS, undefined, replaced.policyId);
    const ending = await policies.endingBefore(platform.db, '2999-03-01');
    expect(ending.filter((one) => one.federationId === federationId).map((one) => one.document.title)).toEqual([
      'Per dieci giorni',
      'Prima',
      'Seconda',
    ]);
  });
});
