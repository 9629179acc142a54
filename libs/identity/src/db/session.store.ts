import type { PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { AccountId } from '../domain/account';
import type { SessionId } from '../domain/identity';
import type { ProviderId } from '../domain/provider';
import type { HeldRefreshToken, Session } from '../domain/session';

/** How somebody signed in through a provider; a link by mail leaves nothing of it. */
export type Vouched = {
  readonly providerId: ProviderId;
  readonly accountId: AccountId;
  readonly providerSession: string | null;
};
export type NewSession = {
  readonly id: SessionId;
  readonly personId: PersonId;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly refreshableUntil: Date | null;
  readonly vouched: Vouched | null;
};
type Renewal = { readonly tokenHash: string; readonly expiresAt: Date; readonly refreshableUntil: Date };
type LockedSession = { readonly id: SessionId; readonly personId: PersonId; readonly createdAt: Date };

const COLUMNS = `id, created_at as "createdAt", refreshed_at as "refreshedAt", ended_at as "endedAt",
  coalesce(refreshable_until, expires_at) as "expiresAt", provider_id as "providerId"`;
const ALIVE = 'ended_at is null and coalesce(refreshable_until, expires_at)';
const MOST_SHOWN = 100;

@Injectable()
export class SessionStore {
  async add(tx: Queryable, { vouched, ...session }: NewSession): Promise<void> {
    await tx.query(
      'delete from identity.session where person_id = $1 and coalesce(refreshable_until, expires_at) < $2',
      [session.personId, session.createdAt],
    );
    await tx.query(
      `insert into identity.session
         (id, token_hash, person_id, created_at, expires_at, refreshable_until, provider_id, account_id, provider_session)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[session.id, session.tokenHash, session.personId, session.createdAt, session.expiresAt],
        ...[session.refreshableUntil, vouched?.providerId ?? null, vouched?.accountId ?? null],
        vouched?.providerSession ?? null,
      ],
    );
  }

  async addRefreshToken(tx: Queryable, sessionId: SessionId, tokenHash: string, expiresAt: Date): Promise<void> {
    await tx.query('insert into identity.refresh_token (token_hash, session_id, expires_at) values ($1, $2, $3)', [
      tokenHash,
      sessionId,
      expiresAt,
    ]);
  }

  /** The session of a refresh token; others who present a token of the same session wait. */
  async lockByRefreshToken(tx: Queryable, tokenHash: string): Promise<LockedSession | undefined> {
    const [row] = await tx.query<LockedSession>(
      `select id, person_id as "personId", created_at as "createdAt" from identity.session
       where id = (select session_id from identity.refresh_token where token_hash = $1) for update`,
      [tokenHash],
    );
    return row;
  }

  /** Read after the lock, and in a statement of its own, which sees what the one before us did. */
  async refreshToken(tx: Queryable, tokenHash: string): Promise<HeldRefreshToken | undefined> {
    const [row] = await tx.query<HeldRefreshToken>(
      `select r.expires_at as "expiresAt", r.used_at as "usedAt", s.ended_at as "sessionEndedAt"
       from identity.refresh_token r join identity.session s on s.id = r.session_id where r.token_hash = $1`,
      [tokenHash],
    );
    return row;
  }

  async useRefreshToken(tx: Queryable, tokenHash: string, at: Date): Promise<void> {
    await tx.query('update identity.refresh_token set used_at = $2 where token_hash = $1', [tokenHash, at]);
  }

  async renew(tx: Queryable, id: SessionId, at: Date, renewal: Renewal): Promise<void> {
    await tx.query(
      `update identity.session set token_hash = $2, expires_at = $3, refreshable_until = $4, refreshed_at = $5
       where id = $1`,
      [id, renewal.tokenHash, renewal.expiresAt, renewal.refreshableUntil, at],
    );
  }

  /** @returns the session that ended now, if it was this person's and had not ended before */
  async endByToken(tx: Queryable, tokenHash: string, by: PersonId, now: Date): Promise<SessionId | undefined> {
    const [row] = await tx.query<{ id: SessionId }>(
      `update identity.session set ended_at = $3
       where token_hash = $1 and person_id = $2 and ended_at is null returning id`,
      [tokenHash, by, now],
    );
    return row?.id;
  }

  /** A person's sessions that still work or can be refreshed, newest first. */
  ofPerson(on: Queryable, personId: PersonId, now: Date): Promise<Session[]> {
    return on.query<Session>(
      `select ${COLUMNS} from identity.session
       where person_id = $1 and ${ALIVE} > $2 order by id desc limit ${MOST_SHOWN}`,
      [personId, now],
    );
  }

  async lock(tx: Queryable, id: SessionId, by: PersonId): Promise<Session | undefined> {
    const [row] = await tx.query<Session>(
      `select ${COLUMNS} from identity.session where id = $1 and person_id = $2 for update`,
      [id, by],
    );
    return row;
  }

  /** Whose session this is, if it still works. */
  async holderOf(on: Queryable, id: SessionId, now: Date): Promise<PersonId | undefined> {
    const [row] = await on.query<{ personId: PersonId }>(
      `select person_id as "personId" from identity.session where id = $1 and ${ALIVE} > $2`,
      [id, now],
    );
    return row?.personId;
  }

  async end(tx: Queryable, id: SessionId, at: Date): Promise<void> {
    await tx.query('update identity.session set ended_at = $2 where id = $1 and ended_at is null', [id, at]);
  }

  endAll(tx: Queryable, by: PersonId, at: Date, except: SessionId | null): Promise<Session[]> {
    return tx.query<Session>(
      `update identity.session set ended_at = $2
       where person_id = $1 and ${ALIVE} > $2 and ($3::uuid is null or id <> $3) returning ${COLUMNS}`,
      [by, at, except],
    );
  }
}
