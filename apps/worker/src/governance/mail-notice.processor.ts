import { MAIL_NOTICE, NoticeMailService } from '#governance';
import type { AssemblyId, PersonId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and proof, it mails the same notice again. */
@Processor(MAIL_NOTICE.queue)
export class MailNoticeProcessor extends JobProcessor<{ assemblyId: AssemblyId; personId: PersonId }> {
  protected readonly job = MAIL_NOTICE;

  constructor(private readonly service: NoticeMailService) {
    super();
  }

  protected handle(payload: { assemblyId: AssemblyId; personId: PersonId }, by: Principal): Promise<unknown> {
    return this.service.send(by, payload.assemblyId, payload.personId);
  }
}
