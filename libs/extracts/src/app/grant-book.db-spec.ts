import { MembersBook } from '#identity';
import type { ApplicationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { PolicyService } from '#policy';
import { Requests, usePolicy } from '../../test/requests';
import { ConsentService, EndingService, GrantBook, PartyService, type Grant } from '../index';

const SYSTEM = { id: 'system:test' };
const USE = { action: 'requestExtract', purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] } as const;
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('a grant', () => {
  let requests: Requests;
  const start = async (use: object) => (requests = await Requests.start(use));
  afterEach(() => requests.stop());

  const book = () => requests.commons.get(GrantBook);
  const now = () => requests.commons.get(UnitOfWork).now();
  const covering = async (name = 'ada', use: object = {}) =>
    book().covering(requests.id(name), requests.dataset.id, { ...USE, ...use }, await now());
  const grantOf = async (id: ApplicationId) => (await requests.read(id)).grants[0] as Grant;
  const day = async (days: number) => new Date((await now()).getTime() + days * 86_400_000).toISOString().slice(0, 10);

  it('begins and ends by the clock; the job only enters and tells it', async () => {
    await start({});
    const { id } = await requests.submitted({ startsOn: await day(10), endsOn: await day(40) });
    const grant = await grantOf(id);
    expect(await covering()).toBeNull();
    requests.advanceDays(11);
    expect(await covering()).toMatchObject({ id: grant.id });
    expect(await covering('ada', { dimensions: ['zone', 'need'] })).toBeNull();
    expect(await covering('ada', { purpose: 'CommercialResearch' })).toBeNull();
    for (let times = 0; times < 2; times += 1) await book().follow(SYSTEM, grant.id);
    requests.advanceDays(20);
    for (let times = 0; times < 2; times += 1) await book().follow(SYSTEM, grant.id);
    requests.advanceDays(11);
    expect(await covering()).toBeNull();
    expect((await grantOf(id)).endedAt).toBeNull();
    for (let times = 0; times < 2; times += 1) await book().follow(SYSTEM, grant.id);
    expect(await grantOf(id)).toMatchObject({ endReason: 'expired', endedAt: grant.endsAt });
    expect(await requests.told(requests.id('ada'))).toEqual(['grantBegan', 'grantEnding', 'grantEnded']);
    expect((await requests.history(id)).slice(-2)).toEqual(['grantBegan', 'grantEnded']);
  });

  it('never outlives its policy', async () => {
    await start({});
    await requests.commons.end(requests.policy);
    const lastDay = await day(5);
    await requests.commons.enact(usePolicy({}, lastDay));
    const { endsAt } = await grantOf((await requests.submitted()).id);
    expect(endsAt).toEqual(new Date(Date.parse(`${lastDay}T00:00:00Z`) + 86_400_000));
    const late = requests.submitted({ startsOn: await day(7) });
    await expect(late).rejects.toThrow(code('APPLICATION.NOTHING_LEFT'));
  });

  it('ends when the policies would refuse its holder now, visibly; not while they are only suspended', async () => {
    await start({});
    const { id } = await requests.submitted();
    const { commons, policy } = requests;
    await book().follow(SYSTEM, (await grantOf(id)).id);
    expect((await grantOf(id)).endedAt).toBeNull();
    const whose = { policyId: policy.policyId, federationId: commons.federationId, resolution: null };
    const until = new Date((await now()).getTime() + 86_400_000);
    await commons.work((tx) => commons.get(PolicyService).suspend(tx, { ...whose, reason: 'Una falla', until }));
    await book().follow(SYSTEM, (await grantOf(id)).id);
    expect((await grantOf(id)).endedAt).toBeNull();
    await commons.end(policy);
    await book().follow(SYSTEM, (await grantOf(id)).id);
    expect(await grantOf(id)).toMatchObject({ endReason: 'policyEnded' });
    expect(await requests.told(requests.id('ada'))).toContain('grantEnded');
    expect(await requests.told(commons.stewards[0] as never)).toContain('grantEnded');
    await book().follow(SYSTEM, (await grantOf(id)).id);
    expect((await requests.history(id)).filter((kind) => kind === 'grantEnded')).toHaveLength(1);
  });

  it('is held by co-applicants who accepted, until they leave or are not of it any more', async () => {
    await start({});
    const { commons } = requests;
    for (const name of ['eva', 'zeno']) await requests.enrol(name, 1, 'member');
    const { id } = await requests.draft();
    for (const name of ['eva', 'zeno']) {
      await commons.get(PartyService).invite(await requests.as('ada'), id, requests.id(name));
      await requests.accept(id, name);
    }
    await requests.submit(id);
    expect((await covering('eva'))?.holders).toHaveLength(3);
    await commons.get(PartyService).leave(await requests.as('eva'), id);
    expect(await covering('eva')).toBeNull();
    const leaves = (name: string) =>
      commons.work(async (tx) => {
        const seat = { personId: requests.id(name), organisationId: requests.organisation(1), role: 'member' } as const;
        await commons.get(MembersBook).leave(tx, { ...seat, leftOn: '2026-06-01' });
      });
    await leaves('zeno');
    await book().follow(SYSTEM, (await grantOf(id)).id);
    expect([await covering('zeno'), (await covering('ada'))?.holders]).toEqual([null, [requests.id('ada')]]);
    await leaves('ada');
    await book().follow(SYSTEM, (await grantOf(id)).id);
    const { grants } = await requests.read(id, 'handler');
    expect(grants[0]).toMatchObject({ endReason: 'membershipEnded' });
  });

  it('is read by who holds it or may read its application, and by nobody else', async () => {
    await start({});
    await requests.enrol('zeno', 2, 'member');
    const { id } = await grantOf((await requests.submitted()).id);
    for (const name of ['ada', 'handler']) expect(await book().read(await requests.as(name), id)).toMatchObject({ id });
    await expect(book().read(await requests.as('zeno'), id)).rejects.toThrow(code('GRANT.MISSING'));
    expect(await book().mine(await requests.as('zeno'), null, 10)).toEqual([]);
  });

  it('rests on the consent of every contributor of the latest version, and ends when one takes it back', async () => {
    await start({ decision: { type: 'consent' } });
    const consents = requests.commons.get(ConsentService);
    for (const at of [0, 1]) await requests.contribute(at);
    const { id } = await requests.submitted();
    const say = async (at: number, answer: 'given' | 'refused') =>
      consents.answer(await requests.commons.steward(at), id, { datasetId: requests.dataset.id, answer });
    await say(0, 'given');
    await say(1, 'refused');
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    await say(1, 'given');
    await requests.contribute(2);
    await expect(say(2, 'given')).rejects.toThrow(code('APPLICATION.MISSING'));
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    expect(await requests.told(requests.commons.stewards[2] as never)).toEqual([
      'contributionAccepted',
      'consentAsked',
    ]);
    await say(2, 'given');
    await requests.approve(id);
    expect(await covering()).not.toBeNull();
    await say(1, 'refused');
    expect(await covering()).toBeNull();
    expect(await grantOf(id)).toMatchObject({ endReason: 'consentWithdrawn' });
    expect((await requests.read(id)).consents).toEqual([]);
  });

  it('ends once, by whichever of two ends it first', async () => {
    await start({});
    const { id } = await requests.submitted();
    const grant = await grantOf(id);
    const endings = requests.commons.get(EndingService);
    await Promise.allSettled([
      endings.close(await requests.as('ada'), id),
      requests.commons.work((tx) => book().endBecause(tx, [grant.id], 'dutyOverdue')),
      book().follow(SYSTEM, grant.id),
    ]);
    expect((await requests.history(id)).filter((kind) => kind === 'grantEnded')).toHaveLength(1);
  });
});
