import { newId } from '#kernel';
import { Database, DEVELOPMENT_SECRET, readConfig, type Mailer } from '#platform';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { Bearers } from '../app/bearers';
import { IdentityService } from '../app/identity.service';
import { MembersBook } from '../app/members-book';
import { SessionService } from '../app/session.service';
import { SignInLinkSender } from '../app/sign-in-link-sender';
import { SignInLinkService } from '../app/sign-in-link.service';
import { TokenMint } from '../app/token-mint';
import type { Identity, SignInLinkId } from '../domain/identity';
import { ApiTokenStore } from './api-token.store';
import { BearerStore } from './bearer.store';
import { MembersStore } from './members.store';
import { SessionStore } from './session.store';
import { SignInStore } from './sign-in.store';

const SYSTEM = { id: 'system:test' };
const config = readConfig({ NODE_ENV: 'test', GRANAIO_PUBLIC_URL: 'https://granaio.example/' });

/** The pool itself, which also counts how often it was asked who holds a token. */
class CountingDatabase extends Database {
  statements = 0;

  override prepared<Row extends object>(name: string, sql: string, params: readonly unknown[]): Promise<Row[]> {
    this.statements += 1;
    return super.prepared<Row>(name, sql, params);
  }
}

describe('identity', () => {
  let platform: TestPlatform;
  let database: CountingDatabase;
  let identities: IdentityService;
  let sessions: SessionService;
  let signIns: SignInLinkService;
  let sender: SignInLinkSender;
  const book = new MembersBook(new MembersStore());
  const mails: { to: string; subject: string; text: string }[] = [];
  let mailFails = false;

  beforeAll(async () => {
    platform = await testPlatform();
    database = new CountingDatabase(platform.dataSource);
    const [mint, links] = [new TokenMint(config), new SignInStore()];
    const bearers = new Bearers(database, new BearerStore(), platform.clock);
    identities = new IdentityService(platform.work, database, bearers, new ApiTokenStore(), mint);
    sessions = new SessionService(platform.work, database, new SessionStore(), mint);
    signIns = new SignInLinkService(platform.work, database, links, sessions, mint);
    const mailer: Mailer = {
      send: (mail) => {
        if (mailFails) return Promise.reject(new Error('The mail server is down.'));
        mails.push(mail);
        return Promise.resolve({ messageId: `<${mails.length}@coop.example>` });
      },
    };
    sender = new SignInLinkSender(platform.work, links, mint, mailer, config);
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    mails.length = 0;
    mailFails = false;
    platform.clock.offsetMs = 0;
  });

  let people = 0;
  const addPerson = (language: 'it' | 'en' = 'it') => {
    people += 1;
    const email = `person${people}@coop.example`;
    return platform.work.run(SYSTEM, (tx) => book.addPerson(tx, { name: `Person ${people}`, email, language }));
  };
  const promisedLinks = async (): Promise<SignInLinkId[]> => {
    const rows = await database.query<{ id: SignInLinkId }>(
      `select payload->>'linkId' as id from platform.outbox where queue = 'identity.send-sign-in-link' order by created_at`,
    );
    return rows.map(({ id }) => id);
  };
  const askLink = async (email: string) => {
    await signIns.request(email);
    const id = (await promisedLinks()).at(-1);
    if (!id) throw new Error('No link was promised.');
    return id;
  };
  const tokenIn = (text: string | undefined) => /token=(grl_[\w-]+)/.exec(text ?? '')?.[1] ?? '';
  const linkFor = async (email: string) => {
    await sender.send(SYSTEM, await askLink(email));
    return tokenIn(mails.at(-1)?.text);
  };
  const signIn = async (email: string) => (await signIns.consume(await linkFor(email))).token;
  const invalidToken = { kind: 'unauthenticated', code: 'IDENTITY.TOKEN_INVALID' };
  const invalidLink = { kind: 'refused', code: 'IDENTITY.LINK_INVALID' };
  const eventTypes = async () =>
    (await database.query<{ type: string }>('select type from platform.event order by seq')).map(({ type }) => type);

  describe('signing in', () => {
    it('mails a link in the person’s language, which signs in once', async () => {
      const ada = await addPerson('it');
      const link = await linkFor(` ${ada.email.toUpperCase()} `);

      expect(mails).toHaveLength(1);
      expect(mails[0]?.to).toBe(ada.email);
      expect(mails[0]?.subject).toContain('collegamento');
      expect(mails[0]?.text).toContain(`https://granaio.example/sign-in?token=${link}`);
      expect(await signIns.read(link)).toEqual({ valid: true });
      expect(await signIns.read(link)).toEqual({ valid: true });

      const { token, expiresAt } = await signIns.consume(link);
      expect(token).toMatch(/^grs_[\w-]{43}$/);
      expect(Math.round((expiresAt.getTime() - (await platform.work.now()).getTime()) / 86_400_000)).toBe(30);
      expect(await identities.authenticate(token)).toMatchObject({ personId: ada.id, email: ada.email, scopes: 'all' });
      expect(await signIns.read(link)).toEqual({ valid: false });
      await expect(signIns.consume(link)).rejects.toMatchObject(invalidLink);
      expect((await eventTypes()).slice(-4)).toEqual([
        'sign-in-link.requested',
        'sign-in-link.made',
        'sign-in-link.sent',
        'person.signed-in',
      ]);
    });

    it('opens a session that is refreshed, where a program asks for one', async () => {
      const { email } = await addPerson();
      const { token, refreshToken = '' } = await signIns.consume(await linkFor(email), { wantsRefresh: true });
      expect(await identities.authenticate(token)).toMatchObject({ email });
      expect(await sessions.refresh(refreshToken)).toMatchObject({ token: expect.any(String) as string });
    });

    it('lets exactly one of many who use a link at once in', async () => {
      const { email } = await addPerson();
      const link = await linkFor(email);
      const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => signIns.consume(link)));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(invalidLink);
      }
    });

    it('ends with the fifteenth minute', async () => {
      const { email } = await addPerson();
      const link = await linkFor(email);
      platform.clock.advanceMinutes(15);
      expect(await signIns.read(link)).toEqual({ valid: false });
      await expect(signIns.consume(link)).rejects.toMatchObject(invalidLink);
    });

    it('does the same, and sends nothing, for an address that nobody has', async () => {
      const before = (await eventTypes()).length;
      const id = await askLink('nobody@coop.example');
      expect((await eventTypes()).slice(before)).toEqual(['sign-in-link.requested']);
      await sender.send(SYSTEM, id);
      expect(mails).toEqual([]);
    });

    it('keeps no address of a stranger, and no address or secret in the journal or a payload', async () => {
      const { email } = await addPerson();
      const token = await signIn(email);
      await askLink('stranger@elsewhere.example');
      const rows = await database.query<{ text: string }>(`
        select l::text as text from identity.sign_in_link l
        union all select e::text from platform.event e
        union all select o::text from platform.outbox o
        union all select s::text from identity.session s`);
      const everything = rows.map(({ text }) => text).join('\n');
      for (const secret of ['@coop.example', 'stranger', token, token.slice(4), 'grl_', 'grs_']) {
        expect(everything).not.toContain(secret);
      }
    });

    it('drops the sixth request in fifteen minutes in silence, also when all arrive at once', async () => {
      const { email } = await addPerson();
      const before = (await promisedLinks()).length;
      await Promise.all(Array.from({ length: 9 }, () => signIns.request(email)));
      expect((await promisedLinks()).length - before).toBe(5);

      platform.clock.advanceMinutes(16);
      await signIns.request(email);
      expect((await promisedLinks()).length - before).toBe(6);
    });

    it('makes a new secret when sending is tried again, and the old one stops working', async () => {
      const { email } = await addPerson('en');
      const id = await askLink(email);
      mailFails = true;
      await expect(sender.send(SYSTEM, id)).rejects.toThrow('The mail server is down.');
      mailFails = false;
      await sender.send(SYSTEM, id);
      await sender.send(SYSTEM, id);

      expect(mails).toHaveLength(1);
      expect(mails[0]?.subject).toContain('sign in');
      expect(await signIns.read(tokenIn(mails[0]?.text))).toEqual({ valid: true });
    });

    it.each(['', 'grl_', `grs_${'a'.repeat(43)}`, `grl_${'a'.repeat(43)}`, '\0', "' or 1=1 --"])(
      'refuses %j as a link',
      async (token) => {
        expect(await signIns.read(token)).toEqual({ valid: false });
        await expect(signIns.consume(token)).rejects.toMatchObject(invalidLink);
      },
    );
  });

  describe('a session', () => {
    it('ends at once when its owner signs out, and for nobody else', async () => {
      const [ada, ben] = [await addPerson(), await addPerson()];
      const [tokenOfAda, tokenOfBen] = [await signIn(ada.email), await signIn(ben.email)];
      const [adaNow, benNow] = [await identities.authenticate(tokenOfAda), await identities.authenticate(tokenOfBen)];

      await sessions.signOut(benNow, tokenOfAda);
      expect(await identities.authenticate(tokenOfAda)).toMatchObject({ personId: ada.id });
      await sessions.signOut(adaNow, tokenOfAda);
      await sessions.signOut(adaNow, tokenOfAda);
      await expect(identities.authenticate(tokenOfAda)).rejects.toMatchObject(invalidToken);
      expect(await identities.authenticate(tokenOfBen)).toMatchObject({ personId: ben.id });
    });

    it('lasts thirty days', async () => {
      const { email } = await addPerson();
      const token = await signIn(email);
      platform.clock.advanceMinutes(30 * 24 * 60 - 1);
      await identities.authenticate(token);
      platform.clock.advanceMinutes(2);
      await expect(identities.authenticate(token)).rejects.toMatchObject(invalidToken);
    });

    it('is asked for once by all who arrive together', async () => {
      const tokens = [await signIn((await addPerson()).email), await signIn((await addPerson()).email)];
      const before = database.statements;
      const all = [...tokens, ...tokens, `grs_${'x'.repeat(43)}`].map((token) => identities.authenticate(token));
      const outcomes = await Promise.allSettled(all);

      expect(outcomes.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected']);
      expect(database.statements - before).toBe(1);
    });
  });

  describe('an API token', () => {
    const inDays = (days: number) => new Date(new Date().getTime() + days * 86_400_000);
    const ask = { name: 'nightly export', scopes: ['read', 'extract'] as const, expiresAt: inDays(30) };
    let by: Identity;
    beforeAll(async () => {
      by = await identities.authenticate(await signIn((await addPerson()).email));
    });

    it('works within its scopes until it is revoked', async () => {
      const { id, token, ...made } = await identities.createApiToken(by, ask);
      expect(token).toMatch(/^grt_[\w-]{43}$/);
      expect(made).toMatchObject({ name: 'nightly export', scopes: ['read', 'extract'] });
      expect(await identities.authenticate(token)).toMatchObject({
        personId: by.personId,
        scopes: ['read', 'extract'],
      });
      expect(await identities.apiTokens(by)).toEqual([{ id, ...made }]);

      await identities.revokeApiToken(by, id);
      await identities.revokeApiToken(by, id);
      await expect(identities.authenticate(token)).rejects.toMatchObject(invalidToken);
      expect(await identities.apiTokens(by)).toEqual([]);
    });

    it('ends when it said it would', async () => {
      const { token } = await identities.createApiToken(by, ask);
      platform.clock.advanceDays(31);
      await expect(identities.authenticate(token)).rejects.toMatchObject(invalidToken);
    });

    it('makes, revokes and lists no tokens, and signs nobody out', async () => {
      const { token, id } = await identities.createApiToken(by, ask);
      const program = await identities.authenticate(token);
      const refused = { kind: 'refused', code: 'TOKEN.SESSION_NEEDED' };
      await expect(attempt(() => identities.createApiToken(program, ask))).rejects.toMatchObject(refused);
      await expect(identities.revokeApiToken(program, id)).rejects.toMatchObject(refused);
      await expect(identities.apiTokens(program)).rejects.toMatchObject(refused);
      await expect(sessions.signOut(program, token)).rejects.toMatchObject(refused);
    });

    it('of somebody else is missing, like one that never was', async () => {
      const { id } = await identities.createApiToken(by, ask);
      const other = await identities.authenticate(await signIn((await addPerson()).email));
      const missing = { kind: 'missing', code: 'TOKEN.MISSING' };
      await expect(identities.revokeApiToken(other, id)).rejects.toMatchObject(missing);
      await expect(identities.revokeApiToken(other, newId())).rejects.toMatchObject(missing);
      await expect(identities.revokeApiToken(other, "'; drop" as typeof id)).rejects.toMatchObject(missing);
    });

    it('is counted exactly when many are asked for at once', async () => {
      const other = await identities.authenticate(await signIn((await addPerson()).email));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 55 }, () => identities.createApiToken(other, ask)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    });
  });

  it('keeps hashes that another secret does not recognise', () => {
    const other = readConfig({ NODE_ENV: 'test', GRANAIO_SECRET: `${DEVELOPMENT_SECRET}2` });
    const { token, hash } = new TokenMint(config).mint('session');
    expect(new TokenMint(config).recognise(token, 'session')).toBe(hash);
    expect(new TokenMint(other).recognise(token, 'session')).not.toBe(hash);
    expect(new TokenMint(config).recognise(token, 'link', 'apiToken')).toBeUndefined();
  });
});

const attempt = async <T>(work: () => Promise<T>): Promise<T> => work();
