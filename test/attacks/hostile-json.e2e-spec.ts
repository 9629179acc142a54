import type { PersonId } from '#kernel';
import { LIMITS } from '../../apps/api/src/shared/limits';
import { log } from '../../apps/api/src/shared/log';
import { Member } from '../support/member';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { draft, EVERYTHING } from '../support/two-federations';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id keywords } }';
const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { motion } }';
const PAGE = 'query ($n: Int) { datasets(first: $n) { nextCursor } }';

type Answer = {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

describe('attacks with JSON and with documents', () => {
  let world: World;
  let aurora: Cooperative;
  const nobody = () => new Member('' as PersonId, '', world.app);

  beforeAll(async () => {
    world = await World.start({ policy: EVERYTHING });
    [aurora] = await threeCooperatives(world);
  });
  afterAll(() => world.stop());
  afterEach(() => jest.restoreAllMocks());

  const raw = async (payload: string, by: Member = aurora.steward) => {
    const headers = { 'content-type': 'application/json', ...(by.token && { authorization: `Bearer ${by.token}` }) };
    const { body, statusCode } = await world.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    return { ...(JSON.parse(body) as Answer), status: statusCode, length: body.length };
  };
  const get = async (parameters: Record<string, string>) => {
    const query = new URLSearchParams(parameters).toString();
    const headers = { 'apollo-require-preflight': '1', authorization: `Bearer ${aurora.steward.token}` };
    const { body } = await world.app.inject({ method: 'GET', url: `/graphql?${query}`, headers });
    return JSON.parse(body) as Answer;
  };
  const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
  const input = (schema: unknown) => ({ ...draft(aurora.id, world.federationId), schema });

  it('what was asked before is answered as the first time, defaults and errors alike', async () => {
    const defects = jest.spyOn(log, 'error');
    const plain = { ...draft(aurora.id, world.federationId), keywords: undefined };
    for (let time = 0; time < 4; time++) {
      expect(await aurora.steward.send(PUBLISH, { input: plain })).toMatchObject({ publishDataset: { keywords: [] } });
      const answers = [{}, { n: null }, { n: 0 }, { n: 2 ** 31 }, { n: 1.5 }, { n: '5' }].map((variables) =>
        raw(JSON.stringify({ query: PAGE, variables })),
      );
      expect((await Promise.all(answers)).map(codeOf)).toEqual([
        undefined,
        'GRAPHQL.VARIABLES_INVALID',
        'PAGE.SIZE_INVALID',
        'PAGE.SIZE_INVALID',
        'GRAPHQL.VARIABLES_INVALID',
        'PAGE.SIZE_INVALID',
      ]);
    }
    expect(defects).not.toHaveBeenCalled();
  });

  it('a variable may be called what every object has', async () => {
    for (const name of ['toString', 'constructor', 'hasOwnProperty', '__proto__']) {
      const query = `query ($${name}: Int) { datasets(first: $${name}) { nextCursor } }`;
      expect(await raw(JSON.stringify({ query }))).toMatchObject({ data: { datasets: { nextCursor: null } } });
    }
  });

  it('__proto__ makes no rule and no column, by whatever way it comes', async () => {
    const poisoned =
      '{"fields":[{"name":"a","type":"date","disclosureRole":"quasiIdentifier","__proto__":{"required":true}}]}';
    const parsed = JSON.parse(poisoned) as { fields: [object] };
    expect(Object.keys(parsed.fields[0])).toContain('__proto__');
    const text = JSON.stringify({ query: PUBLISH, variables: { input: input('SCHEMA') } });
    expect(codeOf(await raw(text.replace('"SCHEMA"', poisoned)))).toBe('HTTP.400');
    const literal = poisoned.replace(/"(\w+)":/g, '$1:');
    const { title, description } = draft(aurora.id, world.federationId);
    const inline = `mutation { publishDataset(input: { federationId: "${world.federationId}", publisherId: "${aurora.id}",
      title: "${title}", description: "${description}", needCategory: SOCIAL_NEEDS, accessRights: PUBLIC, schema: ${literal} }) { id } }`;
    expect(codeOf(await raw(JSON.stringify({ query: inline })))).toBe('SCHEMA.INVALID');
    const rule = `{ __proto__: { where: "everything" }, assignee: { type: "members" }, actions: ["read"], subject: "Dataset" }`;
    const proposal = `mutation { proposePolicy(input: { federationId: "${world.federationId}", document: { schema: "granaio-policy/1",
      title: "Everything", permissions: [${rule}], prohibitions: [], validUntil: null } }) { id } }`;
    expect(codeOf(await raw(JSON.stringify({ query: proposal })))).toBe('POLICY.INVALID');
    const page = await get({ query: PAGE, variables: '{"n":1,"__proto__":{"n":101}}' });
    expect(page).toMatchObject({ data: { datasets: {} } });
  });

  it('a document that is absurdly deep or long is refused shortly, and briefly', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const propose = (document: string) =>
      raw(
        `{"query":${JSON.stringify(PROPOSE)},"variables":{"input":{"federationId":"${world.federationId}","document":${document}}}}`,
      );
    expect(codeOf(await propose(`{"permissions":${nested(40)}}`))).toBe('LIMIT.VARIABLES_DEPTH');
    expect(codeOf(await propose(`{"permissions":${nested(100_000)}}`))).toBe('LIMIT.VARIABLES_DEPTH');
    const many = await propose(JSON.stringify({ permissions: Array.from({ length: 60_000 }, () => ({})) }));
    expect([codeOf(many), many.length < 10_000]).toEqual(['POLICY.INVALID', true]);
    const inline = `mutation { proposePolicy(input: { federationId: "${world.federationId}", document: { a: ${nested(700)} } }) { id } }`;
    expect(codeOf(await raw(JSON.stringify({ query: inline })))).toMatch(/^(POLICY.INVALID|LIMIT.TOKENS|LIMIT.DEPTH)$/);
  });

  it('what a stranger sends to be published is not even read', async () => {
    const schema = { fields: Array.from({ length: 60_000 }, () => ({})) };
    const answer = await raw(JSON.stringify({ query: PUBLISH, variables: { input: input(schema) } }), nobody());
    expect([codeOf(answer), answer.length < 1_000]).toEqual(['FEDERATION.MISSING', true]);
  });

  it('a name that somebody made up is not sent back whole', async () => {
    const query = 'query ($id: ID!) { dataset(id: $id) { id } }';
    const answer = await raw(JSON.stringify({ query, variables: { id: 'x'.repeat(200_000) } }));
    expect([codeOf(answer), answer.length < 1_000]).toEqual(['DATASET.MISSING', true]);
  });

  it('no cursor breaks a list, however long or strange', async () => {
    const cursors = ['x', '', 'x'.repeat(200_000), 'bnVsbA', 'e30', Buffer.from('"\\u0000"').toString('base64url')];
    for (const after of cursors) {
      const query = 'query ($after: String) { datasets(after: $after) { nextCursor } }';
      const answer = await raw(JSON.stringify({ query, variables: { after } }));
      expect(codeOf(answer)).toBe('PAGE.CURSOR_INVALID');
    }
  });

  it('GET is held to the same limits, and changes nothing', async () => {
    expect(await get({ query: '{ me { id } }' })).toEqual({ data: { me: { id: aurora.steward.id } } });
    expect(codeOf(await get({ query: 'mutation { signOut }' }))).toBe('GRAPHQL.BAD_REQUEST');
    const aliases = Array.from({ length: LIMITS.aliases + 1 }, (_, i) => `a${i}: __typename`).join(' ');
    expect(codeOf(await get({ query: `{ ${aliases} }` }))).toBe('LIMIT.ALIASES');
    expect(codeOf(await get({ query: PAGE, variables: '{"n":101}' }))).toBe('PAGE.SIZE_INVALID');
    expect(
      codeOf(
        await get({
          query: '{ datasets { items { schema } } }',
          variables: `{"x":${'['.repeat(40)}${']'.repeat(40)}}`,
        }),
      ),
    ).toBe('LIMIT.VARIABLES_DEPTH');
    expect(codeOf(await get({ query: '{ me { id } }', variables: '{"x":"\\u0000"}' }))).toBe('TEXT.NUL_CHARACTER');
  });
});
