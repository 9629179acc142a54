import { BallotService, ProposalService } from '#governance';
import type { ApplicationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { Requests } from '../../test/requests';
import { HandlingService, UseVoteService } from '../index';

const code = (name: string) => expect.objectContaining({ code: name }) as Error;
const SYSTEM = { id: 'system:test' };

describe('a vote on a use', () => {
  let requests: Requests;

  beforeEach(async () => {
    requests = await Requests.start({ decision: { type: 'vote' } });
    for (const name of ['rita', 'remo']) await requests.enrol(name, 2, 'member');
  });
  afterEach(() => requests.stop());

  const votes = () => requests.commons.get(UseVoteService);
  const putToVote = async (id: ApplicationId) =>
    votes().putToVote(await requests.as('handler'), id, { bodyId: null, closesAt: await inDays(1) });
  const inDays = async (days: number) =>
    new Date((await requests.commons.get(UnitOfWork).now()).getTime() + days * 86_400_000);
  const proposalOf = async (id: ApplicationId) => (await requests.read(id, 'handler')).votes[0]?.proposalId as never;
  const cast = async (id: ApplicationId, answers: Readonly<Record<string, 'yes' | 'no'>>) => {
    const proposalId = await proposalOf(id);
    const ballots = requests.commons.get(BallotService);
    const ballot = (await ballots.ofProposals([proposalId])).get(proposalId);
    for (const [name, marks] of Object.entries(answers)) {
      await ballots.cast(await requests.as(name), ballot?.id as never, { marks });
    }
  };

  it('is shared by requests of equal use, and adopted fulfils what the policies ask of all', async () => {
    const [one, other] = [
      await requests.submitted(),
      await requests.submitted({ funding: 'Comune.' }, undefined, 'rita'),
    ];
    const another = await requests.submitted({}, [requests.item({ measures: [] })]);
    await expect(requests.approve(one.id)).rejects.toThrow(code('APPLICATION.REQUIREMENTS_UNMET'));
    for (const { id } of [one, other, another]) await putToVote(id);
    await expect(putToVote(one.id)).rejects.toThrow(code('APPLICATION.ON_VOTE'));
    expect(await proposalOf(other.id)).toBe(await proposalOf(one.id));
    expect(await proposalOf(another.id)).not.toBe(await proposalOf(one.id));
    const proposal = await requests.commons
      .get(ProposalService)
      .read(await requests.as('remo'), await proposalOf(one.id));
    expect(proposal.sentences.it.join()).toContain('Persone seguite');

    await cast(one.id, { ada: 'yes', rita: 'yes', remo: 'yes' });
    requests.advanceDays(2);
    expect((await requests.read(other.id, 'rita')).votes[0]).toMatchObject({ outcome: 'adopted' });
    expect((await requests.read(one.id)).unmet).toEqual([]);
    await expect(
      requests.commons
        .get(HandlingService)
        .reject(await requests.as('handler'), one.id, { reason: 'other', note: 'Non mi piace.' }),
    ).rejects.toThrow(code('APPLICATION.ADOPTED'));
    for (const { id } of [one, other]) expect(await requests.approve(id)).toMatchObject({ state: 'approved' });

    const later = await requests.submitted({}, undefined, 'remo');
    await putToVote(later.id);
    expect(await requests.approve(later.id)).toMatchObject({ state: 'approved' });
    requests.advanceDays(181);
    const muchLater = await requests.submitted({}, undefined, 'remo');
    await putToVote(muchLater.id);
    expect(await proposalOf(muchLater.id)).not.toBe(await proposalOf(later.id));
  });

  it('rejects every request that shares it, but not what was withdrawn or changed meanwhile', async () => {
    const [one, other] = [await requests.submitted(), await requests.submitted({}, undefined, 'rita')];
    const returned = await requests.submitted({}, undefined, 'remo');
    for (const { id } of [one, other, returned]) await putToVote(id);
    await requests.return(returned.id);
    await cast(one.id, { ada: 'no', rita: 'no', remo: 'no' });
    requests.advanceDays(2);
    const [bucket] = (await requests.read(returned.id, 'remo')).votes;
    await Promise.all([
      votes().settle(SYSTEM, bucket?.id as never),
      votes().settle(SYSTEM, bucket?.id as never),
      requests.read(one.id),
    ]);
    for (const [id, name] of [
      [one.id, 'ada'],
      [other.id, 'rita'],
    ] as const) {
      const { application } = await requests.read(id, name);
      expect(application).toMatchObject({ state: 'rejected', decision: { reason: 'votedDown', decidedBy: null } });
      expect((await requests.history(id, name)).filter((kind) => kind === 'rejected')).toHaveLength(1);
    }
    expect((await requests.read(returned.id, 'remo')).application.state).toBe('returned');
    await requests.submit(returned.id, 'remo');
    await putToVote(returned.id);
    expect((await requests.read(returned.id, 'remo')).application.state).toBe('submitted');
  });

  it('is called once only, though two handlers call it at once', async () => {
    const [one, other] = [await requests.submitted(), await requests.submitted({}, undefined, 'rita')];
    const called = await Promise.allSettled([putToVote(one.id), putToVote(other.id)]);
    expect(called.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await proposalOf(other.id)).toBe(await proposalOf(one.id));
    const [row] = await requests.commons.db.query<{ n: number }>('select count(*)::int as n from governance.ballot');
    expect(row?.n).toBe(1);
  });

  it('is called by who may propose, within the times of the statute, or not at all', async () => {
    const { id } = await requests.submitted();
    const closesAt = await inDays(100);
    const tooLate = votes().putToVote(await requests.as('handler'), id, { bodyId: null, closesAt });
    await expect(tooLate).rejects.toThrow(code('BALLOT.CLOSING_TIME'));
    expect((await requests.read(id)).votes).toEqual([]);
    await votes().putToVote(await requests.as('handler'), id, { bodyId: null, closesAt: null });
    expect((await requests.read(id)).votes).toEqual([expect.objectContaining({ outcome: null })]);
    const [rows] = await requests.commons.db.query<{ n: number }>('select count(*)::int as n from governance.proposal');
    expect(rows?.n).toBe(1);
  });
});
