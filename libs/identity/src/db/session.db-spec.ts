import type { PersonId } from '#kernel';
import { readConfig } from '#platform';
import fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { Bearers } from '../app/bearers';
import { IdentityService } from '../app/identity.service';
import { MembersBook } from '../app/members-book';
import { SessionService } from '../app/session.service';
import { TokenMint } from '../app/token-mint';
import type { SessionTokens } from '../domain/session';
import { ApiTokenStore } from './api-token.store';
import { BearerStore } from './bearer.store';
import { MembersStore } from './members.store';
import { SessionStore } from './session.store';

const SYSTEM = { id: 'system:test' };
const tokenInvalid = { kind: 'unauthenticated', code: 'IDENTITY.TOKEN_INVALID' };
const meanwhile = { kind: 'conflict', code: 'SESSION.REFRESHED_MEANWHILE' };
const reused = { kind: 'unauthenticated', code: 'SESSION.REFRESH_REUSED' };

describe('sessions', () => {
  let platform: TestPlatform;
  let sessions: SessionService;
  let identities: IdentityService;
  let personId: PersonId;

  beforeAll(async () => {
    platform = await testPlatform();
    const mint = new TokenMint(readConfig({ NODE_ENV: 'test' }));
    const bearers = new Bearers(platform.db, new BearerStore(), platform.clock);
    sessions = new SessionService(platform.work, platform.db, new SessionStore(), mint);
    identities = new IdentityService(platform.work, platform.db, bearers, new ApiTokenStore(), mint);
    const book = new MembersBook(new MembersStore());
    const ada = { name: 'Ada', email: 'ada@coop.example', language: 'it' } as const;
    ({ id: personId } = await platform.work.run(SYSTEM, (tx) => book.addPerson(tx, ada)));
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    platform.clock.offsetMs = 0;
  });

  const open = (wantsRefresh = true) =>
    platform.work.run(SYSTEM, (tx) => sessions.open(tx, { personId, wantsRefresh, vouched: null }));
  const works = (token: string) =>
    identities.authenticate(token).then(
      () => true,
      () => false,
    );
  const refresh = ({ refreshToken = '' }: SessionTokens) => sessions.refresh(refreshToken);

  it('gives exactly one of many who refresh at once a new pair, and the session goes on with it', async () => {
    const first = await open();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => refresh(first)));
    const pairs = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(pairs).toHaveLength(1);
    for (const refusal of refusals) expect(refusal).toMatchObject(meanwhile);
    expect(await works(pairs[0]?.token ?? '')).toBe(true);
    expect(await works(first.token)).toBe(false);
    for (const pair of pairs) await refresh(pair);
  });

  it('ends the whole session, and remembers it, when a token comes back later', async () => {
    const first = await open();
    const second = await refresh(first);
    platform.clock.offsetMs += 11_000;
    const outcomes = await Promise.allSettled([refresh(first), refresh(first), refresh(second)]);
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'refreshed',
    );
    expect(codes.filter((code) => code === reused.code)).toHaveLength(1);
    expect(await works(second.token)).toBe(false);
    await expect(refresh(second)).rejects.toMatchObject(tokenInvalid);
    const [event] = await platform.db.query<{ type: string }>(
      `select type from platform.event where type = 'session.refresh-reused'`,
    );
    expect(event).toBeDefined();
  });

  it('lasts an hour at a time, thirty days unused and ninety in all', async () => {
    let pair = await open();
    platform.clock.advanceMinutes(59);
    expect(await works(pair.token)).toBe(true);
    platform.clock.advanceMinutes(2);
    expect(await works(pair.token)).toBe(false);
    for (const days of [29, 29, 29]) {
      platform.clock.advanceDays(days);
      pair = await refresh(pair);
    }
    platform.clock.advanceDays(4);
    await expect(refresh(pair)).rejects.toMatchObject(tokenInvalid);

    platform.clock.offsetMs = 0;
    const unused = await open();
    platform.clock.advanceDays(30);
    await expect(refresh(unused)).rejects.toMatchObject(tokenInvalid);
  });

  it.each(['', 'grf_', `grf_${'a'.repeat(43)}`, `grs_${'a'.repeat(43)}`, '\0', "' or true --"])(
    'refreshes nothing by %j',
    async (token) => {
      await expect(sessions.refresh(token)).rejects.toMatchObject(tokenInvalid);
    },
  );

  it('has no refresh token unless it was asked for, and takes no access token for one', async () => {
    const plain = await open(false);
    expect(plain).toEqual({ token: expect.stringMatching(/^grs_/) as string, expiresAt: expect.any(Date) as Date });
    await expect(sessions.refresh(plain.token)).rejects.toMatchObject(tokenInvalid);
    await expect(identities.authenticate((await open()).refreshToken ?? '')).rejects.toMatchObject(tokenInvalid);
  });

  it('ends while it is refreshed: never both a new pair that works and a revocation that was answered', async () => {
    for (let i = 0; i < 10; i++) {
      const first = await open();
      const by = await identities.authenticate(first.token);
      const [refreshed] = await Promise.allSettled([refresh(first), sessions.revoke(by, null)]);
      const token = refreshed.status === 'fulfilled' ? refreshed.value.token : first.token;
      expect(await works(token)).toBe(false);
    }
  });

  it('never has two pairs that work, whatever is presented when and how often', async () => {
    const step = fc.record({ age: fc.nat(3), times: fc.integer({ min: 1, max: 4 }), afterSeconds: fc.nat(25) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const pairs = [await open()];
        for (const { age, times, afterSeconds } of steps) {
          platform.clock.offsetMs += afterSeconds * 1000;
          const presented = pairs.at(-1 - age) ?? pairs[0];
          if (!presented) throw new Error('There is always a first pair.');
          const outcomes = await Promise.allSettled(Array.from({ length: times }, () => refresh(presented)));
          const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
          // Only the newest token makes a pair, and at most one.
          expect(made.length).toBeLessThanOrEqual(presented === pairs.at(-1) ? 1 : 0);
          pairs.push(...made);
          const working = await Promise.all(pairs.map(({ token }) => works(token)));
          expect(working.slice(0, -1).some(Boolean)).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('keeps no token where somebody could read it', async () => {
    const { token, refreshToken = '' } = await open();
    const rows = await platform.db.query<{ text: string }>(`
      select s::text as text from identity.session s union all select r::text from identity.refresh_token r
      union all select e::text from platform.event e`);
    const everything = rows.map(({ text }) => text).join('\n');
    for (const secret of [token, refreshToken, token.slice(4), refreshToken.slice(4)]) {
      expect(everything).not.toContain(secret);
    }
  });
});
