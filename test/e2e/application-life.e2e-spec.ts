import {
  accept,
  accessWorld,
  act,
  ASK,
  draw,
  FORM,
  MINE,
  researchDecided,
  seen,
  type AccessWorld,
} from '../support/access';
import { refused, told } from '../support/assembly-room';
import { adopt } from '../support/social-services';
import type { Member } from '../support/member';

const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome requires { type count } until clauses { sentence(language: EN) } } }`;

describe('the life of an application', () => {
  let access: AccessWorld;
  let id: string;
  let url: string;
  let extractId: string;

  beforeAll(async () => {
    access = await accessWorld();
    const document = researchDecided(access, {
      decision: { type: 'reviewers', count: 2 },
      duties: [{ type: 'cite' }, { type: 'reportUse', everyDays: 30 }],
      grantDays: 90,
    });
    await adopt(
      access.world,
      document,
      access.cooperatives.map(({ steward }) => steward),
    );
  });
  afterAll(() => access.world.stop());

  const handlers = (): [Member, Member] => [access.cooperatives[0].steward, access.cooperatives[1].steward];
  const request = (by: Member) =>
    by.send(ASK.REQUEST, { input: { datasetId: access.datasets[0], purpose: 'ACADEMIC_RESEARCH', ...MINE } });
  const cart = () => access.datasets.map((datasetId) => ({ datasetId, ...MINE }));

  it('begins where a policy leaves the answer to people', async () => {
    await refused(request(access.rita), 'EXTRACT.NEEDS_APPLICATION');
    const input = { subject: 'DATASET', id: access.datasets[0], action: 'REQUEST_EXTRACT', ...MINE };
    expect(await told(access.rita, EXPLAIN, { input: { ...input, purpose: 'ACADEMIC_RESEARCH' } })).toMatchObject({
      outcome: 'ON_APPLICATION',
      requires: [{ type: 'reviewers', count: 2 }],
    });
  });

  it('is a draft of those who apply, which nobody else sees', async () => {
    const { rita, carlo, university } = access;
    const [aurora] = handlers();
    const input = { organisationId: university, form: FORM, items: cart() };
    ({ id } = await told<{ id: string }>(rita, ASK.START, { input }));
    await act(rita, 'inviteCoApplicant', { applicationId: id, personId: carlo.id });
    expect(await seen(carlo, id)).toMatchObject({
      ...{ state: 'DRAFT', roles: ['CO_APPLICANT'], possibleActions: ['READ', 'ACCEPT_TERMS', 'LEAVE'] },
      items: [{ title: 'Service users' }, { title: 'Service users' }],
    });
    await refused(seen(aurora, id), 'APPLICATION.MISSING');
  });

  it('is submitted when everybody who applies accepts the terms', async () => {
    const { rita, carlo } = access;
    const [aurora] = handlers();
    await accept(rita, id);
    await refused(rita.send(ASK.SUBMIT, { id }), 'APPLICATION.NOT_ACCEPTED');
    await accept(carlo, id);
    expect(await told(rita, ASK.SUBMIT, { id })).toEqual({ state: 'SUBMITTED', revision: 1 });
    expect(await told(aurora, ASK.LIST, { list: 'TO_HANDLE' })).toMatchObject({ items: [{ id, state: 'SUBMITTED' }] });
    expect(await seen(aurora, id)).toMatchObject({ requirements: [{ kind: 'REVIEWERS', count: 2 }] });
  });

  it('is returned, changed, and shown with what is different', async () => {
    const { rita, carlo } = access;
    const [aurora] = handlers();
    await act(aurora, 'returnApplication', { applicationId: id, note: 'Tenete i dati meno a lungo.' });
    const form = { ...FORM, retentionDays: 200 };
    await rita.send(ASK.SAVE, { input: { applicationId: id, form, items: cart() } });
    expect(await seen(rita, id)).toMatchObject({ form: { retentionDays: 200 } });
    expect(await seen(aurora, id)).toMatchObject({ state: 'RETURNED', form: { retentionDays: 300 } });
    const theirs = await told<{ agreement: { hash: string } }>(rita, ASK.AGREEMENT, { id });
    expect(await told(aurora, ASK.AGREEMENT, { id })).not.toEqual(theirs);

    await refused(rita.send(ASK.SUBMIT, { id }), 'APPLICATION.NOT_ACCEPTED');
    for (const one of [rita, carlo]) await accept(one, id);
    await rita.send(ASK.SUBMIT, { id });
    const { differences, decisions } = await told<{ differences: object[]; decisions: object[] }>(
      aurora,
      ASK.DIFFERENCES,
      { id },
    );
    expect(differences).toEqual([{ path: 'form.retentionDays', before: '300', after: '200' }]);
    expect(decisions).toContainEqual({ occasion: 'SUBMIT', granted: true });
  });

  it('is reviewed by people who do not know what the others say', async () => {
    const { rita, carlo, reviewers } = access;
    const [aurora, dora] = handlers();
    for (const { id: personId } of [carlo, dora]) {
      await refused(act(aurora, 'inviteReviewer', { applicationId: id, personId }), 'REVIEW.NOT_INDEPENDENT');
    }
    for (const { id: personId } of reviewers) await act(aurora, 'inviteReviewer', { applicationId: id, personId });
    const [rosa, remo] = reviewers;
    await act(rosa, 'reviewApplication', { applicationId: id, verdict: 'FOR', note: 'Utile.' });
    for (const one of [aurora, remo, rita]) expect(JSON.stringify(await seen(one, id))).not.toContain('Utile');
    expect(await seen(aurora, id)).toMatchObject({ reviewProgress: { asked: 2, answered: 1 }, reviews: [] });
    await refused(act(aurora, 'approveApplication', { applicationId: id }), 'APPLICATION.REQUIREMENTS_UNMET');

    await act(remo, 'reviewApplication', { applicationId: id, verdict: 'FOR', note: '' });
    expect(await seen(aurora, id)).toMatchObject({ reviews: [{ verdict: 'FOR' }, { verdict: 'FOR' }], unmet: [] });
    expect(await seen(rita, id)).toMatchObject({ reviews: [], reviewProgress: null });
  });

  it('is talked about, to all or among those who decide', async () => {
    const { rita } = access;
    const [aurora, dora] = handlers();
    await act(aurora, 'remarkOnApplication', { applicationId: id, text: 'Chiede poco.', audience: 'HANDLERS' });
    await act(rita, 'remarkOnApplication', { applicationId: id, text: 'Grazie.', audience: 'HANDLERS' });
    const thanks = { note: 'Grazie.', audience: 'PUBLIC' };
    expect(await seen(rita, id)).toMatchObject({ remarks: { items: [thanks] } });
    expect(await seen(dora, id)).toMatchObject({
      remarks: { items: [{ note: 'Chiede poco.', audience: 'HANDLERS' }, thanks] },
    });
  });

  it('is approved by each publisher, in part, and begins when that is accepted', async () => {
    const { rita, carlo, datasets } = access;
    const [aurora, dora] = handlers();
    const terms = { minPeople: 20, minContributors: 3 };
    const weaker = { item: 0, terms: { minPeople: 5, minContributors: 3 } };
    const approve = (by: Member, changes: object[]) => act(by, 'approveApplication', { applicationId: id, changes });
    await refused(approve(aurora, [weaker]), 'APPLICATION.NOT_NARROWER');
    expect(await approve(aurora, [{ item: 0, terms }])).toEqual({ state: 'SUBMITTED' });
    expect(await approve(dora, [])).toEqual({ state: 'APPROVED' });
    expect(await seen(rita, id)).toMatchObject({ decision: { outcome: 'APPROVED', changed: true }, grants: [] });
    await refused(request(rita), 'EXTRACT.NEEDS_APPLICATION');

    await accept(rita, id);
    await access.world.settle();
    const { grants } = await seen(rita, id);
    expect(grants).toMatchObject([
      { datasetId: datasets[0], holderIds: [rita.id], terms: { minPeople: 20 } },
      { datasetId: datasets[1], holderIds: [rita.id], terms: { minPeople: 10 } },
    ]);
    await refused(request(carlo), 'EXTRACT.NEEDS_APPLICATION');
    await accept(carlo, id);
    expect((await seen(carlo, id)).grants.every(({ holderIds }) => holderIds.includes(carlo.id))).toBe(true);
  });

  it('gives what was granted, under its terms', async () => {
    const { rita, datasets } = access;
    const { grants } = await seen(rita, id);
    const extract = await draw(access, rita, datasets[0]);
    expect(extract).toMatchObject({
      ...{ state: 'RELEASED', grantId: grants[0]?.id },
      release: { contributors: 3, permit: { terms: { minPeople: 20 } } },
    });
    ({ url } = extract.release.csv);
    extractId = /releases\/([^.]+)/.exec(url)?.[1] ?? '';
    expect((await rita.download(url)).status).toBe(200);
    await draw(access, access.carlo, datasets[1]);
  });

  it('is an agreement that other houses can read, for those whom it concerns', async () => {
    const { rita, world, university } = access;
    const [aurora] = handlers();
    const { items } = await told<{ items: { agreementUrl: string; offerUrl: string }[] }>(rita, ASK.GRANTS);
    const [grant] = items.toReversed();
    for (const one of [rita, aurora]) {
      const { status, bytes } = await one.download(grant?.agreementUrl ?? '');
      expect(status).toBe(200);
      expect(JSON.parse(bytes.toString())).toMatchObject({ '@type': 'Agreement', permission: [{ duty: [{}, {}] }] });
    }
    const offer = await rita.download(grant?.offerUrl ?? '');
    expect(JSON.parse(offer.bytes.toString())).not.toHaveProperty('assignee');
    const colleague = await world.person('Ugo', university, 'researcher');
    expect((await colleague.download(grant?.agreementUrl ?? '')).status).toBe(404);
  });

  it('is revoked: its rights end, and who held them gets no others', async () => {
    const { rita } = access;
    const [aurora] = handlers();
    await act(aurora, 'revokeApplication', { applicationId: id, note: 'Dati pubblicati altrove.' });
    const { state, grants } = await seen(rita, id);
    expect([state, ...grants.map(({ endReason }) => endReason)]).toEqual(['REVOKED', 'REVOKED', 'REVOKED']);
    await refused(request(rita), 'EXTRACT.BLOCKED');
    const { status, bytes } = await rita.download(url);
    expect([status, bytes.toString()]).toEqual([expect.any(Number), expect.stringContaining('EXTRACT.BLOCKED')]);
    expect(status).toBeGreaterThan(399);
    const { decisions } = await told<{ decisions: object[] }>(rita, ASK.EXTRACT, { id: extractId });
    expect(decisions).toEqual([
      { occasion: 'REQUEST', granted: true, code: null },
      { occasion: 'RUN', granted: true, code: null },
      { occasion: 'DOWNLOAD', granted: true, code: null },
      { occasion: 'DOWNLOAD', granted: false, code: 'EXTRACT.BLOCKED' },
    ]);

    const copy = await told<{ id: string }>(rita, ASK.COPY, { id });
    await accept(rita, copy.id);
    await refused(rita.send(ASK.SUBMIT, { id: copy.id }), 'APPLICATION.BLOCKED');
    await act(aurora, 'liftBlock', { applicationId: id, note: 'Chiarito.', personIds: [rita.id] });
    expect(await told(rita, ASK.SUBMIT, { id: copy.id })).toMatchObject({ state: 'SUBMITTED' });
  });

  it('has a history that shows all of it, refusals included', async () => {
    const [aurora] = handlers();
    const kindsFor = async (by: Member) => {
      const { history } = await told<{ history: { items: { kind: string }[] } }>(by, ASK.HISTORY, { id });
      return history.items.map(({ kind }) => kind);
    };
    const shown = await kindsFor(access.rita);
    expect(shown.join(' ')).toBe(
      [
        'STARTED CO_APPLICANT_INVITED TERMS_ACCEPTED REFUSED TERMS_ACCEPTED SUBMITTED RETURNED SAVED REFUSED',
        'TERMS_ACCEPTED TERMS_ACCEPTED SUBMITTED REMARKED APPROVED_IN_PART APPROVED TERMS_ACCEPTED',
        'GRANT_BEGAN GRANT_BEGAN TERMS_ACCEPTED REVOKED GRANT_ENDED GRANT_ENDED BLOCK_LIFTED',
      ].join(' '),
    );
    const all = await kindsFor(aurora);
    expect(all.filter((kind) => /REVIEW/.test(kind))).toHaveLength(4);
  });

  it('says why it was refused to each reader in their language', async () => {
    const { world, rita } = access;
    await world.database.query(`update identity.person set language = 'it' where id = $1`, [rita.id]);
    const { history } = await told<{ history: { items: { kind: string; note: string; facts: object }[] } }>(
      rita,
      'query ($id: ID!) { application(id: $id) { history { items { kind note facts } } } }',
      { id },
    );
    const refusal = {
      note: 'Prima che sia presentata, tutti coloro che chiedono accettano le condizioni come sono adesso; non tutti lo hanno fatto.',
      facts: { code: 'APPLICATION.NOT_ACCEPTED' },
    };
    expect(history.items.filter(({ kind }) => kind === 'REFUSED')).toEqual([
      { kind: 'REFUSED', ...refusal },
      { kind: 'REFUSED', ...refusal },
    ]);
  });

  it('is in the log, which is whole', async () => {
    const { world } = access;
    expect(await world.auditTrail()).toMatch(
      /application\.submitted .*application\.returned .*application\.approved .*grant\.made > .*extract\.released .*application\.revoked > .*application\.grant-ended .*release\.refused/,
    );
    await world.audit.seal();
    expect(await world.audit.verify()).toMatchObject({ whole: true });
  });
});
