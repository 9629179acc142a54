import { IdentityService, type Scope } from '#identity';
import type { OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import {
  accept,
  accessWorld,
  act,
  apply,
  ASK,
  FORM,
  MINE,
  researchDecided,
  seen,
  type AccessWorld,
} from '../support/access';
import { refused, told } from '../support/assembly-room';
import { Member } from '../support/member';
import { adopt } from '../support/social-services';

const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome clauses { address } refusal { code message } alternative { purposes dimensions measures } } }`;

const NOTIFIED = '{ notifications(first: 100) { items { kind text url } } }';

/** Who asks and who decides, where somebody would be both; and what is not to be known, by what is said of it. */
describe('nobody asks and decides, or learns by asking', () => {
  let access: AccessWorld;
  let auditor: Member;
  const voters = () => access.cooperatives.map(({ steward }) => steward);

  beforeAll(async () => {
    access = await accessWorld();
    const [, , sangone] = access.cooperatives;
    auditor = await access.world.person('Aldo', sangone.id, 'auditor');
    const reviewed = researchDecided(access, { decision: { type: 'reviewers', count: 2 } });
    await adopt(access.world, reviewed, voters());
  });
  afterAll(() => access.world.stop());

  it('an auditor starts nothing in the name of whom they audit, and reviews nothing', async () => {
    const [{ steward: aurora }, , sangone] = access.cooperatives;
    const input = { organisationId: sangone.id, form: FORM, items: [{ datasetId: access.datasets[0], ...MINE }] };
    await refused(auditor.send(ASK.START, { input }), 'APPLICATION.NOT_YOUR_NAME');
    const applicationId = await apply(access.rita, access, [access.datasets[0]]);
    const invited = act(aurora, 'inviteReviewer', { applicationId, personId: auditor.id });
    await refused(invited, 'REVIEW.NOT_INDEPENDENT');
  });

  it('nobody reviews for the house of a co-applicant', async () => {
    const { world, rita, datasets, university, reviewers, cooperatives } = access;
    const [{ steward: aurora }, , sangone] = cooperatives;
    const guest = await world.person('Gino', sangone.id, 'member');
    const input = { organisationId: university, form: FORM, items: [{ datasetId: datasets[0], ...MINE }] };
    const { id } = await told<{ id: string }>(rita, ASK.START, { input });
    await act(rita, 'inviteCoApplicant', { applicationId: id, personId: guest.id });
    for (const one of [rita, guest]) await accept(one, id);
    await rita.send(ASK.SUBMIT, { id });
    const invited = act(aurora, 'inviteReviewer', { applicationId: id, personId: reviewers[0].id });
    await refused(invited, 'REVIEW.NOT_INDEPENDENT');
  });

  it('what a reviewer said shows nowhere before the others have answered', async () => {
    const { carlo, reviewers, cooperatives, datasets } = access;
    const [{ steward: aurora }] = cooperatives;
    const [rosa, remo] = reviewers;
    const shownFor = async (verdict: 'FOR' | 'AGAINST') => {
      const applicationId = await apply(carlo, access, [datasets[0]]);
      for (const { id: personId } of [rosa, remo]) await act(aurora, 'inviteReviewer', { applicationId, personId });
      await act(rosa, 'reviewApplication', { applicationId, verdict, note: `Dico ${verdict}.` });
      const shown: unknown[] = [await told(aurora, ASK.LIST, { list: 'TO_HANDLE' })];
      for (const one of [aurora, carlo, remo, auditor]) {
        shown.push(
          await told(one, ASK.SEE, { id: applicationId }),
          await told(one, ASK.HISTORY, { id: applicationId }),
        );
        const { items } = await told<{ items: { url: string }[] }>(one, NOTIFIED);
        shown.push(items.filter(({ url }) => url.includes(applicationId)));
      }
      for (const attempt of [
        act(aurora, 'approveApplication', { applicationId }),
        act(aurora, 'removeReviewer', { applicationId, personId: rosa.id }),
        act(carlo, 'reviewApplication', { applicationId, verdict: 'FOR' }),
      ]) {
        shown.push(await attempt.catch((error: unknown) => [error, String(error)]));
      }
      await act(carlo, 'withdrawApplication', { applicationId });
      return JSON.stringify(shown)
        .replaceAll(applicationId, 'ID')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'AN ID');
    };
    const [forIt, against] = [await shownFor('FOR'), await shownFor('AGAINST')];
    expect(against).not.toContain('Dico');
    expect(against).toBe(forIt);
  });

  it.each<[Scope[], object]>([
    [['extract'], { code: 'TOKEN.SCOPE_NEEDED', details: { scope: 'read' } }],
    [['read'], { code: 'TOKEN.SCOPE_NEEDED', details: { scope: 'extract' } }],
  ])('a token for %j does nothing by halves', async (scopes, refusal) => {
    const { world, carlo, datasets } = access;
    const applicationId = await apply(carlo, access, [datasets[0]]);
    const identities = world.app.get(IdentityService);
    const { token } = await identities.createApiToken(await identities.identityOf(carlo.id), {
      ...{ name: 'narrow', scopes, expiresAt: new Date(Date.now() + world.clock.offsetMs + 86_400_000) },
    });
    const withdrawn = act(new Member(carlo.id, token, world.app), 'withdrawApplication', { applicationId });
    await expect(withdrawn).rejects.toMatchObject(refusal);
    expect(await seen(carlo, applicationId)).toMatchObject({ state: 'SUBMITTED' });
  });

  it('a publisher whom a policy has come to ask is asked', async () => {
    const { world, datasets, cooperatives, reviewers } = access;
    const [aurora, dora] = cooperatives.map(({ steward }) => steward) as [Member, Member, Member];
    const lab: OrganisationId = await world.organisation('Laboratorio', {
      kind: 'enablingOrganisation',
      affiliated: false,
    });
    const ada = await world.person('Ada', lab, 'researcher');
    const mixed = { ...access, university: lab };
    const free = { ...researchDecided(mixed, { only: datasets[1] }), title: 'Free for the lab' };
    const asked = researchDecided(mixed, { decision: { type: 'reviewers', count: 1 }, only: datasets[0] });
    await adopt(world, free, voters());
    await adopt(world, { ...asked, title: 'Asked of the lab' }, voters());
    const applicationId = await apply(ada, mixed, datasets);
    await act(aurora, 'inviteReviewer', { applicationId, personId: reviewers[0].id });
    await act(reviewers[0], 'reviewApplication', { applicationId, verdict: 'FOR' });
    const now = researchDecided(mixed, { decision: { type: 'reviewers', count: 1 }, only: datasets[1] });
    await adopt(world, { ...now, title: 'Asked of the lab there too' }, voters());
    expect(await act(aurora, 'approveApplication', { applicationId })).toEqual({ state: 'SUBMITTED' });
    expect(await act(dora, 'approveApplication', { applicationId })).toEqual({ state: 'APPROVED' });
    expect((await seen(ada, applicationId)).grants).toHaveLength(2);
  });

  it('a column that is hidden is not found by asking why it is refused', async () => {
    const { world, rita, datasets } = access;
    const hiding = {
      ...researchDecided(access, {}),
      title: 'Needs are hidden',
      permissions: [],
      prohibitions: [
        {
          assignee: { type: 'role', role: 'researcher', organisations: [access.university] },
          ...{ actions: ['readMetadata'], subject: 'Dataset', where: 'everything', columns: ['need'] },
        },
      ],
    } as unknown as Parameters<typeof adopt>[1];
    await adopt(world, hiding, voters());
    const ask = async (column: string) => {
      const input = { subject: 'DATASET', id: datasets[0], action: 'REQUEST_EXTRACT', purpose: 'ACADEMIC_RESEARCH' };
      const use = { dimensions: ['zone', column], measures: ['hours'] };
      const answer = await told(rita, EXPLAIN, { input: { ...input, ...use } }).catch((error: unknown) => ({
        ...(error as object),
        message: (error as Error).message,
      }));
      return JSON.stringify(answer).replaceAll(column, 'COLUMN');
    };
    expect(await ask('need')).toBe(await ask('nothing'));
  });

  it('nor by applying for it', async () => {
    const { world, rita, datasets, university } = access;
    const drawn = researchDecided(access, {});
    const looked = drawn.permissions.slice(1).map((one) => ({ ...one, actions: ['preview'] }));
    await adopt(world, { ...drawn, title: 'Previews', permissions: looked } as unknown as PolicyDocument, voters());
    const applyFor = async (column: string) => {
      const items = [{ datasetId: datasets[0], action: 'PREVIEW', dimensions: ['zone', column], measures: [] }];
      const input = { organisationId: university, form: FORM, items };
      const { id } = await told<{ id: string }>(rita, ASK.START, { input });
      const answers: unknown[] = [];
      for (const [query, variables] of [
        [ASK.AGREEMENT, { id }],
        [ASK.SUBMIT, { id }],
        ['query ($id: ID!) { application(id: $id) { decisions { code clauses { address } } } }', { id }],
      ] as const) {
        answers.push(
          await told(rita, query, variables).catch((error: unknown) => ({
            ...(error as object),
            message: (error as Error).message,
          })),
        );
      }
      return JSON.stringify(answers).replaceAll(column, 'COLUMN').replaceAll(id, 'ID');
    };
    expect(await applyFor('need')).toBe(await applyFor('nothing'));
  });
});
