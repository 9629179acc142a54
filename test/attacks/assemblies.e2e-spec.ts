import { dataCommittee, type StatuteDocument } from '#governance';
import type { BodyId, OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { AGENDA, assemblySeen, GQL, refused, told, type Agenda, type Ballot, type Id } from '../support/assembly-room';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const POLICY = membersMay('read', 'propose', 'vote');
const COMMITTEE = dataCommittee();
/** Of a cooperative: what is no policy is decided in secret, and members may give proxies. */
const RULES: StatuteDocument = {
  ...COMMITTEE,
  proxies: { maxPerHolder: 3, large: null, article: 'statuto, art. 21' },
  conflicts: { rule: 'excluded', article: 'statuto, art. 22' },
  matters: {
    ...COMMITTEE.matters,
    other: { ...COMMITTEE.matters.other, secrecy: 'secret' },
    statuteChange: { ...COMMITTEE.matters.statuteChange, secrecy: 'secret' },
  },
};
const OWN = {
  schema: 'granaio-policy/1',
  title: 'Nobody reads what is ours',
  permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' }],
  prohibitions: [],
  validUntil: null,
};

describe('attacks on assemblies', () => {
  let world: World;
  let ada: Member, ben: Member, cleo: Member, dino: Member;
  let body: BodyId, dora: OrganisationId;

  beforeAll(async () => {
    world = await World.start({ policy: POLICY });
    dora = await world.organisation('Dora');
    ada = await world.person('Ada', dora, 'member', 'steward');
    const member = (name: string) => world.person(name, dora, 'member');
    [ben, cleo, dino] = [await member('Ben'), await member('Cleo'), await member('Dino')];
    const founding = { federationId: world.federationId, organisationId: dora, chair: ada.id, secretary: ben.id };
    body = (await told<{ id: BodyId }>(ada, GQL.FOUND, { input: { ...founding, statute: RULES } })).id;
  });
  afterAll(() => world.stop());

  const vote = (by: Member, ballotId: string, choice: string, more: object = {}) =>
    by.send(GQL.CAST, { input: { ballotId, choice, ...more } });
  const decide = async (title: string) => {
    const input = { bodyId: body, title, text: 'Deliberiamo.', method: { kind: 'YES_NO' } };
    return (await told<Id>(ada, GQL.DECIDE, { input })).id;
  };
  const propose = async (title: string) =>
    (await told<Id>(ada, GQL.PROPOSE, { input: { bodyId: body, document: { ...OWN, title } } })).id;
  const code = async (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'done',
      (error: unknown) => `${(error as { code: string }).code}: ${String(error)}`,
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
    const tries = await Promise.all(
      [cleo, dino, { id: body }].map(({ id }) => code(vote(ben, ballot, 'NO', { memberId: id }))),
    );
    expect(tries[0]).toBe(tries[1]);
    expect(tries[2]).toContain('BALLOT.NOT_ENTITLED');
    const seen = await told<object>(ben, 'query ($id: ID!) { ballot(id: $id) { result { members } counts { yes } } }', {
      id: ballot,
    });
    expect(seen).toEqual({ result: null, counts: null });
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'votes on the text that stands, when it is amended at the same moment: %i',
    async (round) => {
      const proposal = await propose(`Regola ${round}`);
      const amend = {
        proposalId: proposal,
        clause: 'title',
        kind: 'REPLACE',
        text: `Altra regola ${round}`,
        reason: 'Meglio.',
      };
      const amendment = await told<Id>(dino, GQL.AMEND, { input: amend });
      const assembly = await convene(proposal);
      await sit(assembly, ada, ben);
      const [item] = await agendaOf(assembly);
      const accept = () => code(ada.send(GQL.ACCEPT, { ids: [amendment.id] }));
      const put = () => code(ada.send(GQL.OPEN, { id: item?.id }));
      const answers = await Promise.all(round % 2 ? [accept(), put()] : [put(), accept()]);
      const rows = await world.database.query<{ id: string }>(
        `select b.id, b.state, b.text_hash = p.hash as current, p.replaced_by from governance.agenda_item i
         join governance.ballot b on b.item_id = i.id join governance.proposal p on p.id = i.proposal_id and p.id = b.proposal_id
         where i.assembly_id = $1`,
        [assembly],
      );
      const open = { id: expect.any(String) as string, state: 'open', current: true, replaced_by: null };
      expect({ answers, rows }).toEqual({ answers, rows: [open] });
      await ada.send(GQL.CLOSE_BALLOT, { id: rows[0]?.id });
    },
  );

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
    const rows = await world.database.query(
      'select is_used and revoked_at is not null as both from governance.proxy where id = $1',
      [proxy],
    );
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
    const { minutes } = await assemblySeen<{ minutes: { record: { agenda: { dissents: object[] }[] } } }>(
      ada,
      assembly,
      'minutes { record }',
    );
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

  it('shows nobody who took part in a secret ballot, nor its papers, before it is counted', async () => {
    const ballot = await world.openBallotOn(ada, await decide('Prima della fine'));
    await vote(cleo, ballot, 'YES');
    for (const by of [ada, ben, cleo]) {
      expect(
        await code(by.send('query ($id: ID!) { ballot(id: $id) { participants { memberId } } }', { id: ballot })),
      ).not.toContain(cleo.id);
      const answer = await world.app.inject({
        url: `/ballots/${ballot}/export`,
        headers: { authorization: `Bearer ${by.token}` },
      });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  it('counts one secret paper of each member, though a text is amended there and back again', async () => {
    const input = { bodyId: body, base: 1, document: { ...RULES, title: 'Statuto uno' } };
    const query = 'mutation ($input: ProposeStatuteInput!) { proposeStatute(input: $input) { id } }';
    const proposal = (await told<Id>(ada, query, { input })).id;
    const assembly = await convene(proposal);
    const amend = async (text: string) => {
      const [item] = await agendaOf(assembly);
      const input = { proposalId: item?.proposalId, clause: 'title', kind: 'REPLACE', text, reason: 'Cambio.' };
      await ada.send(GQL.ACCEPT, { ids: [(await told<Id>(dino, GQL.AMEND, { input })).id] });
    };
    const advance = async (choice: string) => {
      const [item] = await agendaOf(assembly);
      return code(vote(cleo, item?.ballot?.id ?? '', choice, { textHash: item?.ballot?.textHash }));
    };
    expect(await advance('YES')).toBe('done');
    await amend('Statuto due');
    expect(await advance('NO')).toBe('done');
    await amend('Statuto uno');
    expect(await advance('NO')).toContain('BALLOT.ALREADY_VOTED');
    await sit(assembly, ada, ben);
    const [item] = await agendaOf(assembly);
    const { id } = await told<Ballot>(ada, GQL.OPEN, { id: item?.id });
    const closed = await told(ada, GQL.CLOSE_BALLOT, { id });
    expect(closed).toMatchObject({ counts: { yes: 1, no: 0 } });
    await close(assembly);
  });
});
