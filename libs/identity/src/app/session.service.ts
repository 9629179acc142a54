import { isId, missing, newId, type PersonId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { SessionStore, type Vouched } from '../db/session.store';
import { assertSession } from '../domain/api-token';
import { sessionNeeded, tokenInvalid } from '../domain/errors';
import type { Identity, SessionId } from '../domain/identity';
import {
  ACCESS_MINUTES,
  judgeRefresh,
  MAX_SESSION_DAYS,
  REFRESH_DAYS,
  refreshedMeanwhile,
  refreshReused,
  SESSION_DAYS,
  type Session,
  type SessionTokens,
} from '../domain/session';
import { minutesAfter } from '../domain/sign-in';
import { TokenMint } from './token-mint';

const HOLDER = { id: 'system:identity.refresh' };
const daysAfter = (at: Date, days: number): Date => minutesAfter(at, days * 24 * 60);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

type SignIn = { readonly personId: PersonId; readonly wantsRefresh: boolean; readonly vouched: Vouched | null };
type Pair = { readonly sessionId: SessionId; readonly createdAt: Date; readonly now: Date };

/** Sessions: how they begin, go on and end, and which of them a person has. */
@Injectable()
export class SessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly store: SessionStore,
    private readonly mint: TokenMint,
  ) {}

  /** Begins a session of 30 days; or, where it is to be refreshed, one whose token works for an hour at a time. */
  async open(tx: Transaction, { personId, wantsRefresh, vouched }: SignIn): Promise<SessionTokens> {
    const [now, id] = [await tx.now(), newId<SessionId>()];
    const { token, hash: tokenHash } = this.mint.mint('session');
    const expiresAt = wantsRefresh ? minutesAfter(now, ACCESS_MINUTES) : daysAfter(now, SESSION_DAYS);
    const refreshableUntil = wantsRefresh ? daysAfter(now, REFRESH_DAYS) : null;
    await this.store.add(tx, { id, personId, tokenHash, createdAt: now, expiresAt, refreshableUntil, vouched });
    const providerId = vouched?.providerId ?? null;
    tx.record({ type: 'person.signed-in', personId, sessionId: id, providerId }, { id: personId });
    if (!wantsRefresh) return { token, expiresAt };
    return { token, expiresAt, ...(await this.addRefreshToken(tx, { sessionId: id, createdAt: now, now })) };
  }

  /**
   * Gives a new pair for a refresh token, and the pair before stops working. Of two who present the same token at once
   * exactly one gets a pair; the other gets nothing, and the session goes on. Later than that, a used token is in two
   * hands and ends the whole session.
   *
   * @throws IDENTITY.TOKEN_INVALID, SESSION.REFRESHED_MEANWHILE, SESSION.REFRESH_REUSED
   */
  async refresh(token: string): Promise<SessionTokens> {
    const hash = this.mint.recognise(token, 'refresh');
    if (!hash) throw tokenInvalid();
    const pair = await this.work.run(HOLDER, (tx) => this.rotate(tx, hash));
    if (!pair) throw refreshReused(); // after the commit, which ended the session
    return pair;
  }

  /** Ends the session of this token; again, it changes nothing. @throws TOKEN.SESSION_NEEDED for an API token */
  async signOut(by: Identity, token: string): Promise<void> {
    const hash = this.mint.recognise(token, 'session');
    if (!hash) throw sessionNeeded();
    await this.work.run({ id: by.personId }, async (tx) => {
      const sessionId = await this.store.endByToken(tx, hash, by.personId, await tx.now());
      if (sessionId) tx.record({ type: 'person.signed-out', personId: by.personId, sessionId });
      else tx.unchanged(undefined);
    });
  }

  /** The caller's sessions that still work or can be refreshed, newest first. @throws TOKEN.SESSION_NEEDED */
  async list(by: Identity): Promise<Session[]> {
    assertSession(by);
    return this.store.ofPerson(this.database, by.personId, await this.work.now());
  }

  /**
   * Ends one of the caller's sessions, at once; again, it changes nothing.
   *
   * @param id null: that of this request
   * @throws TOKEN.SESSION_NEEDED, SESSION.MISSING
   */
  async revoke(by: Identity, id: SessionId | null): Promise<Session> {
    assertSession(by);
    const wanted = id ?? by.sessionId ?? '';
    if (!isId(wanted)) throw missing('session', wanted);
    return this.work.run({ id: by.personId }, async (tx) => {
      const session = await this.store.lock(tx, wanted as SessionId, by.personId);
      if (!session) throw missing('session', wanted);
      if (session.endedAt) return tx.unchanged(session);
      const endedAt = await tx.now();
      await this.store.end(tx, session.id, endedAt);
      tx.record({ type: 'session.revoked', sessionId: session.id, personId: by.personId });
      return { ...session, endedAt };
    });
  }

  /** Ends all of the caller's sessions, this one too unless it is to stay. API tokens live on. @throws TOKEN.SESSION_NEEDED */
  async revokeAll(by: Identity, keepsCurrent: boolean): Promise<Session[]> {
    assertSession(by);
    return this.work.run({ id: by.personId }, async (tx) => {
      const kept = keepsCurrent ? (by.sessionId ?? null) : null;
      const ended = await this.store.endAll(tx, by.personId, await tx.now(), kept);
      if (ended.length === 0) return tx.unchanged(ended);
      tx.record({ type: 'session.all-revoked', personId: by.personId, sessionIds: ended.map(({ id }) => id) });
      return ended;
    });
  }

  /** @returns undefined where the session was ended, because the token was used before */
  private async rotate(tx: Transaction, hash: string): Promise<SessionTokens | undefined> {
    const session = await this.store.lockByRefreshToken(tx, hash);
    const held = session && (await this.store.refreshToken(tx, hash));
    if (!session || !held) throw tokenInvalid();
    const now = await tx.now();
    const facts = { sessionId: session.id, personId: session.personId };
    switch (judgeRefresh(held, now)) {
      case 'dead':
        throw tokenInvalid();
      case 'together':
        throw refreshedMeanwhile();
      case 'reused':
        await this.store.end(tx, session.id, now);
        tx.record({ type: 'session.refresh-reused', ...facts });
        return undefined;
      case 'rotate':
        await this.store.useRefreshToken(tx, hash, now);
        tx.record({ type: 'session.refreshed', ...facts }, { id: session.personId });
        return this.renew(tx, { sessionId: session.id, createdAt: session.createdAt, now });
    }
  }

  private async renew(tx: Transaction, pair: Pair): Promise<SessionTokens> {
    const { token, hash: tokenHash } = this.mint.mint('session');
    const refresh = await this.addRefreshToken(tx, pair);
    const expiresAt = earlier(minutesAfter(pair.now, ACCESS_MINUTES), refresh.refreshExpiresAt);
    const refreshableUntil = refresh.refreshExpiresAt;
    await this.store.renew(tx, pair.sessionId, pair.now, { tokenHash, expiresAt, refreshableUntil });
    return { token, expiresAt, ...refresh };
  }

  private async addRefreshToken(tx: Transaction, { sessionId, createdAt, now }: Pair) {
    const { token: refreshToken, hash } = this.mint.mint('refresh');
    const refreshExpiresAt = earlier(daysAfter(now, REFRESH_DAYS), daysAfter(createdAt, MAX_SESSION_DAYS));
    await this.store.addRefreshToken(tx, sessionId, hash, refreshExpiresAt);
    return { refreshToken, refreshExpiresAt };
  }
}
