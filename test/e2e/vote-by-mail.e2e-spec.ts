import { dataCommittee, isPaperOf, MATTERS, recount, type StatuteDocument } from '#governance';
import { MembersBook } from '#identity';
import type { OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { formsOf, open, press, receiptIn, voteBy, voteLinkOf } from '../support/vote-paper';
import { World } from '../support/world';

const POLICY = membersMay('read', 'propose', 'vote');
const { matters } = dataCommittee();
const changed = (change: object) =>
  Object.fromEntries(
    MATTERS.map((matter) => [matter, { ...matters[matter], ...change }]),
  ) as StatuteDocument['matters'];

const marked =
  (name: string) =>
  (...values: readonly string[]) => ({
    mark: 'marked',
    ...Object.fromEntries(values.map((value, at) => [`${name}-${at}`, value])),
  });
const scores = marked('score');
const ranks = marked('rank');

const RESULT =
  'query ($id: ID!) { ballot(id: $id) { state outcome counts { yes no } participants { items { memberId } } } }';

describe('a secret vote by mail', () => {
  let world: World;
  let ada: Member;
  let ben: Member;
  let cleo: Member;
  let ballot: string;

  beforeAll(async () => {
    world = await World.start({ policy: POLICY, statute: dataCommittee({ matters: changed({ secrecy: 'secret' }) }) });
    [ada, ben, cleo] = [await world.member('Ada'), await world.member('Ben'), await world.member('Cleo')];
    await speaks(world, ada, 'it');
    ballot = await world.openBallot(ada, { ...POLICY, title: 'Nuova regola' }, 3);
    await world.settle();
  });
  afterAll(() => world.stop());

  it('is asked for in a mail, and looking at the paper changes nothing', async () => {
    const link = await voteLinkOf(world, ben);
    const before = await everything(world);
    for (let i = 0; i < 3; i += 1) {
      const { status, html, headers } = await open(world, link, { 'accept-language': 'it' });
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['set-cookie']).toBeUndefined();
      expect(html).toContain('<html lang="en">');
      expect(html).toContain('<h1>Nuova regola</h1>');
      expect(html).toContain('All past requests (0) were tried under this text.');
      expect(html).toContain('For past requests nothing would change.');
      expect(html).toContain('The vote is secret: nothing that is kept joins your name to your paper.');
      expect(html).toMatch(/<fieldset>\s*<legend>Choose one answer\.<\/legend>/);
      expect(
        html.match(/<label><input type="radio" name="mark" value="\w+" required \/> [^<]+<\/label>/g),
      ).toHaveLength(4);
      expect(html).not.toContain('<script');
    }
    expect(await everything(world)).toEqual(before);
  });

  it('speaks the language of the voter, whatever their browser likes', async () => {
    const { html } = await open(world, await voteLinkOf(world, ada), { 'accept-language': 'en' });
    expect(html).toContain('<html lang="it">');
    expect(html).toContain('Scheda bianca');
    expect(html).toMatch(/Si vota fino a <time datetime="[^"]+">/);
  });

  it('is taken once, and gives a receipt', async () => {
    const link = await voteLinkOf(world, ada);
    const done = await voteBy(world, link, { mark: 'yes' });
    expect(done.status).toBe(200);
    expect(done.html).toContain('Il suo voto è nell’urna');
    expect(receiptIn(done)).toMatch(/^[a-z]+( [a-z]+){5}$/);
    const again = await open(world, link);
    expect(again.html).toContain('Questo voto è già nell’urna.');
    expect(formsOf(again)).toEqual([]);
  });

  it('shows nobody who took part, nor how it stands, before it is counted', async () => {
    const { ballot: seen } = await cleo.send<{ ballot: object }>(RESULT, { id: ballot });
    expect(seen).toEqual({ state: 'OPEN', outcome: null, counts: null, participants: null });
    const { statusCode } = await download(world, cleo, ballot);
    expect(statusCode).toBe(422);
  });

  it('tells whoever leaves the paper empty what is missing', async () => {
    const { status, html } = await voteBy(world, await voteLinkOf(world, ben), {});
    expect(status).toBe(400);
    expect(html).toContain('role="alert"');
    expect(html).toMatch(/<a href="\/vote\?token=[^"]+">Back to the paper<\/a>/);
  });

  it('publishes papers that anybody recounts, among them the one with the receipt', async () => {
    const receipt = receiptIn(await voteBy(world, await voteLinkOf(world, ben), { mark: 'no' }));
    await voteBy(world, await voteLinkOf(world, cleo), { mark: 'yes' });
    world.clock.advanceDays(4);
    await world.settle();

    const { headers, body } = await download(world, cleo, ballot);
    expect(headers['content-type']).toBe('application/x-ndjson');
    expect(headers['content-disposition']).toBe(`attachment; filename="ballot-${ballot}.ndjson"`);
    const [header, ...papers] = body.trimEnd().split('\n');
    expect(papers).toHaveLength(3);
    expect(papers.filter((paper) => isPaperOf(paper, receipt))).toEqual([expect.stringContaining('"no"')]);
    expect(recount([header ?? '', ...papers])).toMatchObject({
      problems: [],
      result: { count: { yes: '2', no: '1' }, verdict: { outcome: 'adopted' } },
    });
    expect(body).not.toContain(ben.id);
  });

  it('follows no link when it is over', async () => {
    const { status, html } = await open(world, await voteLinkOf(world, cleo), { 'accept-language': 'it' });
    expect(status).toBe(410);
    expect(html).toContain('Questo collegamento non vota');
    expect(html).toContain('<a href="/sign-in">');
  });
});

