import { accessWorld, act, apply, ASK, researchDecided, seen, type AccessWorld } from '../support/access';
import { refused, told } from '../support/assembly-room';
import type { Member } from '../support/member';
import { adopt } from '../support/social-services';

const BALLOT = 'query ($id: ID!) { proposal(id: $id) { title ballot { id } } }';
const CAST = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { ballot { id } } }';
const ZONES = { dimensions: ['zone'], measures: [] };

describe('requests that members vote on, and decisions that meet', () => {
  let access: AccessWorld;
  let bruno: Member;

  beforeAll(async () => {
    access = await accessWorld();
    const { world, university, cooperatives, datasets } = access;
    bruno = await world.person('Bruno', university, 'researcher');
    const voted = researchDecided(access, { decision: { type: 'vote' }, only: datasets[0] });
    const reviewed = researchDecided(access, { decision: { type: 'consent' }, only: datasets[1] });
    const voters = cooperatives.map(({ steward }) => steward);
    await adopt(world, { ...voted, title: 'Research, voted on' }, voters);
    await adopt(world, { ...reviewed, title: 'Research, consented to' }, voters);
  });
  afterAll(() => access.world.stop());

  const aurora = () => access.cooperatives[0].steward;
  const putToVote = async (applicationId: string) => {
    const closesAt = new Date(Date.now() + access.world.clock.offsetMs + 24 * 60 * 60 * 1000).toISOString();
    await act(aurora(), 'putApplicationToVote', { applicationId, closesAt });
    return (await seen(aurora(), applicationId)).votes[0]?.proposalId ?? '';
  };
  const vote = async (proposalId: string, choice: 'YES' | 'NO') => {
    const { ballot } = await told<{ ballot: { id: string } }>(aurora(), BALLOT, { id: proposalId });
    for (const { steward } of access.cooperatives) {
      await steward.send(CAST, { input: { ballotId: ballot.id, choice } });
    }
    access.world.clock.advanceDays(2);
    await access.world.settle();
  };

  it('share one vote where their use is equal, and are decided by it', async () => {
    const [dataset] = access.datasets;
    const [first, second] = [await apply(access.rita, access, [dataset]), await apply(bruno, access, [dataset])];
    const other = await apply(access.carlo, access, [dataset], ZONES);
    await refused(act(aurora(), 'approveApplication', { applicationId: first }), 'APPLICATION.REQUIREMENTS_UNMET');

    const proposalId = await putToVote(first);
    expect(await putToVote(second)).toBe(proposalId);
    expect(await putToVote(other)).not.toBe(proposalId);
    await refused(putToVote(second), 'APPLICATION.ON_VOTE');
    await vote(proposalId, 'YES');

    for (const [id, by] of [
      [first, access.rita],
      [second, bruno],
    ] as const) {
      expect(await seen(by, id)).toMatchObject({ state: 'SUBMITTED', unmet: [], votes: [{ outcome: 'ADOPTED' }] });
      const said = { applicationId: id, reason: 'OTHER', note: 'Non ci piace.' };
      await refused(act(aurora(), 'rejectApplication', said), 'APPLICATION.ADOPTED');
      expect(await act(aurora(), 'approveApplication', { applicationId: id })).toEqual({ state: 'APPROVED' });
    }
  });

  it('need no new vote for a use that members adopted a while ago', async () => {
    const id = await apply(access.carlo, access, [access.datasets[0]]);
    await putToVote(id);
    expect(await seen(access.carlo, id)).toMatchObject({ unmet: [], votes: [{ outcome: 'ADOPTED' }] });
  });

  it('are rejected together by a vote', async () => {
    const needs = { dimensions: ['need'], measures: [] };
    const [dataset] = access.datasets;
    const ids = [await apply(access.rita, access, [dataset], needs), await apply(bruno, access, [dataset], needs)];
    const proposals = new Set<string>();
    for (const id of ids) proposals.add(await putToVote(id));
    expect(proposals.size).toBe(1);
    for (const proposalId of proposals) await vote(proposalId, 'NO');
    for (const id of ids) {
      expect(await seen(aurora(), id)).toMatchObject({
        ...{ state: 'REJECTED', votes: [{ outcome: 'REJECTED' }] },
        decision: { outcome: 'REJECTED', reason: 'VOTED_DOWN' },
      });
    }
    expect(await access.world.auditTrail()).toMatch(/application\.voted > application\.rejected/);
  });

  const consented = async () => {
    const [, datasetId] = access.datasets;
    const applicationId = await apply(access.rita, access, [datasetId]);
    for (const { steward } of access.cooperatives) await act(steward, 'giveConsent', { applicationId, datasetId });
    return applicationId;
  };

  it('wait for the consent of every contributor, which may be taken back', async () => {
    const [, { steward: dora }, { steward: sangone }] = access.cooperatives;
    const [, datasetId] = access.datasets;
    const applicationId = await apply(access.rita, access, [datasetId]);
    expect(await told(sangone, ASK.LIST, { list: 'TO_CONSENT' })).toMatchObject({ items: [{ id: applicationId }] });
    await act(sangone, 'refuseConsent', { applicationId, datasetId, note: 'Prima parliamone.' });
    expect(await seen(sangone, applicationId)).toMatchObject({ consents: [{ answer: 'REFUSED' }] });
    for (const { steward } of access.cooperatives.slice(0, 2)) {
      await act(steward, 'giveConsent', { applicationId, datasetId });
    }
    await refused(act(dora, 'approveApplication', { applicationId }), 'APPLICATION.REQUIREMENTS_UNMET');
    await act(sangone, 'giveConsent', { applicationId, datasetId });
    await act(dora, 'approveApplication', { applicationId });
    await access.world.settle();

    await act(sangone, 'refuseConsent', { applicationId, datasetId, note: 'Non più.' });
    expect((await seen(access.rita, applicationId)).grants).toMatchObject([{ endReason: 'CONSENT_WITHDRAWN' }]);
    expect(JSON.stringify(await seen(access.rita, applicationId))).not.toContain('Non più');
  });

  it('are decided once: of two who decide at the same time, one is too late', async () => {
    const [, { steward: dora, id: organisation }] = access.cooperatives;
    const colleague = await access.world.person('Dino', organisation, 'steward');
    const applicationId = await consented();
    const said = { applicationId, reason: 'RISK_TOO_HIGH', note: 'Troppo rischioso.' };
    const both = await Promise.allSettled([
      act(dora, 'approveApplication', { applicationId }),
      act(colleague, 'rejectApplication', said),
    ]);
    const reasons = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(reasons).toMatchObject([{ code: 'APPLICATION.NOT_NOW', kind: 'refused' }]);
    const { state, grants } = await seen(access.rita, applicationId);
    expect([state, grants.length]).toEqual(both[0].status === 'fulfilled' ? ['APPROVED', 1] : ['REJECTED', 0]);
    const decided = await access.world.database.query(
      `select 1 from platform.event where type in ('application.approved', 'application.rejected')
       and facts like '%' || $1 || '%'`,
      [applicationId],
    );
    expect(decided).toHaveLength(1);
  });

  it('are not decided again, once they are over', async () => {
    const [, { steward: dora }] = access.cooperatives;
    const applicationId = await consented();
    expect(await act(access.rita, 'withdrawApplication', { applicationId })).toEqual({ state: 'WITHDRAWN' });
    await access.world.settle();
    const before = await access.world.auditTrail();
    const deeds = {
      approveApplication: {},
      rejectApplication: { reason: 'OTHER', note: 'No.' },
      returnApplication: { note: 'Cambiate.' },
      inviteReviewer: { personId: access.reviewers[0].id },
      revokeApplication: { note: 'Via.' },
      closeApplication: {},
      remarkOnApplication: { text: 'Peccato.' },
    };
    for (const [deed, input] of Object.entries(deeds)) {
      await refused(act(dora, deed, { applicationId, ...input }), 'APPLICATION.NOT_NOW');
    }
    await refused(access.rita.send(ASK.SUBMIT, { id: applicationId }), 'APPLICATION.NOT_NOW');
    await refused(act(bruno, 'approveApplication', { applicationId }), 'APPLICATION.MISSING');
    expect(await access.world.auditTrail()).toBe(before);
  });
});
