import { Global, Module } from '@nestjs/common';
import { Inbox } from './app/inbox';
import { NotificationMailService } from './app/notification-mail.service';
import { Notifications } from './app/notifications';
import { NotificationStore } from './db/notification.store';
import { PreferenceStore } from './db/preference.store';

@Global()
@Module({
  providers: [Notifications, Inbox, NotificationMailService, NotificationStore, PreferenceStore],
  exports: [Notifications, Inbox, NotificationMailService],
})
export class NotificationsModule {}
