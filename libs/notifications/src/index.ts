export { Inbox } from './app/inbox';
export { NotificationMailService } from './app/notification-mail.service';
export { Notifications, type Telling } from './app/notifications';
export {
  SUBJECT_TYPES,
  type NotificationFacts,
  type NotificationSubject,
  type Outcome,
  type SubjectType,
} from './domain/facts';
export { DELIVERIES, NOTIFICATION_KINDS, type Delivery, type NotificationKind } from './domain/kinds';
export type { Notification, NotificationId, Preference, ReadMark } from './domain/notification';
export { headlineOf, textOf } from './domain/notification-text';
export { pageOf } from './domain/page-of';
export { MAIL_DIGEST, MAIL_NOTIFICATION } from './jobs';
export { NotificationsModule } from './notifications.module';
