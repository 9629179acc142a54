import { DatasetService } from '#catalogue';
import { MembersBook } from '#identity';
import { Requests, usePolicy } from '../../test/requests';
import { ApplicationReader, EndingService, HandlingService, PeerReviewService, SubmissionService } from '../index';
import type { ApplicationId } from '#kernel';
import { GrantBook } from './grant-book';

const USE = {
  action: 'requestExtract',
  purpose: 'AcademicResearch',
  dimensions: ['zone'],
  measures: ['hours'],
} as const;
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('an application, for those who decide', () => {
  let requests: Requests;

  beforeEach(async () => {
    requests = await Requests.start({ decision: { type: 'reviewers', count: 1 } });
    await requests.enrol('rita', 2, 'member');
  });
  afterEach(() => requests.stop());

  const handling = () => requests.commons.get(HandlingService);
  const review = async (id: ApplicationId, verdict: 'for' | 'against' = 'for', name = 'rita') => {
    const reviews = requests.commons.get(PeerReviewService);
    await reviews.invite(await requests.as('handler'), id, requests.id(name));
    await reviews.answer(await requests.as(name), id, { verdict, note: '' });
  };
  /** Submitted, reviewed and ready to be decided. */
  const ready = async (form: object = {}) => {
    const { id } = await requests.submitted(form);
    await review(id);
    return id;
  };
  const covering = async (name = 'ada') => {
    const now = new Date(Date.now() + 1_000);
    return requests.commons.get(GrantBook).covering(requests.id(name), requests.dataset.id, USE, now);
  };

  it('is approved when nothing is missing, and gives what was asked for from that moment', async () => {
    const { id } = await requests.submitted();
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    await review(id);
    const approved = await requests.approve(id, { note: 'Buon lavoro.' });
    expect(approved).toMatchObject({ state: 'approved', decision: { outcome: 'approved', changed: false } });
    expect(await covering()).toMatchObject({ applicationId: id, measures: ['hours'] });
    expect(await covering('rita')).toBeNull();
    expect(await requests.told(requests.id('ada'))).toEqual(['applicationDecided']);
    const asked = await requests.commons.get(ApplicationReader).explained(await requests.as('ada'), id);
    expect(asked.map(({ occasion }) => occasion)).toEqual(['submit', 'approve']);
  });

  it('lets exactly one of two decisions at once win', async () => {
    const id = await ready();
    const handler = await requests.as('handler');
    const attempts = await Promise.allSettled([
      handling().approve(handler, id),
      handling().reject(handler, id, { reason: 'riskTooHigh', note: 'Troppo fine.' }),
      handling().approve(handler, id),
    ]);
    const [won, ...others] = [...attempts].sort((a) => (a.status === 'fulfilled' ? -1 : 1));
    expect(won?.status).toBe('fulfilled');
    for (const lost of others) expect(lost).toMatchObject({ reason: { code: 'APPLICATION.NOT_NOW' } });
    const decided = await requests.history(id);
    expect(decided.filter((kind) => kind === 'approved' || kind === 'rejected')).toHaveLength(1);
  });

  it('never leaves a right behind when it is approved and revoked at once', async () => {
    const id = await ready();
    const handler = await requests.as('handler');
    await Promise.allSettled([
      handling().approve(handler, id),
      requests.commons.get(EndingService).revoke(handler, id, { note: 'Abuso.' }),
      requests.commons.get(EndingService).close(handler, id),
    ]);
    const { application, grants } = await requests.read(id);
    expect(grants).toHaveLength(1);
    expect(application.state === 'approved').toBe(grants[0]?.endedAt === null);
  });

  it('gives less than was asked for once the applicant has accepted that', async () => {
    const id = await ready();
    const terms = { minPeople: 10, minContributors: 1 };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const [endsOn, dayAfter] = [inDays(50), inDays(51)];
    await expect(requests.approve(id, { changes: [{ item: 0, dimensions: ['zone', 'need'] }] })).rejects.toThrow(
      code('APPLICATION.NOT_NARROWER'),
    );
    await expect(
      requests.approve(id, { changes: [{ item: 0, terms: { minPeople: 2, minContributors: 1 } }] }),
    ).rejects.toThrow(code('APPLICATION.NOT_NARROWER'));
    await requests.approve(id, { changes: [{ item: 0, measures: [], terms, endsOn }] });
    expect((await requests.read(id)).grants).toEqual([]);
    await requests.accept(id);
    const [grant] = (await requests.read(id)).grants;
    expect(grant).toMatchObject({ measures: [], terms, endsAt: new Date(`${dayAfter}T00:00:00Z`) });
    expect(await covering()).toBeNull();
    await requests.accept(id);
    expect((await requests.read(id)).grants).toHaveLength(1);
  });

  it('is not approved any more once the policies refuse it, or ask for more', async () => {
    const [id, other] = [await ready(), await ready({ retentionDays: 200 })];
    await requests.commons.end(requests.policy);
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.NO_LONGER_PERMITTED'));
    const stricter = await requests.commons.enact(usePolicy({ decision: { type: 'reviewers', count: 2 } }));
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    await requests.commons.end(stricter);
    await requests.commons.enact(usePolicy({ minPeople: 20 }));
    await expect(requests.approve(other)).rejects.toThrow(code('APPLICATION.NO_LONGER_PERMITTED'));
    expect((await requests.read(other)).application.state).toBe('submitted');
  });

  it('ends and blocks when it is revoked, names whom to ask, and can be lifted', async () => {
    const id = await ready();
    await requests.approve(id);
    const endings = requests.commons.get(EndingService);
    const handler = await requests.as('handler');
    await endings.close(await requests.as('ada'), id);
    await endings.revoke(handler, id, { note: 'Dati passati a terzi.' });
    expect(await covering()).toBeNull();
    const { id: again } = await requests.draft();
    await requests.accept(again);
    const submit = async () => requests.commons.get(SubmissionService).submit(await requests.as('ada'), again);
    await expect(submit()).rejects.toMatchObject({ code: 'APPLICATION.BLOCKED', details: { askWhom: 'Aurora' } });
    expect(await requests.history(again)).toContain('refused');
    await endings.liftBlock(handler, id, { note: 'Chiarito.' });
    expect(await submit()).toMatchObject({ state: 'submitted' });
  });

  it('may be asked for again after it was closed', async () => {
    const id = await ready();
    await requests.approve(id);
    await requests.commons.get(EndingService).close(await requests.as('handler'), id, 'Concluso.');
    expect((await requests.read(id)).grants[0]).toMatchObject({ endReason: 'closed' });
    expect(await requests.told(requests.id('ada'))).toEqual(['applicationDecided', 'grantEnded']);
    expect(await requests.submitted()).toMatchObject({ state: 'submitted' });
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.NOT_NOW'));
  });

  it('is not for who applies to decide, though they be a steward of the publisher', async () => {
    const { commons } = requests;
    await commons.work((tx) =>
      commons.get(MembersBook).enrol(tx, {
        ...{ personId: requests.id('ada'), organisationId: requests.organisation(0), role: 'steward' },
        joinedOn: '2026-01-01',
      }),
    );
    const { id } = await requests.submitted();
    expect((await requests.read(id)).roles).toEqual(['applicant']);
    await expect(requests.approve(id, {}, 'ada')).rejects.toThrow(code('APPLICATION.NOT_NOW'));
  });

  it('needs every publisher, and each decides about its own datasets', async () => {
    const { commons } = requests;
    const publisherId = requests.organisation(2);
    const theirs = await commons
      .get(DatasetService)
      .publish(await commons.steward(2), { ...requests.dataset, publisherId });
    const { id } = await requests.submitted({}, [requests.item(), requests.item({ datasetId: theirs.id })]);
    await requests.enrol('zeno', 0, 'member');
    await expect(
      commons.get(PeerReviewService).invite(await requests.as('handler'), id, commons.stewards[2] as never),
    ).rejects.toThrow(code('REVIEW.NOT_INDEPENDENT'));
    await review(id, 'for', 'zeno');
    const foreign = { changes: [{ item: 1, measures: [] }] };
    await expect(requests.approve(id, foreign)).rejects.toThrow(code('APPLICATION.NOT_NARROWER'));
    expect(await requests.approve(id)).toMatchObject({ state: 'submitted' });
    await expect(requests.approve(id)).rejects.toThrow(code('APPLICATION.NOT_YOURS_TO_DECIDE'));
    await handling().approve(await commons.steward(2), id);
    const { application, grants } = await requests.read(id);
    expect([application.state, grants.map(({ datasetId }) => datasetId).sort()]).toEqual([
      'approved',
      [requests.dataset.id, theirs.id].sort(),
    ]);
  });
});
