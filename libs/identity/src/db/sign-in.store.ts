import type { PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Person, SignInLinkId } from '../domain/identity';

export type RequestedLink = {
  readonly person: Person | null;
  readonly requestedAt: Date;
  /** Sent or used: nothing is left to do. */
  readonly settled: boolean;
};

@Injectable()
export class SignInStore {
  /** Requests for the same address wait for each other, so that counting them is exact. */
  async lockAddress(tx: Queryable, addressHash: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`identity.address:${addressHash}`]);
  }

  async countRequests(tx: Queryable, addressHash: string, since: Date): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      'select count(*)::int as count from identity.sign_in_link where address_hash = $1 and requested_at > $2',
      [addressHash, since],
    );
    return row?.count ?? 0;
  }

  /** Looks the address up inside the insert, so that a known and an unknown address take the same statements. */
  async addRequest(tx: Queryable, id: SignInLinkId, email: string, asked: { hash: string; at: Date }): Promise<void> {
    await tx.query(
      `insert into identity.sign_in_link (id, address_hash, person_id, requested_at)
       values ($1, $2, (select id from identity.person where lower(email) = lower($3)), $4)`,
      [id, asked.hash, email, asked.at],
    );
  }

  async forgetRequests(tx: Queryable, before: Date): Promise<void> {
    await tx.query('delete from identity.sign_in_link where requested_at < $1', [before]);
  }

  async lockRequest(tx: Queryable, id: SignInLinkId): Promise<RequestedLink | undefined> {
    const [row] = await tx.query<RequestedLink>(
      `select l.requested_at as "requestedAt", (l.sent_at is not null or l.consumed_at is not null) as settled,
              case when p.id is not null then
                json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'language', p.language) end as person
       from identity.sign_in_link l left join identity.person p on p.id = l.person_id
       where l.id = $1 for update of l`,
      [id],
    );
    return row;
  }

  async putSecret(tx: Queryable, id: SignInLinkId, tokenHash: string, expiresAt: Date): Promise<void> {
    await tx.query('update identity.sign_in_link set token_hash = $2, expires_at = $3 where id = $1', [
      id,
      tokenHash,
      expiresAt,
    ]);
  }

  async putSent(tx: Queryable, id: SignInLinkId, at: Date): Promise<void> {
    await tx.query('update identity.sign_in_link set sent_at = $2 where id = $1', [id, at]);
  }

  /** Whom the link would sign in now. */
  async holderOf(on: Queryable, tokenHash: string, now: Date): Promise<PersonId | undefined> {
    const [row] = await on.query<{ personId: PersonId }>(
      `select person_id as "personId" from identity.sign_in_link
       where token_hash = $1 and consumed_at is null and expires_at > $2`,
      [tokenHash, now],
    );
    return row?.personId;
  }

  /** @returns whether this call was the one that used the link up */
  async consume(tx: Queryable, tokenHash: string, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `update identity.sign_in_link set consumed_at = $2
       where token_hash = $1 and consumed_at is null and expires_at > $2 returning id`,
      [tokenHash, now],
    );
    return rows.length === 1;
  }
}
