import type { PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Account, AccountId } from '../domain/account';
import type { SessionId } from '../domain/identity';

const COLUMNS = `id, issuer, subject, person_id as "personId", linked_at as "linkedAt", last_used_at as "lastUsedAt"`;
const MOST_SHOWN = 100;

@Injectable()
export class AccountStore {
  /** Sign-ins of the same subject wait for each other, so that the first of them makes the account. */
  async lockSubject(tx: Queryable, issuer: string, subject: string): Promise<void> {
    const key = JSON.stringify(['identity.account', issuer, subject]);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  }

  async find(on: Queryable, issuer: string, subject: string): Promise<Account | undefined> {
    const [row] = await on.query<Account>(
      `select ${COLUMNS} from identity.account where issuer = $1 and subject = $2`,
      [issuer, subject],
    );
    return row;
  }

  /** Waits for sign-ins of its subject, which take the same lock first. */
  async lock(tx: Queryable, id: AccountId, by: PersonId): Promise<Account | undefined> {
    const read = () =>
      tx.query<Account>(`select ${COLUMNS} from identity.account where id = $1 and person_id = $2`, [id, by]);
    const [known] = await read();
    if (!known) return undefined;
    await this.lockSubject(tx, known.issuer, known.subject);
    return (await read())[0];
  }

  ofPerson(on: Queryable, personId: PersonId): Promise<Account[]> {
    return on.query<Account>(
      `select ${COLUMNS} from identity.account where person_id = $1 order by id desc limit ${MOST_SHOWN}`,
      [personId],
    );
  }

  async add(tx: Queryable, account: Account): Promise<void> {
    await tx.query(
      `insert into identity.account (id, issuer, subject, person_id, linked_at, last_used_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [account.id, account.issuer, account.subject, account.personId, account.linkedAt, account.lastUsedAt],
    );
  }

  async putUsed(tx: Queryable, id: AccountId, at: Date): Promise<void> {
    await tx.query('update identity.account set last_used_at = $2 where id = $1', [id, at]);
  }

  async remove(tx: Queryable, id: AccountId): Promise<void> {
    await tx.query('delete from identity.account where id = $1', [id]);
  }

  async knowsAddress(on: Queryable, email: string): Promise<boolean> {
    const rows = await on.query('select 1 from identity.person where lower(email) = lower($1)', [email]);
    return rows.length > 0;
  }

  /** Ends the sessions that an account opened. */
  endSessions(tx: Queryable, id: AccountId, now: Date): Promise<{ id: SessionId }[]> {
    return tx.query<{ id: SessionId }>(
      'update identity.session set ended_at = $2 where account_id = $1 and ended_at is null returning id',
      [id, now],
    );
  }
}
