import type { ApplicationId, PersonId } from '#kernel';
import { Requests } from '../../test/requests';
import {
  ApplicationReader,
  ApplicationService,
  ConsentService,
  EndingService,
  HandlingService,
  PartyService,
  PeerReviewService,
} from '../index';
import { GrantedUse } from './granted-use';

const USE = { action: 'requestExtract', purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] } as const;
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

type Told = { readonly kind: string; readonly facts: Readonly<Record<string, unknown>> };

describe('what an application means to people', () => {
  let requests: Requests;
  const start = async (use: object) => (requests = await Requests.start(use));
  const reviewed = async (count = 1) => {
    await start({ decision: { type: 'reviewers', count } });
    for (const name of ['rita', 'remo']) await requests.enrol(name, 2, 'member');
  };
  afterEach(() => requests.stop());

  const get: Requests['commons']['get'] = (token) => requests.commons.get(token);
  const handler = () => requests.as('handler');
  const steward = (at: number) => requests.commons.stewards[at] as PersonId;
  const tellings = (personId: PersonId) =>
    requests.commons.db.query<Told>(
      'select kind, facts from notifications.notification where person_id = $1 order by id',
      [personId],
    );
  const review = async (id: ApplicationId, name = 'rita', verdict: 'for' | 'against' = 'for') => {
    await get(PeerReviewService).invite(await handler(), id, requests.id(name));
    await get(PeerReviewService).answer(await requests.as(name), id, { verdict, note: '' });
  };
  const actions = async (id: ApplicationId, name: string) => (await requests.read(id, name)).actions;
  const use = (request: object = {}) =>
    get(GrantedUse as never as new () => GrantedUse).of(requests.id('ada'), requests.dataset.id, {
      ...USE,
      ...request,
    });

  it('does not tell who applies which contributor took its consent back', async () => {
    await start({ decision: { type: 'consent' } });
    await requests.contribute(2);
    const { id } = await requests.submitted();
    const consent = { datasetId: requests.dataset.id };
    const contributor = await requests.commons.steward(2);
    await get(ConsentService).answer(contributor, id, { ...consent, answer: 'given' });
    await requests.approve(id);
    await get(ConsentService).answer(contributor, id, { ...consent, answer: 'refused' });
    const history = async (name: string) => get(ApplicationReader).history(await requests.as(name), id);
    const ended = { kind: 'grantEnded', facts: { reason: 'consentWithdrawn' } };
    expect((await history('ada')).at(-1)).toMatchObject({ ...ended, actorId: null });
    expect(JSON.stringify(await history('ada'))).not.toContain(steward(2));
    expect((await history('handler')).at(-1)).toMatchObject({ ...ended, actorId: steward(2) });
  });

  it('tells who is asked for something who asks, for what, and whether again', async () => {
    await reviewed();
    const { id } = await requests.submitted();
    await get(PeerReviewService).invite(await handler(), id, requests.id('rita'));
    const facts = { organisation: 'Dora', purpose: 'AcademicResearch', dataset: requests.dataset.title };
    expect(await tellings(steward(0))).toMatchObject([{ kind: 'applicationSubmitted', facts }]);
    const [first] = await tellings(steward(0));
    expect(first?.facts).toMatchObject({ actor: expect.stringMatching(/./) as string });
    expect(first?.facts).not.toHaveProperty('revision');
    expect(await tellings(requests.id('rita'))).toMatchObject([{ kind: 'reviewAsked', facts }]);
    await requests.return(id);
    await requests.submit(id);
    expect((await tellings(steward(0))).at(-1)).toMatchObject({ facts: { ...facts, revision: 2 } });
  });

  it('asks contributors for consent with the same, of their own datasets', async () => {
    await start({ decision: { type: 'consent' } });
    await requests.contribute(2);
    await requests.submitted();
    const facts = { organisation: 'Dora', purpose: 'AcademicResearch', dataset: requests.dataset.title };
    expect((await tellings(steward(2))).at(-1)).toMatchObject({ kind: 'consentAsked', facts });
  });

  it('tells who decides that all reviews are in, and that changed terms were accepted', async () => {
    await reviewed(2);
    const { id } = await requests.submitted();
    await review(id, 'rita');
    expect(await requests.told(steward(0))).toEqual(['applicationSubmitted']);
    await review(id, 'remo');
    await requests.approve(id, { note: 'Solo per zona.', changes: [{ item: 0, measures: [] }] });
    await requests.accept(id);
    expect(await requests.told(steward(0))).toEqual(['applicationSubmitted', 'reviewsIn', 'changedTermsAccepted']);
    const [decided] = await tellings(requests.id('ada'));
    expect(decided?.facts).toMatchObject({ note: 'Solo per zona.', outcome: 'approvedWithChanges' });
    expect(decided?.facts).not.toHaveProperty('reason');
  });

  it('reaches who is revoked and blocked, though the grant ended before', async () => {
    await reviewed();
    const { id } = await requests.submitted();
    await review(id);
    await requests.approve(id);
    await get(EndingService).close(await requests.as('ada'), id);
    await get(EndingService).revoke(await handler(), id, { note: 'Dati passati a terzi.' });
    expect((await tellings(requests.id('ada'))).at(-1)).toMatchObject({
      ...{ kind: 'accessRevoked', facts: { reason: 'Dati passati a terzi.', askWhom: 'Aurora' } },
    });
    expect(await use()).toMatchObject({
      code: 'EXTRACT.BLOCKED',
      message: expect.stringContaining('Aurora') as string,
    });
    await get(EndingService).liftBlock(await handler(), id, { note: 'Chiarito.' });
    expect((await tellings(requests.id('ada'))).at(-1)).toMatchObject({
      ...{ kind: 'blockLifted', facts: { note: 'Chiarito.' } },
    });
    expect(await use()).toMatchObject({ code: 'EXTRACT.NEEDS_APPLICATION', alternative: null });
  });

  it('is not approved once somebody who applies was blocked, though it was submitted before', async () => {
    await reviewed();
    const { id } = await requests.submitted();
    const { id: other } = await requests.submitted({ retentionDays: 200 });
    for (const one of [id, other]) await review(one);
    await requests.approve(id);
    await get(EndingService).revoke(await handler(), id, { note: 'Abuso.' });
    const blocked = { code: 'APPLICATION.BLOCKED', details: { askWhom: 'Aurora' } };
    await expect(requests.approve(other)).rejects.toMatchObject(blocked);
    expect((await requests.read(other)).grants).toEqual([]);
    await get(EndingService).liftBlock(await handler(), id, { note: 'Chiarito.' });
    expect(await requests.approve(other)).toMatchObject({ state: 'approved' });
  });

  it('refuses what a grant does not cover with what it does', async () => {
    await start({});
    await requests.submitted();
    expect(await use({ dimensions: ['zone', 'need'] })).toMatchObject({
      code: 'EXTRACT.NEEDS_APPLICATION',
      alternative: { purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'] },
    });
  });

  it('is kept until the day that was asked for or the duty says, and says so before it is submitted', async () => {
    await start({ duties: [{ type: 'deleteAfter', days: 30 }] });
    const { id: tooLong } = await requests.draft({ retentionDays: 31 });
    const agreement = async (id: ApplicationId) => get(PartyService).agreement(await requests.as('ada'), id);
    await expect(agreement(tooLong)).rejects.toThrow(code('APPLICATION.RETENTION_TOO_LONG'));
    const { id } = await requests.draft({ retentionDays: 20 });
    const duties = [{ type: 'deleteAfter', days: 20 }];
    expect((await agreement(id)).agreement.items).toMatchObject([{ duties }]);
    await requests.submit(id);
    expect((await requests.read(id)).grants).toMatchObject([{ duties }]);
  });

  it('offers nobody what would be refused', async () => {
    await reviewed();
    const { id } = await requests.draft();
    expect(await actions(id, 'ada')).not.toContain('submit');
    await requests.accept(id);
    expect(await actions(id, 'ada')).toContain('submit');
    await requests.submit(id);
    const first = await actions(id, 'handler');
    expect(first).toEqual(expect.arrayContaining(['inviteReviewer', 'reject']));
    for (const action of ['approve', 'approveChanged', 'putToVote', 'removeReviewer']) {
      expect(first).not.toContain(action);
    }
    await review(id);
    expect(await actions(id, 'handler')).toEqual(expect.arrayContaining(['approve', 'approveChanged', 'reject']));
    expect(await actions(id, 'handler')).not.toContain('inviteReviewer');
    expect(await actions(id, 'rita')).toEqual(['read']);
    await get(HandlingService).approve(await handler(), id);
    expect(await actions(id, 'handler')).toContain('revoke');
  });

  it('is asked for once, until it is decided', async () => {
    await reviewed();
    const { id } = await requests.submitted();
    const twice = { code: 'APPLICATION.OPEN_ALREADY', details: { applicationId: id } };
    await expect(requests.submitted()).rejects.toMatchObject(twice);
    await get(ApplicationService).withdraw(await requests.as('ada'), id);
    expect(await requests.submitted()).toMatchObject({ state: 'submitted' });
  });

  it('is not saved for days that are over', async () => {
    await start({});
    await expect(requests.draft({ endsOn: '2020-01-01' })).rejects.toMatchObject({
      ...{ code: 'APPLICATION.INVALID', details: { problems: [{ path: 'form.endsOn' }] } },
    });
    const { id } = await requests.draft();
    const over = requests.written({ startsOn: '2020-01-01', endsOn: '2020-01-02' });
    await expect(get(ApplicationService).save(await requests.as('ada'), id, over)).rejects.toThrow(
      code('APPLICATION.INVALID'),
    );
  });
});
