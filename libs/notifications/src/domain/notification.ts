import type { Id, PersonId } from '#kernel';
import type { CheckedFacts } from './facts';
import type { Delivery, NotificationKind } from './kinds';

export type NotificationId = Id<'Notification'>;

/** Something that one person was told. */
export type Notification = {
  readonly id: NotificationId;
  readonly personId: PersonId;
  readonly kind: NotificationKind;
  readonly facts: CheckedFacts;
  /** As the person wanted it when they were told; `muted` also where they muted the kind before the mail went out. */
  readonly delivery: Delivery;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  /** null: no mail has gone out. */
  readonly mailedAt: Date | null;
};

/** Which of their own notifications somebody has read: these, or one and every older one. */
export type ReadMark = { readonly ids: readonly NotificationId[] } | { readonly upTo: NotificationId };

/** How somebody wants to be told of a kind. */
export type Preference = { readonly kind: NotificationKind; readonly delivery: Delivery };
