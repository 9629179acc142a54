import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { SessionId } from '../domain/identity';
import type { ProviderId } from '../domain/provider';

export type StoredAttempt = {
  readonly providerId: ProviderId;
  /** Nonce and PKCE verifier. */
  readonly sealed: string;
  readonly wantsRefresh: boolean;
  /** Whose session adds an account; null: a sign-in. */
  readonly linkSessionId: SessionId | null;
};
export type StoredTicket = { readonly sessionId: SessionId; readonly providerId: ProviderId };
type Keys = { readonly stateHash: string; readonly browserHash: string };

@Injectable()
export class SignInAttemptStore {
  async forgetExpired(tx: Queryable, now: Date): Promise<void> {
    await tx.query('delete from identity.sign_in_attempt where expires_at <= $1', [now]);
    await tx.query('delete from identity.link_ticket where expires_at <= $1', [now]);
  }

  async add(tx: Queryable, { stateHash, browserHash }: Keys, attempt: StoredAttempt, expiresAt: Date): Promise<void> {
    await tx.query(
      `insert into identity.sign_in_attempt
         (state_hash, browser_hash, provider_id, sealed, wants_refresh, link_session_id, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[stateHash, browserHash, attempt.providerId, attempt.sealed],
        ...[attempt.wantsRefresh, attempt.linkSessionId, expiresAt],
      ],
    );
  }

  /** Takes an attempt out, which works once, and in its own browser only. */
  async take(
    tx: Queryable,
    { stateHash, browserHash }: Keys,
    providerId: ProviderId,
    now: Date,
  ): Promise<StoredAttempt | undefined> {
    const [row] = await tx.query<StoredAttempt>(
      `delete from identity.sign_in_attempt
       where state_hash = $1 and browser_hash = $2 and provider_id = $3 and expires_at > $4
       returning provider_id as "providerId", sealed, wants_refresh as "wantsRefresh", link_session_id as "linkSessionId"`,
      [stateHash, browserHash, providerId, now],
    );
    return row;
  }

  async addTicket(tx: Queryable, tokenHash: string, ticket: StoredTicket, expiresAt: Date): Promise<void> {
    await tx.query(
      'insert into identity.link_ticket (token_hash, session_id, provider_id, expires_at) values ($1, $2, $3, $4)',
      [tokenHash, ticket.sessionId, ticket.providerId, expiresAt],
    );
  }

  async ticket(on: Queryable, tokenHash: string, now: Date): Promise<StoredTicket | undefined> {
    const [row] = await on.query<StoredTicket>(
      `select session_id as "sessionId", provider_id as "providerId" from identity.link_ticket
       where token_hash = $1 and expires_at > $2`,
      [tokenHash, now],
    );
    return row;
  }

  /** @returns whether this call was the one that used the ticket up */
  async useTicket(tx: Queryable, tokenHash: string): Promise<boolean> {
    const rows = await tx.query('delete from identity.link_ticket where token_hash = $1 returning session_id', [
      tokenHash,
    ]);
    return rows.length === 1;
  }
}
