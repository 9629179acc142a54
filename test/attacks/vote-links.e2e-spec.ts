import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { formsOf, open, press, voteBy, voteLinkOf } from '../support/vote-paper';
import { World } from '../support/world';

const POLICY = membersMay('read', 'propose', 'vote');
const HOSTILE = `"><script>alert(1)</script><form action='https://evil.example'><b x=`;
const tokenIn = (link: string) => new URL(link).searchParams.get('token') ?? '';

describe('a link that votes', () => {
  let world: World;
  let ada: Member;
  let ben: Member;
  let cleo: Member;
  let ballot: string;

  beforeAll(async () => {
    world = await World.start({ policy: POLICY });
    [ada, ben, cleo] = [await world.member('Ada'), await world.member('Ben'), await world.member(HOSTILE)];
    ballot = await world.openBallot(ada, { ...POLICY, title: `Titolo ${HOSTILE}` }, 3);
    await world.settle();
  });
  afterAll(() => world.stop());

  const votes = async () =>
    (await world.database.query('select 1 from governance.vote where ballot_id = $1', [ballot])).length;
  const paperOf = async (member: Member) => {
    const [form] = formsOf(await open(world, await voteLinkOf(world, member)));
    if (!form) throw new Error('The paper has no form.');
    return form;
  };

  it('writes no title and no name into a page as markup', async () => {
    const { html } = await open(world, await voteLinkOf(world, cleo));
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).not.toContain("<form action='https");
    expect(html.match(/<form /g)).toHaveLength(1);
    const wrong = await press(world, { token: HOSTILE });
    expect(wrong.status).toBe(410);
    expect(wrong.html).not.toContain('<script');
  });

  it('votes by its form only: not when it is opened, however its address is written', async () => {
    const { token = '', text = '', member = '' } = await paperOf(ada);
    const address = `/vote?${new URLSearchParams({ token, text, member, mark: 'yes', _method: 'POST' }).toString()}`;
    const headers = { 'x-http-method-override': 'POST', 'x-method-override': 'POST', 'x-http-method': 'POST' };
    for (const url of [address, `${address}&token=${token}`, address.replace('/vote?', '/vote/?')]) {
      await world.app.inject({ method: 'GET', url, headers });
    }
    for (const method of ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const { statusCode } = await world.app.inject({ method, url: address });
      expect([method, statusCode]).toEqual([method, 404]);
    }
    const inAddress = await world.app.inject({ method: 'POST', url: address });
    expect(inAddress.statusCode).toBe(410);
    expect(await votes()).toBe(0);
  });

  it.each(['0', '', 'f'.repeat(64)])('takes no vote on another text, or on none: %j', async (text) => {
    const answer = await press(world, { ...(await paperOf(ada)), mark: 'yes', text });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('The text was changed since you read it.');
    expect(answer.html).toContain('Back to the paper');
    const { token = '', member = '' } = await paperOf(ada);
    expect((await press(world, { token, member, mark: 'yes' })).status).toBe(422);
    expect(await votes()).toBe(0);
  });

  it('casts nobody else’s vote', async () => {
    const paper = await paperOf(ada);
    for (const member of [ben.id, '00000000-0000-7000-8000-000000000000', "' or true --", '../..']) {
      const answer = await press(world, { ...paper, mark: 'yes', member });
      expect([member, answer.status]).toEqual([member, 422]);
    }
    expect(await votes()).toBe(0);
  });

  it.each([
    ['a token of the API', () => [ada.token]],
    ['a token that never was', () => [`grv_${'a'.repeat(43)}`]],
    ['nothing', () => []],
    ['two tokens', async () => Array<string>(2).fill(tokenIn(await voteLinkOf(world, ada)))],
    ['what is no token', () => [HOSTILE]],
  ])('is not %s', async (_, tokens) => {
    const token = await tokens();
    const query = new URLSearchParams(token.map((one): [string, string] => ['token', one]));
    expect((await world.app.inject({ method: 'GET', url: `/vote?${query.toString()}` })).statusCode).toBe(410);
    expect((await press(world, { ...(await paperOf(ada)), token, mark: 'yes' })).status).toBe(410);
    expect(await votes()).toBe(0);
  });

  it('signs nobody in', async () => {
    const { token = '' } = await paperOf(ada);
    const answer = await world.app.inject({
      ...{ method: 'POST', url: '/graphql', payload: JSON.stringify({ query: '{ me { email } }' }) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    expect(answer.body).toContain('IDENTITY.TOKEN_INVALID');
    expect((await press(world, { token }, { authorization: `Bearer ${ada.token}` })).status).toBe(422);
  });

  it('gives a paper that says two things, or nothing, back', async () => {
    const paper = await paperOf(ada);
    for (const mark of [[], ['yes', 'no'], 'maybe', 'YES', '{"option":0}', '__proto__', '0']) {
      const answer = await press(world, { ...paper, mark });
      expect([mark, answer.status]).toEqual([mark, 400]);
    }
    for (const payload of ['[]', 'null', '{"token":{"$ne":null}}', '{"__proto__":{"token":"x"}}', '"x"', '{']) {
      const headers = { 'content-type': 'application/json' };
      const { statusCode } = await world.app.inject({ method: 'POST', url: '/vote', headers, payload });
      expect([payload, [400, 410].includes(statusCode)]).toEqual([payload, true]);
    }
    expect(await votes()).toBe(0);
  });

  it('lets one of ten through that are pressed together, and none after', async () => {
    const paper = await paperOf(ada);
    const answers = await Promise.all(
      ['yes', 'no', 'abstain', 'blank', 'yes', 'no', 'abstain', 'blank', 'yes', 'no'].map((mark) =>
        press(world, { ...paper, mark }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const late = await press(world, { ...paper, mark: 'no' });
    expect(late.status).toBe(422);
    expect(late.html).toContain('Your vote is already in; a vote once cast is final.');
    expect(await votes()).toBe(1);
  });

  it('is of one ballot: on another it casts nothing', async () => {
    const link = await voteLinkOf(world, ben);
    const other = await world.openBallot(ada, { ...POLICY, title: 'Altra regola' }, 3);
    await world.settle();
    const second = formsOf(await open(world, await voteLinkOf(world, ben)))[0] ?? {};
    expect((await press(world, { ...second, token: tokenIn(link), mark: 'yes' })).status).toBe(422);
    expect(await world.database.query('select 1 from governance.vote where ballot_id = $1', [other])).toEqual([]);
  });

  it('takes no vote from the closing instant on, whether or not the ballot has been counted', async () => {
    const paper = await paperOf(cleo);
    world.clock.advanceDays(3);
    expect((await press(world, { ...paper, mark: 'yes' })).status).toBe(410);
    await world.settle();
    expect((await press(world, { ...paper, mark: 'yes' })).status).toBe(410);
    expect((await open(world, await voteLinkOf(world, cleo))).status).toBe(410);
    expect(await votes()).toBe(1);
  });

  it('says nothing of a person who may not vote any more', async () => {
    const id = await world.openBallot(ada, { ...POLICY, title: 'Terza regola' }, 3);
    await world.settle();
    const link = await voteLinkOf(world, ben);
    await world.database.query('update identity.membership set left_on = joined_on where person_id = $1', [ben.id]);
    const { status, html } = await open(world, link);
    expect([status, html.includes('Terza regola')]).toEqual([404, false]);
    expect((await voteBy(world, await voteLinkOf(world, ada), { mark: 'yes' })).status).toBe(200);
    expect(await world.database.query('select 1 from governance.vote where ballot_id = $1', [id])).toHaveLength(1);
  });
});
