import type { PersonId } from '#kernel';
import { MAIL_DIGEST, NotificationMailService } from '#notifications';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and mark, it mails the same morning again; after the mark, nothing. */
@Processor(MAIL_DIGEST.queue)
export class MailDigestProcessor extends JobProcessor<{ personId: PersonId; day: string }> {
  protected readonly job = MAIL_DIGEST;

  constructor(private readonly service: NotificationMailService) {
    super();
  }

  protected handle({ personId, day }: { personId: PersonId; day: string }, by: Principal): Promise<unknown> {
    return this.service.sendDigest(by, personId, day);
  }
}