describe('a vote by mail', () => {
  let world: World;
  let ada: Member;
  let body: string;
  const DECIDE = 'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }';

  beforeAll(async () => {
    world = await World.start({ policy: POLICY });
    ada = await world.member('Ada');
    body = await firstBody(ada);
  });
  afterAll(() => world.stop());

  const decide = async (method: object, options: string[]) => {
    const input = { bodyId: body, title: 'Quale sede?', text: 'Si sceglie la sede.', method, options };
    const { proposeDecision } = await ada.send<{ proposeDecision: { id: string } }>(DECIDE, { input });
    const id = await world.openBallotOn(ada, proposeDecision.id);
    await world.settle();
    return { id, link: await voteLinkOf(world, ada) };
  };
  const OPTIONS = ['Torino', 'Cuneo', 'Asti'];

  type Case = readonly [
    what: string,
    method: { kind: string; seats?: number; highest?: number },
    fields: object,
    marks: string,
  ];
  const CASES: readonly Case[] = [
    ['yes and no', { kind: 'YES_NO' }, { mark: 'abstain' }, '"abstain"'],
    ['a choice', { kind: 'CHOICE' }, { mark: '1' }, '{"option":1}'],
    ['approval', { kind: 'APPROVAL', seats: 1 }, { mark: 'marked', option: ['0', '2'] }, '{"options":[0,2]}'],
    ['scores', { kind: 'SCORE', seats: 1, highest: 3 }, scores('3', '', '0'), '{"scores":[3,null,0]}'],
    ['a ranking with ties', { kind: 'SCHULZE' }, ranks('2', '1', '2'), '{"ranking":[[1],[0,2]]}'],
    ['a ranking', { kind: 'INSTANT_RUNOFF' }, ranks('', '1', ''), '{"ranking":[[1]]}'],
    ['single transferable votes', { kind: 'STV', seats: 2 }, ranks('2', '3', '1'), '{"ranking":[[2],[0],[1]]}'],
    ['a blank paper', { kind: 'STV', seats: 2 }, { mark: 'blank', 'rank-0': '' }, '"blank"'],
  ];

  it.each(CASES)('takes %s', async (...[, method, fields, marks]) => {
    const options = method.kind === 'YES_NO' ? [] : OPTIONS;
    const { id, link } = await decide(method, options);
    const { html } = await open(world, link);
    for (const option of options) expect(html).toContain(option);
    const done = await voteBy(world, link, { ...fields });
    expect(done.html).toContain('Your vote is recorded and final.');
    world.clock.advanceDays(2);
    await world.settle();
    const { body: lines } = await download(world, ada, id);
    expect(lines).toContain(`"marks":${marks}`);
  });

  it('takes no tie where the method knows none', async () => {
    const { link } = await decide({ kind: 'STV', seats: 2 }, OPTIONS);
    const { status, html } = await voteBy(world, link, ranks('1', '1', ''));
    expect([status, html]).toEqual([400, expect.stringContaining('two options are on the same place')]);
  });
});

describe('a vote by mail for several members', () => {
  it('has a form for each of them', async () => {
    const voters = { ...dataCommittee().voters, who: 'organisations' as const };
    const world = await World.start({ policy: POLICY, statute: dataCommittee({ voters }) });
    try {
      const aurora = await world.organisation('Cooperativa Aurora');
      const dora = await world.organisation('Cooperativa Dora');
      const ada = await world.person('Ada', aurora, 'member', 'steward');
      const ben = await world.person('Ben', dora, 'member', 'steward');
      await joins(world, ada, dora);
      const bodyId = await firstBody(ada);
      await ada.send(APPOINT, { input: { bodyId, organisationId: aurora, personId: ada.id } });
      await ben.send(APPOINT, { input: { bodyId, organisationId: dora, personId: ada.id } });
      const ballot = await world.openBallot(ada, POLICY);
      await world.settle();

      const link = await voteLinkOf(world, ada);
      const page = await open(world, link);
      expect(page.html).toContain('Vote of Cooperativa Aurora');
      const forms = formsOf(page);
      expect(forms.map(({ member }) => member).sort()).toEqual([aurora, dora].sort());
      for (const form of forms) expect((await press(world, { ...form, mark: 'yes' })).status).toBe(200);
      world.clock.advanceDays(2);
      await world.settle();
      const { ballot: counted } = await ada.send<{ ballot: { participants: { items: object[] } } }>(RESULT, {
        id: ballot,
      });
      expect(counted).toMatchObject({ counts: { yes: 2 } });
      expect(counted.participants.items).toHaveLength(2);
    } finally {
      await world.stop();
    }
  });
});

const APPOINT = 'mutation ($input: AppointRepresentativeInput!) { appointRepresentative(input: $input) { id } }';

const joins = (world: World, { id: personId }: Member, organisationId: OrganisationId) =>
  world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
    const joinedOn = (await tx.now()).toISOString().slice(0, 10);
    await world.app.get(MembersBook).enrol(tx, { personId, organisationId, role: 'member', joinedOn });
  });

const firstBody = async (by: Member): Promise<string> =>
  (await by.send<{ bodies: { items: { id: string }[] } }>('{ bodies { items { id } } }')).bodies.items[0]?.id ?? '';

const speaks = (world: World, { id }: Member, language: string) =>
  world.database.query('update identity.person set language = $2 where id = $1', [id, language]);

const download = (world: World, { token }: Member, ballot: string) =>
  world.app.inject({ method: 'GET', url: `/ballots/${ballot}/export`, headers: { authorization: `Bearer ${token}` } });

/** How many of everything there is that a vote could change. */
const everything = (world: World) =>
  world.database.query(
    `select (select count(*) from platform.event) as events, (select count(*) from governance.participation) as took_part,
       (select count(*) from governance.sealed_paper) as papers, (select count(*) from governance.vote_link) as links,
       (select count(*) from platform.outbox) as promises`,
  );
