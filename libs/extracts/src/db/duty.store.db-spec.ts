import type { Dataset } from '#catalogue';
import type { Scope } from '#identity';
import { newId, type OrganisationId, type PersonId } from '#kernel';
import type { Actor, Duty } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { aGrant, within } from '../../test/granted';
import { DutyService, type SeenObligation } from '../app/duty.service';
import { obligationsOf } from '../domain/duty/due-dates';
import type { ObligationId } from '../domain/duty/obligation';
import type { Grant } from '../domain/grant/grant';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000);
const DUTIES: Duty[] = [{ type: 'cite' }, { type: 'deleteAfter', days: 30 }, { type: 'reportUse', everyDays: 20 }];
const EVIDENCE = { text: 'Fatto.', url: 'https://example.org/rapporto' };

describe('duties', () => {
  let commons: Commons;
  let service: DutyService;
  let dataset: Dataset;
  let rita: Actor;
  let aurora: OrganisationId;

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(DutyService);
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
    aurora = commons.cooperatives[0] as OrganisationId;
    rita = await commons.actor(await commons.person(commons.cooperatives[1] as OrganisationId, 'researcher'));
  });
  afterAll(() => commons.stop());

  const personOf = (by: Actor) => by.identity?.personId as PersonId;
  /** A grant that began so many days ago, of 90 days. */
  const given = (since: number, duties = DUTIES, ...others: PersonId[]): Promise<Grant> =>
    within(commons, async (tx) => {
      const [startsAt, endsAt] = [daysFromNow(-since), daysFromNow(90 - since)];
      const organisationId = commons.cooperatives[1] as OrganisationId;
      const grant = await aGrant(tx, dataset, {
        holders: [personOf(rita), ...others],
        organisationId,
        startsAt,
        endsAt,
        duties,
      });
      await service.begin(tx, grant);
      return grant;
    });
  const ofGrant = async (by: Actor, { id }: Grant, as: 'holder' | 'handler' = 'holder') =>
    (await service.page(by, { as, toFulfil: false }, null, 1_000)).filter(({ grantId }) => grantId === id);
  const one = async (grant: Grant, type: Duty['type']) =>
    (await ofGrant(rita, grant)).find(({ duty }) => duty.type === type) as SeenObligation;
  const isOverdue = async ({ id }: Grant, now = new Date()) => (await service.isOverdue([id], now)).has(id);

  it('begin with a grant, once, with the dates that follow from it', async () => {
    const grant = await given(0);
    await within(commons, (tx) => service.begin(tx, grant));
    const begun = await ofGrant(rita, grant);
    expect(begun.map(({ dueAt }) => dueAt)).toEqual(
      obligationsOf(grant)
        .map(({ dueAt }) => dueAt)
        .sort((a, b) => (a?.getTime() ?? Infinity) - (b?.getTime() ?? Infinity)),
    );
    expect(begun.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open', 'open', 'open', 'standing']);
    const promised = await commons.db.query(
      `select 1 from platform.outbox where queue = 'extracts.remind-duty' and payload ->> 'obligationId' = any($1)`,
      [begun.map(({ id }) => id)],
    );
    expect(promised).toHaveLength(6);
  });

  it('are fulfilled by any holder and accepted by a steward of the publisher', async () => {
    const grant = await given(0, DUTIES, await commons.person(aurora, 'researcher'));
    const { id, actions } = await one(grant, 'reportUse');
    expect(actions).toEqual(['read', 'giveEvidence']);
    const offered = async (...scopes: Scope[]) => {
      const by = { ...rita, identity: rita.identity && { ...rita.identity, scopes } };
      return (await ofGrant(by, grant)).find((duty) => duty.id === id)?.actions;
    };
    expect(await offered('read')).toEqual(['read']);
    expect(await offered('read', 'extract')).toEqual(['read', 'giveEvidence']);
    const fulfilled = await service.fulfil(rita, id, EVIDENCE);
    expect(fulfilled).toMatchObject({ state: 'fulfilled', evidence: [{ ...EVIDENCE, number: 1, outcome: null }] });
    const [seen] = await ofGrant(await commons.steward(0), grant, 'handler');
    expect(seen?.actions).toEqual(['read', 'acceptEvidence', 'rejectEvidence']);
    expect(await service.accept(await commons.steward(0), id)).toMatchObject({
      ...{ state: 'accepted', actions: ['read'], evidence: [{ outcome: 'accepted', reason: null }] },
    });
    await expect(service.fulfil(rita, id, EVIDENCE)).rejects.toMatchObject({ code: 'OBLIGATION.NOT_NOW' });
    expect((await commons.journal()).slice(-2)).toEqual(['obligation.fulfilled', 'obligation.accepted']);
  });

  it('are open again when the evidence is rejected, which stays on record, and the holders are told', async () => {
    const { id } = await one(await given(0), 'reportUse');
    await service.fulfil(rita, id, { text: 'Più tardi.', url: null });
    const steward = await commons.steward(0);
    await expect(service.reject(steward, id, ' ')).rejects.toMatchObject({ code: 'EVIDENCE.REASON_NEEDED' });
    expect(await service.reject(steward, id, 'Manca il rapporto.')).toMatchObject({ state: 'rejected' });
    await service.fulfil(rita, id, EVIDENCE);
    expect((await service.accept(steward, id)).evidence).toMatchObject([
      { number: 1, outcome: 'rejected', reason: 'Manca il rapporto.' },
      { number: 2, outcome: 'accepted' },
    ]);
    const told = await commons.db.query<{ facts: object }>(
      'select facts from notifications.notification where person_id = $1 and about = $2',
      [personOf(rita), `${id} rejected 1`],
    );
    expect(told).toMatchObject([
      { facts: { title: 'Bisogni di cura', duty: 'reportUse', reason: 'Manca il rapporto.', dataset: dataset.title } },
    ]);
  });

  it('suspend the grant while they are overdue, by the clock', async () => {
    const grant = await given(21);
    const { id, state, dueAt } = await one(grant, 'reportUse');
    expect([state, await isOverdue(grant)]).toEqual(['overdue', true]);
    expect(await isOverdue(grant, new Date((dueAt?.getTime() ?? 0) - 1))).toBe(false);
    expect(await isOverdue(grant, dueAt ?? undefined)).toBe(true);
    await service.fulfil(rita, id, EVIDENCE);
    expect(await isOverdue(grant)).toBe(false);
    const rejected = await service.reject(await commons.steward(0), id, 'Non si apre.');
    expect([rejected.state, await isOverdue(grant)]).toEqual(['rejected', false]);
    expect((rejected.dueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(13.9 * 86_400_000);
  });

  it('fall due sooner when the grant ends before its time, once', async () => {
    const grant = await given(0);
    const endedAt = daysFromNow(1);
    for (let times = 0; times < 2; times += 1) await within(commons, (tx) => service.ended(tx, grant, endedAt));
    const states = (await ofGrant(rita, grant)).map(({ duty, state }) => `${duty.type} ${state}`);
    expect(states).toEqual([
      ...['reportUse open', 'deleteAfter open', 'reportUse lapsed', 'reportUse lapsed', 'reportUse lapsed'],
      ...['reportUse lapsed', 'cite standing'],
    ]);
    const { dueAt } = await one(grant, 'deleteAfter');
    expect(Math.round(((dueAt?.getTime() ?? 0) - endedAt.getTime()) / 86_400_000)).toBeLessThanOrEqual(31);
    expect(dueAt?.getTime()).toBeGreaterThanOrEqual(endedAt.getTime() + 30 * 86_400_000);
  });

  it('are nobody else’s: absent ones and others’ answer alike, and holders never judge themselves', async () => {
    const grant = await given(0, DUTIES, commons.stewards[0] as PersonId);
    const { id } = await one(grant, 'deleteAfter');
    await service.fulfil(rita, id, EVIDENCE);
    await expect(service.accept(await commons.steward(0), id)).rejects.toMatchObject({ code: 'OBLIGATION.NOT_NOW' });
    const strangers = [await commons.steward(2), await commons.actor(await commons.person(aurora, 'member'))];
    for (const by of strangers) {
      expect(await ofGrant(by, grant, 'handler')).toEqual([]);
      for (const asked of [id, newId<ObligationId>(), 'no id' as ObligationId]) {
        await expect(service.accept(by, asked)).rejects.toMatchObject({
          code: 'OBLIGATION.MISSING',
          details: { id: asked },
        });
      }
    }
  });

  it('are read by auditors, who change nothing', async () => {
    const auditor = await commons.actor(await commons.person(aurora, 'auditor'));
    const grant = await given(0);
    expect(await ofGrant(auditor, grant, 'handler')).toHaveLength(7);
    const { id } = await one(grant, 'reportUse');
    await expect(service.fulfil(auditor, id, EVIDENCE)).rejects.toMatchObject({ code: 'OBLIGATION.NOT_NOW' });
  });

  it('are acted on within the scopes of a token', async () => {
    const { id } = await one(await given(0), 'reportUse');
    const reader: Actor = { ...rita, identity: rita.identity && { ...rita.identity, scopes: ['read'] } };
    await expect(service.fulfil(reader, id, EVIDENCE)).rejects.toMatchObject({ code: 'TOKEN.SCOPE_NEEDED' });
  });

  it('take one of two answers that are given at once', async () => {
    const { id } = await one(await given(0), 'reportUse');
    await service.fulfil(rita, id, EVIDENCE);
    const steward = await commons.steward(0);
    const answers = await Promise.allSettled([service.accept(steward, id), service.reject(steward, id, 'No.')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are listed page by page without gaps, what is due first, first', async () => {
    const pages: string[] = [];
    const all = (await service.page(rita, { as: 'holder', toFulfil: true }, null, 1_000)).map(({ id }) => id);
    for (let after: { dueAt: string | null; id: string } | null = null; ;) {
      const page = await service.page(rita, { as: 'holder', toFulfil: true }, after, 3);
      pages.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      after = { dueAt: last.dueAt?.toISOString() ?? null, id: last.id };
    }
    expect(pages).toEqual(all);
  });
});
