import { MembersBook } from '#identity';
import { UnitOfWork } from '#platform';
import { accessWorld, act, apply, ASK, draw, MINE, researchDecided, seen, type AccessWorld } from '../support/access';
import { refused, told } from '../support/assembly-room';
import type { Member } from '../support/member';
import { adopt } from '../support/social-services';

const DUTIES = '{ duties(toFulfil: true) { items { id kind state dueAt actions } } }';
const NOTIFIED = '{ notifications(first: 100) { items { kind } } }';
const FILE = 'mutation ($input: FileObjectionInput!) { fileObjection(input: $input) { id } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawObjection(id: $id) { id } }';
const EVIDENCE = 'mutation ($input: GiveEvidenceInput!) { giveEvidence(input: $input) { state } }';
const POLICIES = '{ policies(first: 100) { items { id title } } }';
const END = 'mutation ($policyId: ID!) { proposePolicyEnd(policyId: $policyId) { id } }';
const CAST = 'mutation ($id: ID!) { castVote(input: { ballotId: $id, choice: YES }) { ballot { id } } }';

describe('access that ends by itself', () => {
  let access: AccessWorld;

  beforeAll(async () => {
    access = await accessWorld();
    const document = researchDecided(access, {
      decision: { type: 'reviewers', count: 1 },
      duties: [{ type: 'reportUse', everyDays: 10 }],
      grantDays: 30,
      only: access.datasets[0],
    });
    await adopt(access.world, document, voters());
  });
  afterAll(() => access.world.stop());

  const voters = () => access.cooperatives.map(({ steward }) => steward);
  const request = (by: Member) =>
    told<{ id: string }>(by, ASK.REQUEST, {
      input: { datasetId: access.datasets[0], purpose: 'ACADEMIC_RESEARCH', ...MINE },
    });
  const answerTo = async (by: Member, url: string) => {
    const { status, bytes } = await by.download(url);
    if (status === 200) return 'here';
    const { errors } = JSON.parse(bytes.toString()) as { errors: { extensions: { code: string } }[] };
    return errors[0]?.extensions.code ?? '';
  };

  /** An application that was granted to somebody, and something that was drawn under it. */
  const granted = async (by: Member) => {
    const applicationId = await apply(by, access, [access.datasets[0]]);
    const [{ steward: aurora }] = access.cooperatives;
    const [rosa] = access.reviewers;
    await act(aurora, 'inviteReviewer', { applicationId, personId: rosa.id });
    await act(rosa, 'reviewApplication', { applicationId, verdict: 'FOR' });
    await act(aurora, 'approveApplication', { applicationId });
    const { release } = await draw(access, by, access.datasets[0]);
    expect(await answerTo(by, release.csv.url)).toBe('here');
    return { applicationId, url: release.csv.url };
  };
  const endOf = async (by: Member, applicationId: string) => (await seen(by, applicationId)).grants[0]?.endReason;
  const report = async (by: Member) => {
    const { items } = await told<{ items: { id: string; state: string }[] }>(by, DUTIES);
    for (const { id: obligationId, state } of items) {
      if (state !== 'OVERDUE') continue;
      await by.send(EVIDENCE, { input: { obligationId, text: 'Due tabelle per la tesi.' } });
    }
  };

  it('stops at a contributor’s objection, and goes on when it is taken back', async () => {
    const { url } = await granted(access.rita);
    const [, dora] = access.cooperatives;
    const input = {
      ...{ organisationId: dora.id, federationId: access.world.federationId, datasetId: access.datasets[0] },
      ...{ kind: 'OPT_OUT', reason: 'Lo chiedono i soci.' },
    };
    const { id } = await told<{ id: string }>(dora.steward, FILE, { input });
    expect(await answerTo(access.rita, url)).toBe('EXTRACT.CONSENT_WITHDRAWN');
    const { items } = await told<{ items: { kind: string }[] }>(access.rita, NOTIFIED);
    expect(items[0]).toEqual({ kind: 'RELEASE_STOPPED' });
    await dora.steward.send(WITHDRAW, { id });
    expect(await answerTo(access.rita, url)).toBe('here');
  });

  it('stops at an overdue duty, by the clock alone, and goes on at its evidence', async () => {
    const { world, carlo } = access;
    const { applicationId, url } = await granted(carlo);
    world.clock.advanceDays(12);
    await refused(request(carlo), 'EXTRACT.DUTY_OVERDUE');
    expect(await answerTo(carlo, url)).toBe('EXTRACT.DUTY_OVERDUE');
    expect(await told(carlo, DUTIES)).toMatchObject({
      items: [{ kind: 'REPORT_USE', state: 'OVERDUE', actions: ['READ', 'GIVE_EVIDENCE'] }, {}, {}],
    });
    await report(carlo);
    expect(await answerTo(carlo, url)).toBe('here');
    expect(await endOf(carlo, applicationId)).toBeNull();
  });

  it('stops at the end of its grant, by the clock alone, and is told of', async () => {
    const { world, rita } = access;
    const { applicationId, url } = await granted(rita);
    world.clock.advanceDays(29);
    await report(rita);
    const late = await request(rita);
    world.clock.advanceDays(2);
    await refused(request(rita), 'EXTRACT.NEEDS_APPLICATION');
    expect(await answerTo(rita, url)).toBe('EXTRACT.NEEDS_APPLICATION');
    expect(await endOf(rita, applicationId)).toBeNull();

    await world.settle();
    expect(await told(rita, ASK.EXTRACT, late)).toMatchObject({
      ...{ state: 'REFUSED', refusal: { code: 'EXTRACT.NEEDS_APPLICATION' } },
      decisions: [
        { occasion: 'REQUEST', granted: true },
        { occasion: 'RUN', granted: false },
      ],
    });
    expect(await endOf(rita, applicationId)).toBe('EXPIRED');
    const [{ steward: aurora }] = access.cooperatives;
    for (const one of [rita, aurora]) {
      const { items } = await told<{ items: { kind: string }[] }>(one, NOTIFIED);
      expect(items).toContainEqual({ kind: 'GRANT_ENDED' });
    }
  });

  it('stops when somebody leaves the organisation in whose name they applied', async () => {
    const { world, university } = access;
    const sara = await world.person('Sara', university, 'researcher');
    const { applicationId, url } = await granted(sara);
    await world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
      const leftOn = (await tx.now()).toISOString().slice(0, 10);
      const seat = { personId: sara.id, organisationId: university, role: 'researcher' } as const;
      await world.app.get(MembersBook).leave(tx, { ...seat, leftOn });
    });
    world.clock.advanceDays(1);
    await refused(request(sara), 'DATASET.MISSING');
    expect(await answerTo(sara, url)).toBe('DATASET.MISSING');
    await world.settle();
    expect(await endOf(access.cooperatives[0].steward, applicationId)).toBe('MEMBERSHIP_ENDED');
  });

  it('stops when the policy that it was given under is ended by vote', async () => {
    const { world, rita } = access;
    const { applicationId, url } = await granted(rita);
    const [aurora, ...others] = voters() as [Member, ...Member[]];
    const { items } = await told<{ items: { id: string; title: string }[] }>(aurora, POLICIES);
    const policyId = items.find(({ title }) => title.startsWith('Research'))?.id;
    const { id: proposalId } = await told<{ id: string }>(aurora, END, { policyId });
    const ballotId = await world.openBallotOn(aurora, proposalId);
    for (const voter of [aurora, ...others]) await voter.send(CAST, { id: ballotId });
    world.clock.advanceDays(2);
    await world.settle();
    await refused(request(rita), 'DATASET.MISSING');
    expect(await answerTo(rita, url)).toMatch(/MISSING$/);
    world.clock.advanceDays(1);
    await world.settle();
    expect(await endOf(rita, applicationId)).toBe('POLICY_ENDED');
  });

  it('leaves all of it in the log, which is whole', async () => {
    const { world } = access;
    const trail = await world.auditTrail();
    expect(trail).toMatch(
      /grant\.made .*objection\.filed > release\.refused .*obligation\..*application\.grant-ended .*ballot\.closed/,
    );
    expect(trail.match(/application\.grant-ended/g)?.length).toBeGreaterThanOrEqual(4);
    await world.audit.seal();
    expect(await world.audit.verify()).toMatchObject({ whole: true });
  });
});
