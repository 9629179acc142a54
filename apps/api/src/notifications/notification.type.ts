import { CommonsError } from '#kernel';
import {
  DELIVERIES,
  NOTIFICATION_KINDS,
  SUBJECT_TYPES,
  type Delivery,
  type Notification,
  type NotificationId,
  type NotificationKind,
  type ReadMark,
  type SubjectType,
} from '#notifications';
import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { LIMITS } from '../shared/limits';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const NotificationKindEnum = upperEnum(NOTIFICATION_KINDS);
registerEnumType(NotificationKindEnum, { name: 'NotificationKind', description: 'What people are told of.' });

const NotificationDeliveryEnum = upperEnum(DELIVERIES);
registerEnumType(NotificationDeliveryEnum, {
  name: 'NotificationDelivery',
  description: 'How somebody is told, besides in this list.',
  valuesMap: {
    AT_ONCE: { description: 'By a mail of its own.' },
    DIGEST: { description: 'In one mail a day, at seven in the morning in Rome.' },
    MUTED: { description: 'By no mail.' },
  },
});

const NotificationSubjectTypeEnum = upperEnum(SUBJECT_TYPES);
registerEnumType(NotificationSubjectTypeEnum, {
  name: 'NotificationSubjectType',
  description: 'What a notification may be about.',
});

@ObjectType('NotificationSubject', { description: 'What a notification is about.' })
class NotificationSubjectType {
  @Field(() => NotificationSubjectTypeEnum, { description: 'What it is.' })
  type: SubjectType;

  @Field(() => ID, { description: 'Its id; of a grant, that of its application.' })
  id: string;
}

@ObjectType('Notification', { description: 'Something the caller was told.' })
export class NotificationType {
  /** Resolved into its words. */
  told: Notification;

  @Field(() => ID, { description: 'Names it; the newer, the greater.' })
  id: string;

  @Field(() => NotificationKindEnum, { description: 'What it tells of.' })
  kind: NotificationKind;

  @Field(() => NotificationSubjectType, { description: 'What it is about.' })
  subject: NotificationSubjectType;

  @Field(() => ID, { description: 'The federation in which it happened.' })
  federationId: string;

  @Field(() => NotificationDeliveryEnum, {
    description: 'How the caller wanted to be told of it, when it happened; MUTED also if muted before it was mailed.',
  })
  delivery: Delivery;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the caller read it; null: not yet.' })
  readAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was mailed; null: it was not, or not yet.' })
  mailedAt: Date | null;
}

@ObjectType('NotificationPage', { description: 'A page of notifications.' })
export class NotificationPageType extends pageOf(NotificationType) {}

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Leaves out what the caller has read.' })
  unreadOnly: boolean;
}

@InputType({ description: 'What the caller has read: either `ids` or `upTo`.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: 'These: 1 to 100, and none else.' })
  ids?: NotificationId[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'This one and every older one, also where the caller was not shown it.',
  })
  upTo?: NotificationId | null;
}

@ObjectType('NotificationPreference', { description: 'How the caller is told of one kind of thing.' })
export class NotificationPreferenceType {
  @Field(() => NotificationKindEnum, { description: 'Of what.' })
  kind: NotificationKind;

  @Field(() => NotificationDeliveryEnum, { description: 'How.' })
  delivery: Delivery;
}

@InputType({ description: 'How the caller wants to be told of one kind of thing.' })
export class SetNotificationPreferenceInput {
  @Field(() => NotificationKindEnum, { description: 'Of what.' })
  kind: NotificationKind;

  @Field(() => NotificationDeliveryEnum, { description: 'How.' })
  delivery: Delivery;
}

export const toNotificationType = (told: Notification): NotificationType => ({
  told,
  ...{ id: told.id, kind: told.kind, delivery: told.delivery },
  ...{ subject: told.facts.subject, federationId: told.facts.federationId },
  ...{ createdAt: told.createdAt, readAt: told.readAt, mailedAt: told.mailedAt },
});

const oneMark = () =>
  new CommonsError(
    'invalid',
    'NOTIFICATION.ONE_MARK_NEEDED',
    `Say what you have read in one way: send either ids, 1 to ${LIMITS.pageSize} of them, or upTo.`,
    { limit: LIMITS.pageSize },
  );

/** @throws NOTIFICATION.ONE_MARK_NEEDED */
export function toReadMark({ ids, upTo }: MarkNotificationsReadInput): ReadMark {
  if (ids && !upTo && ids.length > 0 && ids.length <= LIMITS.pageSize) return { ids };
  if (upTo && !ids) return { upTo };
  throw oneMark();
}
