import { MAIL_NOTIFICATION, NotificationMailService, type NotificationId } from '#notifications';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and mark, it mails the same notification again. */
@Processor(MAIL_NOTIFICATION.queue)
export class MailNotificationProcessor extends JobProcessor<{ notificationId: NotificationId }> {
  protected readonly job = MAIL_NOTIFICATION;

  constructor(private readonly service: NotificationMailService) {
    super();
  }

  protected handle({ notificationId }: { notificationId: NotificationId }, by: Principal): Promise<unknown> {
    return this.service.sendOne(by, notificationId);
  }
}
