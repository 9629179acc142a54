import { isId, missing, newId, type PersonId } from '#kernel';
import { Database, UnitOfWork, type Principal, type Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { ApiTokenStore } from '../db/api-token.store';
import { SignInStore } from '../db/sign-in.store';
import {
  assertSession,
  checkedTokenRequest,
  type ApiToken,
  type ApiTokenId,
  type ApiTokenRequest,
} from '../domain/api-token';
import { linkInvalid, sessionNeeded, tokenInvalid } from '../domain/errors';
import type { Identity, SessionId, SignInLinkId } from '../domain/identity';
import { normaliseEmail } from '../domain/plain-text';
import { LINK_MINUTES, MAX_LINKS_PER_ADDRESS, minutesAfter, SESSION_DAYS } from '../domain/sign-in';
import { SEND_SIGN_IN_LINK } from '../jobs';
import { Bearers } from './bearers';
import { TokenMint } from './token-mint';

const ANONYMOUS: Principal = { id: 'anonymous' };
const MINUTES_PER_DAY = 24 * 60;

/** Who is asking: signing in and out, and the tokens that programs use. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly bearers: Bearers,
    private readonly signIns: SignInStore,
    private readonly tokens: ApiTokenStore,
    private readonly mint: TokenMint,
  ) {}

  /**
   * Who holds a session's or an API token, with their memberships of today.
   *
   * @throws IDENTITY.TOKEN_INVALID, the same for a token that is unknown, expired, ended or revoked
   */
  async authenticate(token: string): Promise<Identity> {
    const hash = this.mint.recognise(token, 'session', 'apiToken');
    const identity = hash && (await this.bearers.holderOf(hash));
    if (!identity) throw tokenInvalid();
    return identity;
  }

  /** A person as a job must know them, with their memberships of today. @throws PERSON.MISSING */
  async identityOf(id: PersonId): Promise<Identity> {
    const identity = isId(id) ? await this.bearers.person(id) : undefined;
    if (!identity) throw missing('person', id);
    return identity;
  }

  /**
   * Promises a link to whoever has the address; the answer and the work are the same if nobody has it. More than
   * five requests for an address in 15 minutes are dropped in silence.
   *
   * @throws EMAIL.INVALID for what is no address at all
   */
  async requestSignIn(text: string): Promise<void> {
    const email = normaliseEmail(text);
    const hash = this.mint.addressHash(email);
    await this.work.run(ANONYMOUS, async (tx) => {
      await this.signIns.lockAddress(tx, hash);
      const at = await tx.now();
      const recent = await this.signIns.countRequests(tx, hash, minutesAfter(at, -LINK_MINUTES));
      if (recent >= MAX_LINKS_PER_ADDRESS) {
        tx.unchanged(undefined);
        return;
      }
      const linkId = newId<SignInLinkId>();
      await this.signIns.forgetRequests(tx, minutesAfter(at, -MINUTES_PER_DAY));
      await this.signIns.addRequest(tx, linkId, email, { hash, at });
      tx.record({ type: 'sign-in-link.requested', linkId });
      tx.enqueue(SEND_SIGN_IN_LINK, { linkId });
    });
  }

  /** Looks at a link without using it. */
  async readLink(token: string): Promise<{ valid: boolean }> {
    return { valid: (await this.holderOfLink(token)) !== undefined };
  }

  /**
   * Uses a link up and opens a session of 30 days. Of two who use the same link, exactly one gets the session.
   *
   * @throws IDENTITY.LINK_INVALID
   */
  async consumeLink(token: string): Promise<{ token: string; expiresAt: Date }> {
    const personId = await this.holderOfLink(token);
    const linkHash = this.mint.recognise(token, 'link');
    if (!personId || !linkHash) throw linkInvalid();
    return this.work.run({ id: personId }, async (tx) => {
      const now = await tx.now();
      if (!(await this.signIns.consume(tx, linkHash, now))) throw linkInvalid();
      return this.openSession(tx, personId, now);
    });
  }

  /** Ends the session of this token; again, it changes nothing. @throws TOKEN.SESSION_NEEDED for an API token */
  async signOut(by: Identity, token: string): Promise<void> {
    const hash = this.mint.recognise(token, 'session');
    if (!hash) throw sessionNeeded();
    await this.work.run({ id: by.personId }, async (tx) => {
      const sessionId = await this.signIns.endSession(tx, hash, by.personId, await tx.now());
      if (sessionId) tx.record({ type: 'person.signed-out', personId: by.personId, sessionId });
      else tx.unchanged(undefined);
    });
  }

  /**
   * Makes a token for programs. It is shown this once and kept as a hash only.
   *
   * @throws TOKEN.SESSION_NEEDED, TOKEN.SCOPES_INVALID, TOKEN.EXPIRY_INVALID, TOKEN.TOO_MANY, NAME.INVALID
   */
  createApiToken(by: Identity, asked: ApiTokenRequest): Promise<ApiToken & { token: string }> {
    assertSession(by);
    return this.work.run({ id: by.personId }, async (tx) => {
      await this.tokens.lockPerson(tx, by.personId);
      const now = await tx.now();
      const existing = await this.tokens.ofPerson(tx, by.personId, now);
      const request = checkedTokenRequest(asked, now, existing.length);
      const { token, hash } = this.mint.mint('apiToken');
      const made: ApiToken = { id: newId<ApiTokenId>(), ...request, createdAt: now, revokedAt: null };
      await this.tokens.add(tx, made, hash, by.personId);
      tx.record({ type: 'token.created', tokenId: made.id, personId: by.personId, scopes: made.scopes });
      return { ...made, token };
    });
  }

  /** Ends a token at once; again, it changes nothing. @throws TOKEN.SESSION_NEEDED, TOKEN.MISSING */
  async revokeApiToken(by: Identity, id: ApiTokenId): Promise<ApiToken> {
    assertSession(by);
    if (!isId(id)) throw missing('token', id);
    return this.work.run({ id: by.personId }, async (tx) => {
      const token = await this.tokens.lock(tx, id, by.personId);
      if (!token) throw missing('token', id);
      if (token.revokedAt) return tx.unchanged(token);
      const revokedAt = await tx.now();
      await this.tokens.revoke(tx, id, revokedAt);
      tx.record({ type: 'token.revoked', tokenId: id, personId: by.personId });
      return { ...token, revokedAt };
    });
  }

  /** The caller's tokens that still work, newest first. @throws TOKEN.SESSION_NEEDED */
  async apiTokens(by: Identity): Promise<ApiToken[]> {
    assertSession(by);
    return this.tokens.ofPerson(this.database, by.personId, await this.work.now());
  }

  private async openSession(tx: Transaction, by: PersonId, now: Date): Promise<{ token: string; expiresAt: Date }> {
    const { token, hash } = this.mint.mint('session');
    const sessionId = newId<SessionId>();
    const expiresAt = minutesAfter(now, SESSION_DAYS * MINUTES_PER_DAY);
    await this.signIns.addSession(tx, sessionId, { hash, by }, { from: now, until: expiresAt });
    tx.record({ type: 'person.signed-in', personId: by, sessionId });
    return { token, expiresAt };
  }

  private async holderOfLink(token: string): Promise<PersonId | undefined> {
    const hash = this.mint.recognise(token, 'link');
    if (!hash) return undefined;
    return this.signIns.holderOf(this.database, hash, await this.work.now());
  }
}
