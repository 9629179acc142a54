import { newId, type PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { NotificationStore } from '../db/notification.store';
import { nextDigest } from '../domain/civil-time';
import { checkedFacts, type NotificationFacts } from '../domain/facts';
import { DEFAULT_DELIVERY, type NotificationKind } from '../domain/kinds';
import type { NotificationId } from '../domain/notification';
import { MAIL_DIGEST, MAIL_NOTIFICATION } from '../jobs';

/** Who is told what. */
export type Telling = {
  /** Each is told once, however often they are named. */
  readonly to: readonly PersonId[];
  readonly kind: NotificationKind;
  /** What all of them may know: the caller has authorised that. */
  readonly facts: NotificationFacts;
  /** Names what happened, in at most 200 characters; nobody is ever told of the same kind about the same again. */
  readonly about?: string | null;
};

/** Tells people what happened, in the transaction in which it happens: if that fails, nobody hears of it. */
@Injectable()
export class Notifications {
  constructor(private readonly store: NotificationStore) {}

  /**
   * Puts a notification into each person's list, and promises each a mail at once, a mail of the next morning or none,
   * as they want it for this kind. It records no event: what the caller records is what happened.
   *
   * @throws ZodError, which is a defect of the caller, for facts that have not their shape
   */
  async tell(tx: Transaction, { to, kind, facts, about = null }: Telling): Promise<void> {
    const persons = [...new Set(to)];
    if (persons.length === 0) return;
    const createdAt = await tx.now();
    const digest = nextDigest(createdAt);
    const told = await this.store.insert(tx, {
      people: persons.map((personId) => ({ id: newId<NotificationId>(), personId })),
      ...{ kind, about, createdAt, facts: checkedFacts(facts) },
      ...{ digestOn: digest.day, unlessSaid: DEFAULT_DELIVERY[kind] },
    });
    for (const { id, personId, delivery, isDigestPromised } of told) {
      if (delivery === 'atOnce') tx.enqueue(MAIL_NOTIFICATION, { notificationId: id });
      if (delivery === 'digest' && !isDigestPromised) tx.enqueue(MAIL_DIGEST, { personId, day: digest.day }, digest.at);
    }
  }
}
