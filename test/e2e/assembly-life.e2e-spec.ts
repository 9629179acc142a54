import type { OrganisationId } from '#kernel';
import {
  AGENDA,
  assemblySeen,
  discussionOf,
  GQL,
  localTime,
  mailbox,
  refused,
  RULE,
  STATUTE,
  told,
  until,
  type Agenda,
  type Ballot,
  type Counted,
  type Id,
  type Minutes,
  type Notices,
} from '../support/assembly-room';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { formsOf, open, voteBy, voteLinksOf } from '../support/vote-paper';
import { World } from '../support/world';

describe('the life of an assembly', () => {
  let world: World;
  let dora: OrganisationId;
  let ada: Member, ben: Member, cleo: Member, dino: Member, eva: Member, fina: Member, gino: Member, nina: Member;
  let body: string, assembly: string, decision: string;
  let policy: Id & { hash: string; sentences: { it: string[] } };

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    dora = await world.organisation('Cooperativa Dora');
    ada = await world.person('Ada', dora, 'member', 'steward');
    const member = (name: string) => world.person(name, dora, 'member');
    [ben, cleo, dino] = [await member('Ben'), await member('Cleo'), await member('Dino')];
    [eva, fina, gino] = [await member('Eva'), await member('Fina'), await member('Gino')];
  });
  afterAll(() => world.stop());

  const vote = (by: Member, ballotId: string, choice: string, more: object = {}) =>
    by.send(GQL.CAST, { input: { ballotId, choice, ...more } });
  const items = async (by = ada): Promise<Agenda['agenda']> => (await seen<Agenda>(by, AGENDA)).agenda;
  const draft = async (firstInDays: number) => {
    const input = {
      ...{ bodyId: body, title: 'Assemblea ordinaria', place: 'Torino, via Po 1', text: 'Care socie, cari soci.' },
      firstCall: await localTime(world, firstInDays, '18:00'),
      secondCall: await localTime(world, firstInDays + 1, '18:30'),
    };
    return (await told<Id>(ada, GQL.DRAFT, { input })).id;
  };
  const seen = <T>(by: Member, fields: string) => assemblySeen<T>(by, assembly, fields);
  const arrive = async (by: Member, members: readonly Member[]) => {
    for (const { id } of members)
      await by.send(GQL.ATTEND, { input: { assemblyId: assembly, memberId: id, mode: 'ROOM' } });
  };
  const minutesOf = async (by: Member) =>
    (await seen<{ minutes: Minutes }>(by, 'minutes { hash record htmlUrl pdfUrl }')).minutes;
  const fetched = ({ token }: Member, url: string) =>
    world.app.inject({ url: new URL(url).pathname, headers: { authorization: `Bearer ${token}` } });
  const add = (assemblyId: string, proposalId: string) => ada.send(GQL.ADD, { input: { assemblyId, proposalId } });

  it('begins with a body, which its steward founds once, under a statute of the law', async () => {
    const founding = { federationId: world.federationId, organisationId: dora, chair: ada.id, secretary: ben.id };
    await refused(cleo.send(GQL.FOUND, { input: { ...founding, statute: STATUTE } }), 'BODY.NOT_A_STEWARD');
    const beyondTheLaw = { ...STATUTE, proxies: { ...STATUTE.proxies, maxPerHolder: 11 } };
    await refused(ada.send(GQL.FOUND, { input: { ...founding, statute: beyondTheLaw } }), 'STATUTE.INVALID');
    body = (await told<Id>(ada, GQL.FOUND, { input: { ...founding, statute: STATUTE } })).id;
    await refused(ada.send(GQL.FOUND, { input: { ...founding, statute: STATUTE } }), 'BODY.FOUNDED');
  });

  it('has members who vote after ninety days in the book; Nina came yesterday', async () => {
    world.clock.advanceDays(91);
    nina = await world.person('Nina', dora, 'member');
  });

  it('has proposals, which are decided in a meeting and nowhere else', async () => {
    policy = await told<typeof policy>(ada, GQL.PROPOSE, { input: { bodyId: body, document: RULE } });
    const text = 'Apriamo la sede a maggio.';
    const input = { bodyId: body, title: 'Una giornata aperta', text, method: { kind: 'YES_NO' } };
    decision = (await told<Id>(cleo, GQL.DECIDE, { input })).id;
    await refused(world.openBallotOn(ada, policy.id), 'BALLOT.MEETING_ONLY');
  });

  it('is drafted by its officers, item by item', async () => {
    const input = { bodyId: body, title: 'Mia', place: 'Qui', firstCall: await localTime(world, 30, '18:00') };
    await refused(cleo.send(GQL.DRAFT, { input }), 'BODY.NOT_AN_OFFICER');
    await refused(ada.send(GQL.DRAFT, { input: { ...input, firstCall: '2027-03-28T02:30' } }), 'DATE.CLOCK_CHANGE');
    assembly = await draft(16);
    await refused(ada.send(GQL.CONVENE, { id: assembly }), 'ASSEMBLY.EMPTY_AGENDA');
    await add(assembly, decision);
    await add(assembly, policy.id);
    await refused(add(assembly, policy.id), 'AGENDA.ALREADY');
    const [first] = await items();
    expect(await ada.send(GQL.REMOVE, { id: first?.id })).toMatchObject({
      removeAgendaItem: { agenda: [{ place: 1, proposal: { title: RULE.title } }] },
    });
    await add(assembly, decision);
  });

  it('is convened fifteen free days ahead, or not at all', async () => {
    const tooSoon = await draft(15);
    await add(tooSoon, policy.id);
    await expect(ada.send(GQL.CONVENE, { id: tooSoon })).rejects.toMatchObject({
      code: 'ASSEMBLY.NOTICE_TOO_SHORT',
      message: expect.stringContaining('art. 2366') as string,
    });
    const convened = await told<{ noticeHash: string }>(ada, GQL.CONVENE, { id: assembly });
    expect(convened).toMatchObject({ state: 'CONVENED', noticeIsShort: false });
    await refused(add(assembly, policy.id), 'ASSEMBLY.CONVENED');

    await world.settle();
    const mails = (await mailbox(world)).filter(({ text }) => text.includes(convened.noticeHash));
    expect(mails).toHaveLength(7);
    for (const { text } of mails) expect(text).toContain(policy.hash);
    const { notices } = await seen<Notices>(ben, 'notices { memberId sentAt messageId }');
    expect(notices.every(({ sentAt, messageId }) => sentAt !== null && messageId.includes('@'))).toBe(true);
    expect(notices.map(({ memberId }) => memberId)).not.toContain(nina.id);
    await refused(seen(cleo, 'notices { sentAt }'), 'BODY.NOT_AN_OFFICER');
  });

  it('takes votes from afar before it meets, on the text of the notice and no other', async () => {
    const [item] = await items(cleo);
    expect(item).toMatchObject({ noticeHash: policy.hash, ballot: { textHash: policy.hash, electorate: 7 } });
    const { id = '' } = item?.ballot ?? {};
    await refused(vote(cleo, id, 'NO'), 'BALLOT.TEXT_NEEDED');
    await refused(vote(cleo, id, 'NO', { textHash: '0'.repeat(64) }), 'BALLOT.OTHER_TEXT');
    await refused(vote(nina, id, 'NO', { textHash: policy.hash }), 'BALLOT.NOT_ENTITLED');
    await vote(cleo, id, 'NO', { textHash: policy.hash });
    const [link = ''] = await voteLinksOf(world, dino);
    const { html } = await open(world, link);
    expect(html).toContain('You vote before the meeting, on the text of the notice.');
  });

  it('discusses its motions, clause by clause, and amends them', async () => {
    const question = { proposalId: policy.id, kind: 'QUESTION', clause: 'permissions/1', text: 'Anche le altre?' };
    const comment = await told<Id>(dino, GQL.COMMENT, { input: question });
    await ada.send(GQL.COMMENT, { input: { ...question, kind: 'ANSWER', text: 'Sì.', answers: comment.id } });
    const remove = { proposalId: policy.id, clause: 'permissions/1', kind: 'REMOVE', reason: 'Basta leggere.' };
    const good = await told<Id>(dino, GQL.AMEND, { input: remove });
    const bad = await told<Id>(eva, GQL.AMEND, {
      input: { ...remove, clause: 'title', kind: 'REPLACE', text: 'Altro titolo', reason: 'Più breve.' },
    });
    await refused(eva.send(GQL.AMEND, { input: { ...remove, clause: 'permissions/9' } }), 'AMENDMENT.NO_CLAUSE');
    await refused(eva.send(GQL.ACCEPT, { ids: [good.id] }), 'AMENDMENT.NOT_YOURS');
    expect(await ada.send(GQL.REJECT, { id: bad.id })).toEqual({ rejectAmendment: { state: 'REJECTED' } });
    await refused(ada.send(GQL.ACCEPT, { ids: [good.id, bad.id] }), 'AMENDMENT.DECIDED');
    const before = policy;
    policy = await told<typeof policy>(ada, GQL.ACCEPT, { ids: [good.id] });
    expect(policy.hash).not.toBe(before.hash);
    expect(policy.sentences.it[0]).toContain('«Cooperativa Dora»');
    expect(await discussionOf(ada, before.id)).toMatchObject({
      comments: { items: [{ kind: 'QUESTION' }, { kind: 'ANSWER', answers: comment.id }] },
      amendments: { items: [{ state: 'ACCEPTED', conflictsWith: [] }, { state: 'REJECTED' }] },
    });
    const { clauses } = await discussionOf(ada, policy.id);
    const addresses = clauses.map(({ address }) => address).join(' ');
    expect(addresses).toBe('title permissions/0 validFrom validForDays validUntil');
  });

  it('votes on the amended text; who voted on the old one has not voted', async () => {
    const [item] = await items();
    expect(item).toMatchObject({ proposalId: policy.id, ballot: { textHash: policy.hash } });
    expect(item?.noticeHash).not.toBe(policy.hash);
    const [[link = ''], [ofCleo = '']] = [await voteLinksOf(world, dino), await voteLinksOf(world, cleo)];
    expect(formsOf(await open(world, ofCleo))).toHaveLength(1);
    expect((await voteBy(world, link, { mark: 'no', text: String(item?.noticeHash) })).status).toBe(422);
    expect((await voteBy(world, link, { mark: 'no' })).status).toBe(200);
    expect(formsOf(await open(world, link))).toEqual([]);
  });

  it('lets members give their vote to another: one each, and none passed on', async () => {
    const grant = (by: Member, { id: holderId }: Member) =>
      told<Id>(by, GQL.GRANT, { input: { assemblyId: assembly, holderId } });
    const proxy = await grant(gino, ben);
    expect(await gino.send(GQL.REVOKE, { id: proxy.id })).toMatchObject({
      revokeProxy: { revokedAt: expect.any(String) as string },
    });
    const { id } = await grant(eva, fina);
    await refused(fina.send(GQL.REVOKE, { id }), 'PROXY.NOT_YOURS');
    await refused(gino.send(GQL.REVOKE, { id }), 'PROXY.MISSING');
    await expect(grant(gino, fina)).rejects.toMatchObject({
      code: 'PROXY.CAP',
      message: expect.stringContaining('art. 21') as string,
    });
    await refused(grant(fina, ben), 'PROXY.CHAIN');
    await refused(grant(gino, eva), 'PROXY.CHAIN');
    await refused(grant(gino, gino), 'PROXY.SELF');
    await refused(grant(gino, nina), 'PROXY.NOT_ELECTOR');
    const proxiesOf = async (by: Member) => (await seen<{ proxies: Id[] }>(by, 'proxies { id }')).proxies.length;
    expect([await proxiesOf(ada), await proxiesOf(fina), await proxiesOf(gino), await proxiesOf(cleo)]).toEqual([
      2, 1, 1, 0,
    ]);
  });

  it('hears of an interest, and does without that vote', async () => {
    const input = { proposalId: policy.id, statement: 'Lavoro per chi compra i dati.' };
    await refused(cleo.send(GQL.CONFLICT, { input: { ...input, memberId: gino.id } }), 'BODY.NOT_AN_OFFICER');
    await gino.send(GQL.CONFLICT, { input });
  });

  it('opens its first call at its time, and too few take part in the vote on the policy', async () => {
    const call = { assemblyId: assembly, call: 'FIRST' };
    await refused(ada.send(GQL.CALL, { input: call }), 'ASSEMBLY.TOO_EARLY');
    await until(world, (await seen<Record<'firstCallAt', string>>(ben, 'firstCallAt')).firstCallAt);
    await refused(ben.send(GQL.CALL, { input: call }), 'BODY.NOT_AN_OFFICER');
    expect(await ada.send(GQL.CALL, { input: call })).toEqual({
      openCall: { state: 'SITTING', sittings: [{ call: 'FIRST', closedAt: null }] },
    });
    await arrive(ben, [ada]);
    await refused(arrive(cleo, [cleo]), 'BODY.NOT_AN_OFFICER');
    await refused(arrive(ben, [nina]), 'ATTENDANCE.NOT_ENTITLED');
    const [item] = await items();
    const ballot = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    expect(ballot).toMatchObject({ electorate: 6, round: 1 });
    await refused(vote(fina, ballot.id, 'NO', { memberId: eva.id }), 'BALLOT.NOT_YOURS');
    await vote(ada, ballot.id, 'YES');
    const closed = await told<Counted>(ada, GQL.CLOSE_BALLOT, { id: ballot.id });
    expect(closed).toMatchObject({ counts: { yes: 1, no: 1 }, result: { outcome: 'INQUORATE', members: 2 } });
    expect(closed.result.reason.it).toContain('art. 2368');
    expect(await ada.send(GQL.ADJOURN, { id: assembly })).toEqual({ adjournAssembly: { state: 'ADJOURNED' } });
  });

  it('decides on second call: those there, those they represent, and who voted from afar', async () => {
    const call = { assemblyId: assembly, call: 'SECOND' };
    await refused(ada.send(GQL.CALL, { input: call }), 'ASSEMBLY.TOO_EARLY');
    await until(world, (await seen<Record<'secondCallAt', string>>(ben, 'secondCallAt')).secondCallAt);
    await ada.send(GQL.CALL, { input: call });
    await arrive(ben, [ada, ben, fina, gino]);
    const [item] = await items();
    const ballot = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    expect(ballot).toMatchObject({ electorate: 6, round: 2 });

    await refused(vote(gino, ballot.id, 'YES'), 'BALLOT.NOT_ENTITLED');
    await refused(vote(ben, ballot.id, 'YES', { memberId: eva.id }), 'BALLOT.NOT_YOURS');
    await vote(ada, ballot.id, 'YES');
    await vote(ben, ballot.id, 'YES');
    await vote(fina, ballot.id, 'NO');
    await vote(fina, ballot.id, 'YES', { memberId: eva.id });
    await refused(vote(dino, ballot.id, 'YES'), 'BALLOT.ALREADY_VOTED');
    await refused(vote(fina, ballot.id, 'NO', { memberId: eva.id }), 'BALLOT.ALREADY_VOTED');

    const closed = await told<Counted>(ada, GQL.CLOSE_BALLOT, { id: ballot.id });
    expect(closed).toMatchObject({ counts: { yes: 3, no: 2 }, result: { outcome: 'ADOPTED', members: 5 } });
    expect(closed.result.reason.it).toMatch(/3.*5.*art\. 2369/);
    await refused(ada.send(GQL.OPEN, { id: item?.id }), 'AGENDA.DECIDED');
  });

  it('rejects what has no majority, and records who asks to dissent', async () => {
    const [, item] = await items();
    const ballot = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    expect(ballot.electorate).toBe(7);
    await gino.send(GQL.LEAVE, { input: { assemblyId: assembly, memberId: gino.id } });
    for (const member of [ada, ben]) await vote(member, ballot.id, 'NO');
    await vote(fina, ballot.id, 'YES');
    const closed = await told<Counted>(ada, GQL.CLOSE_BALLOT, { id: ballot.id });
    expect(closed.result).toMatchObject({ outcome: 'REJECTED' });
    await fina.send(GQL.COMMENT, { input: { proposalId: decision, kind: 'DISSENT', text: 'Era una buona idea.' } });
  });

  it('ends, and its minutes say what happened', async () => {
    await refused(ben.send(GQL.CLOSE, { id: assembly }), 'BODY.NOT_AN_OFFICER');
    const closed = await told<{ minutesHash: string }>(ada, GQL.CLOSE, { id: assembly });
    const { hash, record } = await minutesOf(cleo);
    expect(hash).toBe(closed.minutesHash);
    expect(record).toMatchObject({
      body: { name: 'Cooperativa Dora', kind: 'cooperative' },
      notice: { recipients: 7, problem: null },
      calls: { opened: { call: 'second' } },
      ...{ chair: 'Ada', secretary: 'Ben', entitled: { members: 7, votes: '7' } },
      proxies: [{ principal: 'Eva', holder: 'Fina' }],
      agenda: [
        { textHash: policy.hash, conflicts: [{ name: 'Gino', excluded: true }], vote: { outcome: 'adopted' } },
        { vote: { outcome: 'rejected' }, dissents: [{ name: 'Fina', statement: 'Era una buona idea.' }] },
      ],
    });
    expect(JSON.stringify(record)).toContain('permissions/1');
  });

  it('is signed by who led it and who kept its minutes, under the hash they read', async () => {
    const { hash } = await minutesOf(ada);
    await refused(ada.send(GQL.SIGN, { id: assembly, hash: '0'.repeat(64) }), 'MINUTES.OTHER_TEXT');
    await refused(cleo.send(GQL.SIGN, { id: assembly, hash }), 'BODY.NOT_AN_OFFICER');
    await ada.send(GQL.SIGN, { id: assembly, hash });
    await refused(ada.send(GQL.SIGN, { id: assembly, hash }), 'MINUTES.SIGNED');
    expect(await ben.send(GQL.SIGN, { id: assembly, hash })).toEqual({
      signMinutes: { chairSignedAt: expect.any(String) as string, secretarySignedAt: expect.any(String) as string },
    });
  });

  it('has minutes to read and to print, for those who may see the assembly', async () => {
    const { htmlUrl, pdfUrl, hash } = await minutesOf(cleo);
    const page = await fetched(cleo, htmlUrl);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'sha256-/);
    expect(page.body).toContain('<html lang="it"');
    for (const said of ['Verbale', 'Cooperativa Dora', hash, 'Era una buona idea.']) expect(page.body).toContain(said);
    const file = await fetched(cleo, pdfUrl);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const stranger = await world.member('Ugo');
    expect((await fetched(stranger, htmlUrl)).statusCode).toBe(404);
    expect((await fetched(stranger, pdfUrl)).statusCode).toBe(404);
    expect((await world.app.inject({ url: new URL(pdfUrl).pathname })).statusCode).toBe(404);
  });

  it('has enacted the policy of the cooperative, and the journal tells how', async () => {
    const policies = await told<{ items: object[] }>(ada, '{ policies { items { title organisationId hash } } }');
    expect(policies.items).toContainEqual({ title: RULE.title, organisationId: dora, hash: policy.hash });
    expect(await world.auditTrail()).toMatch(
      new RegExp(
        [
          ...['body.founded', 'assembly.drafted', 'assembly.convened', 'notice.sent', 'ballot.vote-cast'],
          ...['amendments.accepted', 'proxy.granted', 'conflict.declared', 'assembly.call-opened', 'member.arrived'],
          ...['ballot.opened', 'ballot.closed', 'assembly.adjourned', 'assembly.call-opened', 'ballot.opened'],
          ...['policy.enacted', 'assembly.closed', 'minutes.written', 'minutes.signed', 'minutes.signed'],
        ].join('.* > '),
      ),
    );
  });
});
