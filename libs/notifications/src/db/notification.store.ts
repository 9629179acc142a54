import { isId, missing, type PersonId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import type { CheckedFacts } from '../domain/facts';
import type { Delivery, NotificationKind } from '../domain/kinds';
import type { Notification, NotificationId, ReadMark } from '../domain/notification';

/** The same for everybody but for their ids; `unlessSaid` for those who did not say how they want it. */
type NewNotifications = {
  readonly people: readonly { readonly id: NotificationId; readonly personId: PersonId }[];
  readonly kind: NotificationKind;
  readonly about: string | null;
  readonly facts: CheckedFacts;
  readonly createdAt: Date;
  readonly digestOn: string;
  readonly unlessSaid: Delivery;
};
type Inserted = Pick<Notification, 'id' | 'personId' | 'delivery'> & { readonly isDigestPromised: boolean };
type Wanted = { readonly unreadOnly: boolean; readonly after: string | null; readonly limit: number };
type Marking = { readonly mark: ReadMark; readonly readAt: Date };

const SELECT = `
  select id, person_id as "personId", kind, facts, delivery, created_at as "createdAt", read_at as "readAt",
    mailed_at as "mailedAt"
  from notifications.notification`;

@Injectable()
export class NotificationStore {
  /** Those who were not told of it before; everybody in one statement, and in one order, so that two never wait in a ring. */
  insert(tx: Transaction, { people, kind, about, facts, ...rest }: NewNotifications): Promise<Inserted[]> {
    return tx.query<Inserted>(INSERT, [
      ...[people.map(({ id }) => id), people.map(({ personId }) => personId), kind, about],
      ...[JSON.stringify(facts), rest.unlessSaid, rest.digestOn, rest.createdAt],
    ]);
  }

  page(on: Queryable, personId: PersonId, { unreadOnly, after, limit }: Wanted): Promise<Notification[]> {
    return on.query<Notification>(
      `${SELECT} where person_id = $1 and ($2::uuid is null or id < $2) ${unreadOnly ? 'and read_at is null' : ''}
       order by id desc limit $3`,
      [personId, after, limit],
    );
  }

  /** Those that exist, the newest first. */
  find(on: Queryable, ids: readonly NotificationId[]): Promise<Notification[]> {
    return on.query<Notification>(`${SELECT} where id = any($1::uuid[]) order by id desc`, [ids]);
  }

  async unread(on: Queryable, personId: PersonId): Promise<number> {
    const [row] = await on.query<{ n: number }>(
      'select count(*)::int as n from notifications.notification where person_id = $1 and read_at is null',
      [personId],
    );
    return row?.n ?? 0;
  }

  /** @throws NOTIFICATION.MISSING if one that is named is none of this person's */
  async markRead(tx: Transaction, personId: PersonId, { mark, readAt }: Marking): Promise<void> {
    const named = 'upTo' in mark ? [mark.upTo] : mark.ids;
    await this.assertOwn(tx, personId, named);
    await tx.query('upTo' in mark ? MARK_UP_TO : MARK_THESE, [personId, 'upTo' in mark ? mark.upTo : named, readAt]);
  }

  /** Takes what waits for a mail out of the post. */
  async mute(tx: Transaction, personId: PersonId, kind: NotificationKind): Promise<void> {
    await tx.query(
      `update notifications.notification set delivery = 'muted', digest_on = null
       where person_id = $1 and kind = $2 and mailed_at is null and delivery <> 'muted'`,
      [personId, kind],
    );
  }

  /** What waits for the mail of a morning, or of an earlier one; the newest first. */
  async waiting(on: Queryable, personId: PersonId, day: string): Promise<NotificationId[]> {
    const rows = await on.query<{ id: NotificationId }>(
      `select id from notifications.notification
       where person_id = $1 and digest_on <= $2 and mailed_at is null order by id desc`,
      [personId, day],
    );
    return rows.map(({ id }) => id);
  }

  async markMailed(tx: Transaction, ids: readonly NotificationId[], at: Date): Promise<void> {
    await tx.query(
      'update notifications.notification set mailed_at = $2 where id = any($1::uuid[]) and mailed_at is null',
      [ids, at],
    );
  }

  private async assertOwn(on: Queryable, personId: PersonId, ids: readonly NotificationId[]): Promise<void> {
    const rows = await on.query<{ id: NotificationId }>(
      'select id from notifications.notification where person_id = $1 and id = any($2::uuid[])',
      [personId, ids.filter(isId)],
    );
    const own = new Set(rows.map(({ id }) => id));
    const other = ids.find((id) => !own.has(id));
    if (other !== undefined) throw missing('notification', other);
  }
}

/** What was there before the statement tells whether the mail of that morning is promised already. */
const INSERT = `
  insert into notifications.notification as told
    (id, person_id, kind, about, facts, delivery, digest_on, created_at)
  select people.id, people.person_id, $3, $4, $5, coalesce(own.delivery, $6),
    case when coalesce(own.delivery, $6) = 'digest' then $7::date end, $8
  from unnest($1::uuid[], $2::uuid[]) as people (id, person_id)
  left join notifications.preference own on own.person_id = people.person_id and own.kind = $3
  order by people.person_id
  on conflict (person_id, kind, about) where about is not null do nothing
  returning id, person_id as "personId", delivery, exists (
    select from notifications.notification other
    where other.person_id = told.person_id and other.digest_on = told.digest_on and other.mailed_at is null
  ) as "isDigestPromised"`;

/** Locked in one order, so that two devices never wait for each other in a ring. */
const markWhere = (which: string) => `
  with unread as (
    select id from notifications.notification
    where person_id = $1 and ${which} and read_at is null order by id for update
  )
  update notifications.notification set read_at = $3 where id in (select id from unread)`;
const MARK_THESE = markWhere('id = any($2::uuid[])');
const MARK_UP_TO = markWhere('id <= $2::uuid');
