import type { Scope } from '#identity';
import type { ApplicationId, PersonId } from '#kernel';
import type { Actor } from '#policy';
import { Requests } from '../../test/requests';
import { APPLICATION_STATES, type ApplicationState } from '../domain/application/application';
import {
  APPLICATION_ACTIONS,
  APPLICATION_ROLES,
  APPLICATION_TABLE,
  type ApplicationAction,
  type ApplicationRole,
} from '../domain/application/states';
import {
  ApplicationReader,
  ApplicationService,
  ConsentService,
  EndingService,
  HandlingService,
  PartyService,
  PeerReviewService,
  SubmissionService,
  UseVoteService,
} from '../index';

type Attempt = (by: Actor, id: ApplicationId) => Promise<unknown>;

/** Every state reached, every role taken by somebody; what is not in their row must fail and leave no trace. */
describe('the table of states, through the services', () => {
  let requests: Requests;
  const applications = new Map<ApplicationState, ApplicationId>();
  const people: Partial<Record<ApplicationRole, () => Promise<Actor>>> = {};
  let attempts: Record<ApplicationAction, Attempt>;

  beforeAll(async () => {
    requests = await Requests.start({ decision: { type: 'consent' } });
    const { commons } = requests;
    for (const name of ['eva', 'ugo']) await requests.enrol(name, 1, 'member');
    for (const name of ['rita', 'zeno']) await requests.enrol(name, 2, 'member');
    await requests.enrol('aldo', 2, 'auditor');
    await requests.contribute(2);
    people.applicant = () => requests.as('ada');
    people.coApplicant = () => requests.as('eva');
    people.handler = () => requests.as('handler');
    people.reviewer = () => requests.as('rita');
    people.contributor = () => commons.steward(2);
    people.auditor = () => requests.as('aldo');
    people.nobody = () => requests.as('zeno');
    attempts = attemptsOf(requests);
    for (const state of APPLICATION_STATES) applications.set(state, await reach(requests, state));
  });
  afterAll(() => requests.stop());

  const trace = async (id: ApplicationId) => {
    const tables = ['application', 'co_applicant', 'reviewer', 'review', 'consent', 'publisher_approval', 'block'];
    const rows = [...tables, 'application_event', 'access_grant', 'bucket_application'].map((table) => {
      const key = table === 'application' ? 'id' : 'application_id';
      return requests.commons.db.query(`select * from extracts.${table} where ${key} = $1 order by 1, 2`, [id]);
    });
    return JSON.stringify(await Promise.all(rows));
  };

  it.each(APPLICATION_STATES.flatMap((state) => APPLICATION_ROLES.map((role) => ({ state, role }))))(
    'a $role does nothing outside the row with what is $state',
    async ({ state, role }) => {
      const id = applications.get(state) as ApplicationId;
      const by = await (people[role] as () => Promise<Actor>)();
      const row: readonly ApplicationAction[] = APPLICATION_TABLE[state][role];
      const code = row.includes('read') ? 'APPLICATION.NOT_NOW' : 'APPLICATION.MISSING';
      const before = await trace(id);
      for (const action of APPLICATION_ACTIONS.filter((one) => !row.includes(one) && one !== 'readHandlersRemarks')) {
        await expect(attempts[action](by, id)).rejects.toMatchObject({ code });
      }
      expect(await trace(id)).toBe(before);
      if (row.length === 0) return;
      const view = await requests.commons.get(ApplicationReader).read(by, id);
      expect(view.roles).toEqual([role]);
      expect(row).toEqual(expect.arrayContaining([...view.actions]));
      expect(view.reviewers !== null).toBe(row.includes('readHandlersRemarks'));
    },
  );

  it('offers a token only what it is made for', async () => {
    const offered = async (role: ApplicationRole, ...scopes: Scope[]) => {
      const actor = await (people[role] as () => Promise<Actor>)();
      const by = { ...actor, identity: actor.identity && { ...actor.identity, scopes } };
      const id = applications.get('submitted') as ApplicationId;
      return (await requests.commons.get(ApplicationReader).read(by, id)).actions;
    };
    expect(await offered('applicant', 'read')).toEqual(['read']);
    expect(await offered('applicant', 'read', 'manage')).toEqual(['read']);
    expect(await offered('applicant', 'read', 'extract')).toEqual(['read', 'withdraw', 'copyAsNew', 'remark']);
    expect(await offered('handler', 'read', 'extract')).toEqual(['read', 'readHandlersRemarks']);
    expect(await offered('handler', 'read', 'manage')).toContain('return');
  });
});

