import { MembersBook, SEND_SIGN_IN_LINK, SignInLinkSender, type SignInLinkId } from '#identity';
import type { OutboxId } from '#kernel';
import { Database, readConfig, readMailbox, UnitOfWork, type StoredMail } from '#platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiModule } from '../../apps/api/src/api.module';
import { createApi } from '../../apps/api/src/shared/create-api';
import { createTestDatabase, TestClock, type TestDatabase } from '../support/test-database';

const HOSTILE = resolve(__dirname, '../../../shared/data/hostile_input/blns.json');
const SYSTEM = { id: 'system:test' };
const ME = '{ me { email scopes memberships { role organisation { name kind } federations { name } } } }';
const ASK = 'mutation ($email: String!) { requestSignIn(email: $email) }';
const CREATE =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id name scopes } } }';

type Answer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: { code: string; kind: string } }[];
};

describe('signing in over HTTP', () => {
  const clock = new TestClock();
  let database: TestDatabase;
  let directory: string;
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'granaio-sign-in-'));
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, GRANAIO_DATA: directory });
    app = await createApi(config, ApiModule.forRoot(config, clock));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    clock.offsetMs = 0;
  });

  let people = 0;
  const addPerson = (language: 'it' | 'en' = 'it') => {
    people += 1;
    const person = { name: 'Ada <script>', email: `ada${people}@coop.example`, language };
    return app.get(UnitOfWork).run(SYSTEM, async (tx) => {
      const book = app.get(MembersBook);
      const { id: personId } = await book.addPerson(tx, person);
      const { id: organisationId } = await book.addOrganisation(tx, { name: 'Coop', kind: 'socialEnterprise' });
      const { id: federationId } = await book.addFederation(tx, { name: 'Torino' });
      await book.affiliate(tx, { organisationId, federationId, since: '2020-01-01' });
      await book.enrol(tx, { personId, organisationId, role: 'member', joinedOn: '2020-01-01' });
      return person.email;
    });
  };
  const graphql = async (query: string, variables: object = {}, token?: string): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

  /** Does what the worker does with the promises. */
  const send = async () => {
    const sender = app.get(SignInLinkSender);
    const promises = await app
      .get(Database)
      .query<{ id: OutboxId; payload: { linkId: SignInLinkId } }>(
        'select id, payload from platform.outbox where queue = $1 and done_at is null order by created_at',
        [SEND_SIGN_IN_LINK.queue],
      );
    for (const { id, payload } of promises) await sender.send({ id: 'system:test', outboxId: id }, payload.linkId);
    return promises.length;
  };
  const mailTo = async (email: string): Promise<StoredMail> => {
    const mail = (await readMailbox(join(directory, 'mail'))).findLast(({ to }) => to === email);
    if (!mail) throw new Error(`No mail for ${email}.`);
    return mail;
  };
  const linkFor = async (email: string) => {
    await graphql(ASK, { email });
    await send();
    return /token=(grl_[\w-]+)/.exec((await mailTo(email)).text)?.[1] ?? '';
  };
  const useLink = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
      body: new URLSearchParams({ token }).toString(),
    });
  const signIn = async (email: string) => {
    const { token } = (await (await useLink(await linkFor(email))).json()) as { token: string };
    return token;
  };

  it('goes from an address to a session, by a page that uses nothing and a button that uses the link', async () => {
    const email = await addPerson('it');
    const link = await linkFor(email);
    for (let i = 0; i < 3; i++) {
      const page = await fetch(`${url}/sign-in?token=${link}`, { headers: { 'accept-language': 'en-GB' } });
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await page.text()).toContain(`<input type="hidden" name="token" value="${link}"`);
    }
    const signedIn = await useLink(link, { accept: 'text/html', 'accept-language': 'it' });
    const html = await signedIn.text();
    expect(html).toContain('<html lang="it">');
    expect(signedIn.headers.get('set-cookie')).toBeNull();
    const token = /grs_[\w-]{43}/.exec(html)?.[0] ?? '';

    expect(await graphql(ME, {}, token)).toEqual({
      data: {
        me: {
          email,
          scopes: null,
          memberships: [
            {
              role: 'MEMBER',
              organisation: { name: 'Coop', kind: 'SOCIAL_ENTERPRISE' },
              federations: [{ name: 'Torino' }],
            },
          ],
        },
      },
    });
    expect((await useLink(link)).status).toBe(422);
    expect((await useLink(link, { accept: 'text/html' })).status).toBe(410);
    expect((await fetch(`${url}/sign-in?token=${link}`)).status).toBe(410);

    expect(await graphql('mutation { signOut }', {}, token)).toEqual({ data: { signOut: true } });
    expect(codes(await graphql(ME, {}, token))).toEqual(['IDENTITY.TOKEN_INVALID']);
  });

  it('lets one of ten who press the button together in', async () => {
    const link = await linkFor(await addPerson());
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await useLink(link)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 422)).toHaveLength(9);
  });

  it('says the same, and does the same, for an address that nobody has', async () => {
    const known = await graphql(ASK, { email: await addPerson() });
    const unknown = await graphql(ASK, { email: 'nobody@coop.example' });
    expect(unknown).toEqual(known);
    expect(await send()).toBe(2);
  });

  it('drops the sixth request in silence', async () => {
    const email = await addPerson();
    const answers = await Promise.all(Array.from({ length: 8 }, () => graphql(ASK, { email })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await send()).toBe(5);
  });

  it('refuses a link from the sixteenth minute on', async () => {
    const link = await linkFor(await addPerson());
    clock.advanceMinutes(16);
    expect((await useLink(link)).status).toBe(422);
  });

  it.each(['Bearer grs_x', `Bearer grs_${'a'.repeat(43)}`, `Bearer grl_${'a'.repeat(43)}`, 'Basic YTpi', 'Bearer a b'])(
    'knows nobody by %j, and says so in one way',
    async (authorization) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: ME }),
      });
      const answer = (await response.json()) as Answer;
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'IDENTITY.TOKEN_INVALID', kind: 'unauthenticated' });
    },
  );

  it('knows nobody without a token, nor by a cookie', async () => {
    expect(await graphql(ME)).toEqual({ data: { me: null } });
    const token = await signIn(await addPerson());
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `token=${token}; session=${token}` },
      body: JSON.stringify({ query: ME }),
    });
    expect(await response.json()).toEqual({ data: { me: null } });
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const create = { input: { name: 'x', scopes: ['READ'], expiresAt: soon } };
    expect(codes(await graphql(CREATE, create))).toEqual(['POLICY.SIGN_IN_FIRST']);
  });

  it('gives programs a token that is shown once, works in its scopes, and makes no other', async () => {
    const session = await signIn(await addPerson());
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const create = { input: { name: 'export', scopes: ['READ', 'EXTRACT'], expiresAt: soon } };
    const made = await graphql(CREATE, create, session);
    const { secret, apiToken } = made.data?.['createApiToken'] as { secret: string; apiToken: { id: string } };

    expect(await graphql('{ me { scopes } }', {}, secret)).toEqual({ data: { me: { scopes: ['READ', 'EXTRACT'] } } });
    expect(codes(await graphql(CREATE, create, secret))).toEqual(['TOKEN.SESSION_NEEDED']);
    expect(JSON.stringify(await graphql('{ apiTokens { id name scopes expiresAt } }', {}, session))).not.toContain(
      'grt_',
    );
    const revoke = 'mutation ($id: ID!) { revokeApiToken(id: $id) { revokedAt } }';
    expect(codes(await graphql(revoke, { id: apiToken.id }, session))).toBeUndefined();
    expect(codes(await graphql(ME, {}, secret))).toEqual(['IDENTITY.TOKEN_INVALID']);
    expect(codes(await graphql(revoke, { id: "' or true --" }, session))).toEqual(['TOKEN.MISSING']);
  });

  it('writes no mail’s text into a page as markup', async () => {
    await linkFor(await addPerson('en'));
    const mailbox = await (await fetch(`${url}/dev/mailbox`)).text();
    expect(mailbox).toMatch(/<a href="http[^"]+\/sign-in\?token=grl_/);
    expect(mailbox).toContain('Ada &lt;script&gt;');
    expect(mailbox).not.toContain('<script');
    const page = await fetch(`${url}/sign-in?token=${encodeURIComponent('"><script>')}`);
    expect(await page.text()).not.toContain('<script');
  });

  it('serves the explorer from its own disk, and nothing around it', async () => {
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain('<base href="/explorer/">');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    for (const asset of ['main.js', 'styles.css', 'polyfills.js', 'initial_options.js']) {
      expect((await fetch(`${url}/explorer/${asset}`)).status).toBe(200);
    }
    for (const path of ['%2e%2e/index.js', '..%2findex.js', '..%2f..%2fpackage.json', 'nowhere']) {
      expect((await fetch(`${url}/explorer/${path}`)).status).toBe(404);
    }
  });

  it('has no development pages where the configuration has none', async () => {
    const config = readConfig({
      NODE_ENV: 'production',
      GRANAIO_SECRET: 's'.repeat(40),
      DATABASE_URL: database.url,
      GRANAIO_DATA: directory,
    });
    const production = await createApi(config, ApiModule.forRoot(config));
    try {
      await production.listen(0, '127.0.0.1');
      const at = await production.getUrl();
      for (const path of ['/', '/dev/mailbox', '/explorer/main.js']) expect((await fetch(at + path)).status).toBe(404);
      expect(await (await fetch(`${at}/health`)).json()).toEqual({ status: 'ok' });
    } finally {
      await production.close();
    }
  });

  it('tells a supervisor that it lives and that it is ready', async () => {
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/ready`)).json()).toMatchObject({ status: 'ok', jobs: { failed: 0 } });
  });

  const hostile = existsSync(HOSTILE) ? (JSON.parse(readFileSync(HOSTILE, 'utf8')) as string[]) : [];
  (hostile.length > 0 ? it : it.skip)(
    'takes no text as an excuse to break (needs the hostile strings beside the project)',
    async () => {
      const session = await signIn(await addPerson());
      const soon = new Date(Date.now() + 86_400_000).toISOString();
      const made: string[] = [];
      for (const text of hostile) {
        const asked = await graphql(ASK, { email: text });
        expect(codes(asked) ?? ['sent']).toEqual([
          expect.stringMatching(/^(sent|EMAIL\.INVALID|TEXT\.NUL_CHARACTER)$/),
        ]);
        await graphql(ASK, { email: `${text}@coop.example` }).then((answer) => {
          expect(codes(answer) ?? []).not.toContain('INTERNAL');
        });
        const answer = await graphql(CREATE, { input: { name: text, scopes: ['READ'], expiresAt: soon } }, session);
        const [code] = codes(answer) ?? ['made'];
        expect(code).toMatch(/^(made|NAME\.INVALID|TEXT\.NUL_CHARACTER|TOKEN\.TOO_MANY)$/);
        const token = answer.data?.['createApiToken'] as { apiToken: { id: string; name: string } } | undefined;
        if (!token) continue;
        expect(token.apiToken.name).toBe(text.trim().normalize('NFC'));
        made.push(text);
        await graphql('mutation ($id: ID!) { revokeApiToken(id: $id) { id } }', { id: token.apiToken.id }, session);
      }
      expect(made.length).toBeGreaterThan(300);
    },
  );
});
