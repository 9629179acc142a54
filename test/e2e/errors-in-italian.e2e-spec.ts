import { newId } from '#kernel';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

type Told = { readonly message: string; readonly extensions: { readonly code: string; readonly details: unknown } };
type Headers = Readonly<Record<string, string>>;

const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id } }';
const PROPOSAL = 'query ($id: ID!) { proposal(id: $id) { id } }';

describe('Errors in the language of their reader', () => {
  let world: World;
  let ada: Member;
  let stranger: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose') });
    ada = await world.member('Ada');
    stranger = await world.person('Sandra', await world.organisation('Altrove', { affiliated: false }), 'member');
  });
  afterAll(() => world.stop());

  const request = async (url: string, headers: Headers, body?: unknown) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = body === undefined ? {} : { payload: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await world.app.inject({ method, url, headers: { ...headers, ...type }, ...sent });
    const { errors = [] } = JSON.parse(answer.body) as { errors?: readonly Told[] };
    return { status: answer.statusCode, headers: answer.headers, error: errors[0] };
  };
  const ask = (by: Member | null, language: string | null, query: string, variables: object = {}) =>
    request(
      '/graphql',
      {
        ...(by && { authorization: `Bearer ${by.token}` }),
        ...(language !== null && { 'accept-language': language }),
      },
      { query, variables },
    );

  it('an answer of GraphQL is in Italian where that is asked for, under the same code', async () => {
    const id = newId();
    const english = await ask(ada, null, PROPOSAL, { id });
    const italian = await ask(ada, 'it-IT,it;q=0.9,en;q=0.8', PROPOSAL, { id });
    expect(english.error?.message).toBe(`There is no proposal ${id} that you may see.`);
    expect(italian.error?.message).toBe(`Non c’è nessuna proposta ${id} che Lei possa vedere.`);
    expect(italian.error?.extensions).toEqual(english.error?.extensions);
  });

  it('is in the own language of who signed in where the browser asks for neither, and in English for programs', async () => {
    await world.database.query(`UPDATE identity.person SET language = 'it' WHERE id = $1`, [stranger.id]);
    const id = newId();
    for (const header of [null, '*', 'de-DE']) {
      expect((await ask(stranger, header, PROPOSAL, { id })).error?.message).toMatch(/^Non c’è nessuna proposta/);
      expect((await ask(null, header, PROPOSAL, { id })).error?.message).toMatch(/^There is no proposal/);
    }
    expect((await ask(stranger, 'en', PROPOSAL, { id })).error?.message).toMatch(/^There is no proposal/);
  });

  it('a refusal and an absence are one sentence in Italian too', async () => {
    const { proposePolicy } = await ada.send<{ proposePolicy: { id: string } }>(PROPOSE, {
      input: { federationId: world.federationId, document: membersMay('read') },
    });
    const told = async (id: string) => {
      const { error } = await ask(stranger, 'it', PROPOSAL, { id });
      return JSON.stringify(error).replaceAll(id, 'ID');
    };
    expect((await ask(ada, 'it', PROPOSAL, { id: proposePolicy.id })).error).toBeUndefined();
    expect(await told(proposePolicy.id)).toBe(await told(newId()));
  });

  it.each([
    ['GRAPHQL.NOT_VALID', '{ nothing }', /^L’operazione non è conforme allo schema/],
    ['GRAPHQL.SYNTAX', '{', /^Il testo non è scritto come GraphQL prevede/],
    ['GRAPHQL.VARIABLES_INVALID', PROPOSAL, /^Un valore inviato non è del tipo/],
    ['LIMIT.TOKENS', `{ me { ${'a: name '.repeat(1_600)} } }`, /^Il testo della richiesta ha più di 1\.500 simboli/],
  ])('%s, which GraphQL itself says, is in Italian', async (code, query, message) => {
    const english = await ask(ada, 'en', query);
    const italian = await ask(ada, 'it', query);
    expect(italian.error?.extensions.code).toBe(code);
    expect(italian.error?.message).toMatch(message);
    expect(english.error?.message).not.toMatch(message);
  });

  it('so is a request that never becomes an operation', async () => {
    const list = await request('/graphql', { 'accept-language': 'it' }, [{ query: '{ __typename }' }]);
    expect(list.error?.message).toBe('Invii una sola operazione per richiesta, non un elenco.');
  });

  it.each([
    {
      ...{ url: '/nowhere', code: 'HTTP.NO_ROUTE' },
      ...{ italian: 'A questo indirizzo non c’è nulla.', english: 'There is nothing at this address.' },
    },
    {
      ...{ url: '/releases/7.exe', code: 'RELEASE.MISSING' },
      italian: 'Non c’è nessun rilascio 7.exe che Lei possa vedere.',
      english: 'There is no release 7.exe that you may see.',
    },
  ])('an answer of HTTP at $url is in either language', async ({ url, code, italian, english }) => {
    for (const [language, message] of [
      ['it', italian],
      ['en', english],
    ] as const) {
      const answer = await request(url, { 'accept-language': language });
      expect(answer).toMatchObject({ status: 404, error: { message, extensions: { code } } });
      expect(answer.headers).toMatchObject({
        'content-language': language,
        vary: 'accept, accept-language, authorization',
      });
    }
    expect((await request(url, {})).error?.message).toBe(english);
    expect((await request(`${url}?lang=it`, { 'accept-language': 'en' })).error?.message).toBe(italian);
  });

  it('an address that cannot be read, and a body that breaks off, are told so in Italian', async () => {
    const garbled = await request('/%E0%A4%A', { 'accept-language': 'it' });
    expect(garbled.error).toMatchObject({ extensions: { code: 'HTTP.400' } });
    expect(garbled.error?.message).toMatch(/^La richiesta non si può leggere/);
    const { body } = await world.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'accept-language': 'it' },
      payload: '{ "query": ',
    });
    expect(body).toContain('La richiesta non si può leggere');
  });

  it('an upload in pieces is told what it did wrong in Italian', async () => {
    const answer = await request('/uploads/tus', { 'accept-language': 'it' }, {});
    expect(answer.status).toBe(412);
    expect(answer.error?.message).toBe('Con ogni richiesta invii l’intestazione Tus-Resumable: 1.0.0.');
  });
});
