import { MAIL_MINUTES, MinutesService } from '#governance';
import type { BallotId, PersonId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and mark, it mails the same minutes again. */
@Processor(MAIL_MINUTES.queue)
export class MailMinutesProcessor extends JobProcessor<{ ballotId: BallotId; personId: PersonId }> {
  protected readonly job = MAIL_MINUTES;

  constructor(private readonly minutes: MinutesService) {
    super();
  }

  protected handle(payload: { ballotId: BallotId; personId: PersonId }, by: Principal): Promise<unknown> {
    return this.minutes.mail(by, payload.ballotId, payload.personId);
  }
}