function attemptsOf(requests: Requests): Record<ApplicationAction, Attempt> {
  const get = requests.commons.get.bind(requests.commons);
  const someone: PersonId = requests.id('ugo');
  const at = { bodyId: null, closesAt: null };
  return {
    read: (by, id) => get(ApplicationReader).read(by, id),
    readHandlersRemarks: (by, id) => get(ApplicationReader).read(by, id),
    save: (by, id) => get(ApplicationService).save(by, id, requests.written()),
    submit: (by, id) => get(SubmissionService).submit(by, id),
    inviteCoApplicant: (by, id) => get(PartyService).invite(by, id, someone),
    acceptTerms: (by, id) => get(PartyService).acceptTerms(by, id, 'hash'),
    leave: (by, id) => get(PartyService).leave(by, id),
    withdraw: (by, id) => get(ApplicationService).withdraw(by, id),
    copyAsNew: (by, id) => get(ApplicationService).copyAsNew(by, id),
    return: (by, id) => get(HandlingService).return(by, id, 'Perché.'),
    remark: (by, id) => get(ApplicationService).remark(by, id, 'Ecco.'),
    inviteReviewer: (by, id) => get(PeerReviewService).invite(by, id, requests.id('zeno')),
    removeReviewer: (by, id) => get(PeerReviewService).remove(by, id, requests.id('rita')),
    review: (by, id) => get(PeerReviewService).answer(by, id, { verdict: 'for', note: '' }),
    consent: (by, id) => get(ConsentService).answer(by, id, { datasetId: requests.dataset.id, answer: 'given' }),
    putToVote: (by, id) => get(UseVoteService).putToVote(by, id, at),
    approve: (by, id) => get(HandlingService).approve(by, id),
    approveChanged: (by, id) => get(HandlingService).approve(by, id, { changes: [{ item: 0, measures: [] }] }),
    reject: (by, id) => get(HandlingService).reject(by, id, { reason: 'other', note: 'No.' }),
    close: (by, id) => get(EndingService).close(by, id),
    revoke: (by, id) => get(EndingService).revoke(by, id, { note: 'Abuso.', persons: [] }),
    liftBlock: (by, id) => get(EndingService).liftBlock(by, id, { note: 'Chiarito.' }),
  };
}

/** An application in a state, with somebody in every role that the state knows. */
async function reach(requests: Requests, state: ApplicationState): Promise<ApplicationId> {
  const { commons } = requests;
  const { id } = await requests.draft({ funding: state });
  await commons.get(PartyService).invite(await requests.as('ada'), id, requests.id('eva'));
  if (state === 'draft') return id;
  await requests.accept(id, 'eva');
  await requests.submit(id);
  const handler = await requests.as('handler');
  await commons.get(PeerReviewService).invite(handler, id, requests.id('rita'));
  if (state === 'submitted') return id;
  if (state === 'withdrawn') await commons.get(ApplicationService).withdraw(await requests.as('ada'), id);
  if (state === 'returned') await requests.return(id);
  if (state === 'rejected') await commons.get(HandlingService).reject(handler, id, { reason: 'other', note: 'No.' });
  if (['approved', 'closed', 'revoked'].includes(state)) await grantAndEnd(requests, id, state);
  return id;
}

async function grantAndEnd(requests: Requests, id: ApplicationId, state: ApplicationState): Promise<void> {
  const { commons } = requests;
  const handler = await requests.as('handler');
  const consent = { datasetId: requests.dataset.id, answer: 'given' } as const;
  await commons.get(ConsentService).answer(await commons.steward(2), id, consent);
  await requests.approve(id);
  if (state === 'closed') await commons.get(EndingService).close(handler, id);
  if (state === 'revoked') await commons.get(EndingService).revoke(handler, id, { note: 'Abuso.', persons: [] });
}
