import { isId, type Id, type PersonId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';
import type { NotificationId } from './domain/notification';

const id = <T extends Id<string>>() => z.custom<T>((value) => typeof value === 'string' && isId(value), 'not an id');

/** Mails one notification to the person who was told. */
export const MAIL_NOTIFICATION = defineJob(
  'notifications.mail-notification',
  z.object({ notificationId: id<NotificationId>() }),
);
/** Mails one person what waits for the morning of a day, and what an earlier morning left. */
export const MAIL_DIGEST = defineJob(
  'notifications.mail-digest',
  z.object({ personId: id<PersonId>(), day: z.iso.date() }),
);
