import { isId, missing, newId, type PersonId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { Injectable } from '@nestjs/common';
import { ApiTokenStore } from '../db/api-token.store';
import {
  assertSession,
  checkedTokenRequest,
  type ApiToken,
  type ApiTokenId,
  type ApiTokenRequest,
} from '../domain/api-token';
import { tokenInvalid } from '../domain/errors';
import type { Identity } from '../domain/identity';
import { Bearers } from './bearers';
import { TokenMint } from './token-mint';

/** Who is asking, and the tokens that programs use. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly bearers: Bearers,
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
    const identity = await this.find(id);
    if (!identity) throw missing('person', id);
    return identity;
  }

  /** The same, of whom may be in no book; null: is in none. */
  async find(id: PersonId): Promise<Identity | null> {
    return (isId(id) && (await this.bearers.person(id))) || null;
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
}
