import { MembersBook } from '#identity';
import type { OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import {
  accept,
  accessWorld,
  act,
  apply,
  ASK,
  draw,
  FORM,
  MINE,
  researchDecided,
  seen,
  type AccessWorld,
} from '../support/access';
import { refused, told } from '../support/assembly-room';
import type { Member } from '../support/member';
import { adopt, contribute, usersOf, type Cooperative } from '../support/social-services';

/** What a grant was given for is what it is good for, and only while what it was given on still holds. */
describe('a grant is no way around', () => {
  let access: AccessWorld;
  const voters = () => access.cooperatives.map(({ steward }) => steward);
  const request = (by: Member, datasetId: string) =>
    by.send(ASK.REQUEST, { input: { datasetId, purpose: 'ACADEMIC_RESEARCH', ...MINE } });
  const leave = (by: Member, organisationId: OrganisationId) =>
    access.world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
      const leftOn = (await tx.now()).toISOString().slice(0, 10);
      await access.world.app
        .get(MembersBook)
        .leave(tx, { personId: by.id, organisationId, role: 'researcher', leftOn });
    });
  const answerTo = async (by: Member, url: string) => {
    const { status, bytes } = await by.download(url);
    return status === 200 ? 'here' : bytes.toString();
  };

  beforeAll(async () => {
    access = await accessWorld();
    await adopt(access.world, researchDecided(access, {}), voters());
  });
  afterAll(() => access.world.stop());

  /** Applies together, for what the rule itself decides. */
  const together = async (by: Member, co: Member, datasetId: string) => {
    const input = { organisationId: access.university, form: FORM, items: [{ datasetId, ...MINE }] };
    const { id } = await told<{ id: string }>(by, ASK.START, { input });
    await act(by, 'inviteCoApplicant', { applicationId: id, personId: co.id });
    await accept(by, id);
    await accept(co, id);
    await by.send(ASK.SUBMIT, { id });
    return id;
  };

  describe('the votes of others', () => {
    let nora: Member;
    let nils: Member;
    let id: string;
    let url: string;

    it('is given by the rule itself, where it asks nobody', async () => {
      nora = await access.world.person('Nora', access.university, 'researcher');
      nils = await access.world.person('Nils', access.university, 'researcher');
      id = await together(nora, nils, access.datasets[0]);
      expect(await seen(nora, id)).toMatchObject({ state: 'APPROVED', grants: [{ endReason: null }] });
      await access.world.settle();
      url = (await draw(access, nils, access.datasets[0])).release.csv.url;
      expect(await answerTo(nils, url)).toBe('here');
    });

    it('is of no use once members have voted that somebody decides: nobody decided on this one', async () => {
      const reviewed = researchDecided(access, { decision: { type: 'reviewers', count: 1 } });
      await adopt(access.world, { ...reviewed, title: 'Reviewed from now on' }, voters());
      await refused(request(nora, access.datasets[0]), 'EXTRACT.NEEDS_APPLICATION');
      expect(await answerTo(nils, url)).toContain('EXTRACT.NEEDS_APPLICATION');
      access.world.clock.advanceDays(1);
      await access.world.settle();
      expect((await seen(nora, id)).grants).toMatchObject([{ endReason: 'POLICY_ENDED' }]);
    });
  });

  it('is not held by co-applicants after the applicant has left, even for a day', async () => {
    const { world, carlo, cooperatives, reviewers, datasets, university } = access;
    const rina = await world.person('Rina', university, 'researcher');
    const id = await together(rina, carlo, datasets[0]);
    await act(cooperatives[0].steward, 'inviteReviewer', { applicationId: id, personId: reviewers[0].id });
    await act(reviewers[0], 'reviewApplication', { applicationId: id, verdict: 'FOR' });
    await act(cooperatives[0].steward, 'approveApplication', { applicationId: id });
    const { release } = await draw(access, carlo, datasets[0]);
    expect(await answerTo(carlo, release.csv.url)).toBe('here');
    await leave(rina, university);
    await refused(request(carlo, datasets[0]), 'EXTRACT.NEEDS_APPLICATION');
    expect(await answerTo(carlo, release.csv.url)).toContain('EXTRACT.NEEDS_APPLICATION');
    await world.settle();
    expect((await seen(carlo, id)).grants).toMatchObject([{ endReason: 'MEMBERSHIP_ENDED' }]);
  });

  it('does not let who left before a revocation ask again; and only who set a block lifts it', async () => {
    const { world, cooperatives, reviewers, datasets, university } = access;
    const [aurora, dora] = cooperatives.map(({ steward }) => steward) as [Member, Member, Member];
    const mara = await world.person('Mara', university, 'researcher');
    const milo = await world.person('Milo', university, 'researcher');
    const input = {
      organisationId: university,
      form: FORM,
      items: datasets.map((datasetId) => ({ datasetId, ...MINE })),
    };
    const { id } = await told<{ id: string }>(mara, ASK.START, { input });
    await act(mara, 'inviteCoApplicant', { applicationId: id, personId: milo.id });
    for (const one of [mara, milo]) await accept(one, id);
    await mara.send(ASK.SUBMIT, { id });
    await act(aurora, 'inviteReviewer', { applicationId: id, personId: reviewers[0].id });
    await act(reviewers[0], 'reviewApplication', { applicationId: id, verdict: 'FOR' });
    for (const one of [aurora, dora]) await act(one, 'approveApplication', { applicationId: id });
    expect(await seen(mara, id)).toMatchObject({ state: 'APPROVED' });
    await milo.send('mutation ($id: ID!) { leaveApplication(id: $id) { id } }', { id });
    const personIds = [mara.id, milo.id];
    await act(aurora, 'revokeApplication', { applicationId: id, note: 'Pubblicati in rete.', personIds });

    const again = async (by: Member) => {
      const items = [{ datasetId: datasets[0], ...MINE }];
      const started = await told<{ id: string }>(by, ASK.START, { input: { ...input, items } });
      await accept(by, started.id);
      return by.send(ASK.SUBMIT, { id: started.id });
    };
    await refused(again(mara), 'APPLICATION.BLOCKED');
    await refused(again(milo), 'APPLICATION.BLOCKED');
    const lift = (by: Member) =>
      act(by, 'liftBlock', { applicationId: id, note: 'Va bene così.', personIds: [mara.id] });
    await refused(lift(dora), 'APPLICATION.NOT_IN_BOOK');
    await refused(again(mara), 'APPLICATION.BLOCKED');
    await lift(aurora);
    await again(mara);
  });

  it('never shows rows of who came after the others had consented', async () => {
    const { world, cooperatives, datasets, rita } = access;
    const consented = researchDecided(access, { decision: { type: 'consent' }, only: datasets[1] });
    await adopt(world, { ...consented, title: 'With consent' }, voters());
    const id = await apply(rita, access, [datasets[1]]);
    await act(cooperatives[1].steward, 'inviteReviewer', { applicationId: id, personId: access.reviewers[0].id });
    await act(access.reviewers[0], 'reviewApplication', { applicationId: id, verdict: 'FOR' });
    for (const { steward } of cooperatives)
      await act(steward, 'giveConsent', { applicationId: id, datasetId: datasets[1] });
    await act(cooperatives[1].steward, 'approveApplication', { applicationId: id });
    const before = await draw(access, rita, datasets[1]);
    expect(before).toMatchObject({ release: { contributors: 3 } });

    const late = await world.organisation('Cooperativa Stura');
    const stura: Cooperative = { id: late, steward: await world.person('Stura', late, 'member', 'steward') };
    await contribute(world, stura, datasets[1], usersOf('stura'));
    expect(await draw(access, rita, datasets[1])).toMatchObject({ state: 'RELEASED', release: { contributors: 3 } });
  });
});
