import { MAIL_MINUTES, BallotMailService } from '#governance';
import type { BallotId, PersonId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and mark, it mails the same result again. */
@Processor(MAIL_MINUTES.queue)
export class MailMinutesProcessor extends JobProcessor<{ ballotId: BallotId; personId: PersonId }> {
  protected readonly job = MAIL_MINUTES;

  constructor(private readonly service: BallotMailService) {
    super();
  }

  protected handle(payload: { ballotId: BallotId; personId: PersonId }, by: Principal): Promise<unknown> {
    return this.service.sendResult(by, payload.ballotId, payload.personId);
  }
}
