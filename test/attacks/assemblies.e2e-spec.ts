import { BodyService, dataCommittee, type StatuteDocument } from '#governance';
import { MembersBook } from '#identity';
import type { BodyId, OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { AGENDA, assemblySeen, GQL, refused, told, type Agenda, type Ballot, type Id } from '../support/assembly-room';
import { bodyOf } from '../support/body-records';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const POLICY = membersMay('read', 'propose', 'vote');
const COMMITTEE = dataCommittee();
/** Of a cooperative: resolutions on anything else are secret, and proxies are known. */
const RULES: StatuteDocument = {
  ...COMMITTEE,
  proxies: { maxPerHolder: 3, large: null, article: 'statuto, art. 21' },
  conflicts: { rule: 'excluded', article: 'statuto, art. 22' },
  matters: { ...COMMITTEE.matters, other: { ...COMMITTEE.matters.other, secrecy: 'secret' } },
};
const OWN = {
  schema: 'granaio-policy/1',
  title: 'Nobody reads what is ours',
  permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' }],
  prohibitions: [],
  validUntil: null,
};
const SUSPEND = 'mutation ($id: ID!) { suspendPolicy(policyId: $id, reason: "Perché sì.") { state } }';
const APPOINT = 'mutation ($input: AppointRepresentativeInput!) { appointRepresentative(input: $input) { id } }';
const SYSTEM = { id: 'system:test' };

describe('attacks on assemblies', () => {
  let world: World;
  let dora: OrganisationId, elba: OrganisationId;
  let ada: Member, ben: Member, cleo: Member, dino: Member, rita: Member;
  let body: BodyId;

  beforeAll(async () => {
    const statute = dataCommittee({ voters: { ...COMMITTEE.voters, who: 'organisations' } });
    world = await World.start({ policy: POLICY, statute });
    [dora, elba] = [await world.organisation('Dora'), await world.organisation('Elba')];
    ada = await world.person('Ada', dora, 'member', 'steward');
    const member = (name: string) => world.person(name, dora, 'member');
    [ben, cleo, dino, rita] = [await member('Ben'), await member('Cleo'), await member('Dino'), await member('Rita')];
    const founding = { federationId: world.federationId, organisationId: dora, chair: ada.id, secretary: ben.id };
    body = (await told<{ id: BodyId }>(ada, GQL.FOUND, { input: { ...founding, statute: RULES } })).id;
  });
  afterAll(() => world.stop());

  const inTheBook = (change: (book: MembersBook, tx: Parameters<Parameters<UnitOfWork['run']>[1]>[0], day: string) => Promise<unknown>) =>
    world.app.get(UnitOfWork).run(SYSTEM, async (tx) =>
      change(world.app.get(MembersBook), tx, (await tx.now()).toISOString().slice(0, 10)),
    );
  const moveToElba = ({ id: personId }: Member, ...roles: ('member' | 'steward')[]) =>
    inTheBook(async (book, tx, day) => {
      await book.enrol(tx, { personId, organisationId: elba, role: 'member', joinedOn: day });
      for (const role of roles) await book.leave(tx, { personId, organisationId: dora, role, leftOn: day });
    });
  const vote = (by: Member, ballotId: string, choice: string, more: object = {}) =>
    by.send(GQL.CAST, { input: { ballotId, choice, ...more } });
  const decide = async (title: string, bodyId: string = body, by = ada) => {
    const input = { bodyId, title, text: 'Deliberiamo.', method: { kind: 'YES_NO' } };
    return (await told<Id>(by, GQL.DECIDE, { input })).id;
  };
  const propose = async (title: string) =>
    (await told<Id>(ada, GQL.PROPOSE, { input: { bodyId: body, document: { ...OWN, title } } })).id;
  const code = async (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'done',
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    );
  /** An assembly, convened on these proposals; its items are told in their order. */
  const convene = async (...proposals: string[]) => {
    const now = await world.app.get(UnitOfWork).now();
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' });
    const firstCall = local.format(new Date(now.getTime() + 120_000)).replace(' ', 'T');
    const input = { bodyId: body, title: 'Assemblea', place: 'Torino', firstCall };
    const { id } = await told<Id>(ada, GQL.DRAFT, { input });
    for (const proposalId of proposals) await ada.send(GQL.ADD, { input: { assemblyId: id, proposalId } });
    await ada.send(GQL.CONVENE, { id });
    return id;
  };
  const agendaOf = async (id: string) => (await assemblySeen<Agenda>(ada, id, AGENDA)).agenda;
  const sit = async (id: string, ...there: Member[]) => {
    world.clock.advanceMinutes(3);
    await ada.send(GQL.CALL, { input: { assemblyId: id, call: 'FIRST' } });
    for (const { id: memberId } of there)
      await ada.send(GQL.ATTEND, { input: { assemblyId: id, memberId, mode: 'ROOM' } });
  };
  const close = (id: string) => told<{ minutesHash: string }>(ada, GQL.CLOSE, { id });

  it('tells no officer who has voted in secret, by what a conflict of interests is answered with', async () => {
    const assembly = await convene(await decide('Segreta'));
    const [item] = await agendaOf(assembly);
    const { ballot, proposalId, noticeHash: textHash } = item ?? {};
    await vote(cleo, ballot?.id ?? '', 'YES', { textHash });
    const declare = (by: Member, of: Member) =>
      code(by.send(GQL.CONFLICT, { input: { proposalId, statement: 'Ha un interesse.', memberId: of.id } }));
    expect(await declare(ben, cleo)).toBe(await declare(ben, dino));
    expect(await declare(ada, cleo)).toContain('CONFLICT.TOO_LATE');
    expect(await declare(dino, dino)).toBe('done');
    expect(await declare(cleo, cleo)).toContain('CONFLICT.TOO_LATE');
    await refused(vote(dino, ballot?.id ?? '', 'NO', { textHash }), 'BALLOT.NOT_ENTITLED');
  });

  it('tells no member who has voted, by what a vote for somebody else is answered with', async () => {
    const ballot = await world.openBallotOn(ada, await decide('Chi ha votato'));
    await vote(cleo, ballot, 'YES');
    const tries = await Promise.all([cleo, dino, { id: body }].map(({ id }) => code(vote(ben, ballot, 'NO', { memberId: id }))));
    expect(tries[0]).toBe(tries[1]);
    expect(tries[2]).toContain('BALLOT.NOT_ENTITLED');
    const seen = await told<object>(ben, 'query ($id: ID!) { ballot(id: $id) { result { members } counts { yes } } }', { id: ballot });
    expect(seen).toEqual({ result: null, counts: null });
  });

  it.each([1, 2, 3, 4, 5, 6])('votes on the text that stands, when it is amended at the same moment: %i', async (round) => {
    const proposal = await propose(`Regola ${round}`);
    const amend = { proposalId: proposal, clause: 'title', kind: 'REPLACE', text: `Altra regola ${round}`, reason: 'Meglio.' };
    const amendment = await told<Id>(dino, GQL.AMEND, { input: amend });
    const assembly = await convene(proposal);
    await sit(assembly, ada, ben);
    const [item] = await agendaOf(assembly);
    const accept = () => code(ada.send(GQL.ACCEPT, { ids: [amendment.id] }));
    const put = () => code(ada.send(GQL.OPEN, { id: item?.id }));
    const answers = await Promise.all(round % 2 ? [accept(), put()] : [put(), accept()]);
    const [now] = await agendaOf(assembly);
    const { hash, replacedBy } = await told<{ hash: string; replacedBy: string | null }>(
      ada,
      'query ($id: ID!) { proposal(id: $id) { hash replacedBy } }',
      { id: now?.proposalId },
    );
    expect({ answers, text: now?.ballot?.textHash, replacedBy }).toEqual({ answers, text: hash, replacedBy: null });
    expect(await world.database.query('select state from governance.ballot where id = $1', [now?.ballot?.id])).toEqual([
      { state: 'open' },
    ]);
    await ada.send(GQL.CLOSE_BALLOT, { id: now?.ballot?.id });
  });

  it.each([1, 2, 3, 4, 5, 6])('uses no proxy that is revoked at the same moment: %i', async (round) => {
    const assembly = await convene(await decide(`Delega ${round}`));
    const { id: proxy } = await told<Id>(dino, GQL.GRANT, { input: { assemblyId: assembly, holderId: cleo.id } });
    await sit(assembly, ada, cleo);
    const [item] = await agendaOf(assembly);
    const ballot = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    const use = () => code(vote(cleo, ballot.id, 'YES', { memberId: dino.id }));
    const revoke = () => code(dino.send(GQL.REVOKE, { id: proxy }));
    const [one, two] = await Promise.all(round % 2 ? [use(), revoke()] : [revoke(), use()]);
    expect([one, two].filter((answer) => answer === 'done')).toHaveLength(1);
    const rows = await world.database.query('select is_used and revoked_at is not null as both from governance.proxy where id = $1', [proxy]);
    expect(rows).toEqual([{ both: false }]);
    await ada.send(GQL.CLOSE_BALLOT, { id: ballot.id });
    await close(assembly);
  });

  it('writes into its minutes the dissent of who could vote, once each, and of nobody else', async () => {
    const proposal = await decide('Con dissenso');
    const assembly = await convene(proposal);
    await sit(assembly, ada, ben, cleo, dino);
    const [item] = await agendaOf(assembly);
    const { id } = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    await vote(ada, id, 'YES');
    await vote(ben, id, 'YES');
    await vote(cleo, id, 'NO');
    await ada.send(GQL.CLOSE_BALLOT, { id });
    await world.database.query(
      `insert into governance.comment (id, proposal_id, kind, text, author, written_at)
       select gen_random_uuid(), $1, 'comment', 'Basta.', $2, now() from generate_series(1, 1100)`,
      [proposal, dino.id],
    );
    const late = await world.person('Ugo', dora, 'steward');
    const dissent = (by: Member, text: string) =>
      code(by.send(GQL.COMMENT, { input: { proposalId: proposal, kind: 'DISSENT', text } }));
    await dissent(late, 'Io non voto, ma scrivo nel verbale.');
    for (const text of ['Non sono d’accordo.', 'Proprio no.']) expect(await dissent(cleo, text)).toBe('done');
    await close(assembly);
    const { minutes } = await assemblySeen<{ minutes: { record: { agenda: { dissents: object[] }[] } } }>(ada, assembly, 'minutes { record }');
    expect(minutes.record.agenda[0]?.dissents).toEqual([{ name: 'Cleo', statement: 'Proprio no.' }]);
  });

  it('takes no thousand comments and amendments of one member', async () => {
    const proposal = await propose('Sommersa');
    await world.database.query(
      `insert into governance.comment (id, proposal_id, kind, text, author, written_at)
       select gen_random_uuid(), $1, 'comment', 'Basta.', $2, now() from generate_series(1, 100)`,
      [proposal, dino.id],
    );
    const said = { proposalId: proposal, kind: 'COMMENT', text: 'E ancora.' };
    await refused(dino.send(GQL.COMMENT, { input: said }), 'COMMENT.TOO_MANY');
    await cleo.send(GQL.COMMENT, { input: said });
  });

  it('counts one delegate once, whoever elected them', async () => {
    const input = { federationId: world.federationId, organisationId: elba };
    const eva = await world.person('Eva', elba, 'member', 'steward');
    const statute = dataCommittee({ voters: { ...COMMITTEE.voters, who: 'delegates' } });
    const { id } = await told<{ id: BodyId }>(eva, GQL.FOUND, { input: { ...input, chair: eva.id, secretary: eva.id, statute } });
    for (const section of [body, id])
      await world.database.query(
        `insert into governance.seat (id, body_id, person_id, office, section_id, since)
         values (gen_random_uuid(), $1, $2, 'delegate', $3, now())`,
        [id, eva.id, section],
      );
    const ballot = await world.openBallotOn(eva, await decide('Delegata', id, eva));
    expect(await told(eva, 'query ($id: ID!) { ballot(id: $id) { electorate } }', { id: ballot })).toEqual({ electorate: 1 });
  });

  it('lets nobody speak for an organisation that they left', async () => {
    const federation = await bodyOf(ada, world.federationId);
    await refused(
      cleo.send(APPOINT, { input: { bodyId: federation, organisationId: dora, personId: cleo.id } }),
      'BODY.NOT_A_STEWARD',
    );
    await ada.send(APPOINT, { input: { bodyId: federation, organisationId: dora, personId: rita.id } });
    const open = await world.openBallotOn(ada, await decide('Prima', federation));
    await moveToElba(rita, 'member');
    await refused(vote(rita, open, 'YES'), 'BALLOT.NOT_ENTITLED');
    await ada.send(APPOINT, { input: { bodyId: federation, organisationId: elba, personId: ada.id } }).catch(() => null);
    const later = await code(world.openBallotOn(ada, await decide('Dopo', federation)));
    expect(later).toContain('BALLOT.EMPTY_ELECTORATE');
  });

  it('obeys no chair who has left, though they belong to the federation still', async () => {
    const proposal = await propose('Nostra');
    const ballot = await world.openBallotOn(ada, proposal);
    for (const by of [ada, ben, cleo]) await vote(by, ballot, 'YES');
    const amended = await propose('Da emendare');
    const amend = { proposalId: amended, clause: 'title', kind: 'REPLACE', text: 'Altro', reason: 'Meglio.' };
    await told<Id>(dino, GQL.AMEND, { input: amend });
    world.clock.advanceDays(2);
    await told(ada, 'query ($id: ID!) { ballot(id: $id) { outcome } }', { id: ballot });
    const { items } = await told<{ items: { id: string; title: string }[] }>(ada, '{ policies { items { id title } } }');
    const policy = items.find(({ title }) => title === 'Nostra')?.id;
    expect(policy).toBeDefined();
    await moveToElba(ada, 'member', 'steward');
    await refused(ada.send(SUSPEND, { id: policy }), 'BODY.NOT_AN_OFFICER');
    await refused(ada.send(GQL.DRAFT, { input: { bodyId: body, title: 'Mia', place: 'Qui', firstCall: '2030-01-01T10:00' } }), 'BODY.MISSING');
    expect(world.app.get(BodyService)).toBeDefined();
  });
});
