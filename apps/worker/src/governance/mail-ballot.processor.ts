import { MAIL_BALLOT, BallotMailService } from '#governance';
import type { BallotId, PersonId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated after a crash between mail and mark, it mails another link to the same ballot. */
@Processor(MAIL_BALLOT.queue)
export class MailBallotProcessor extends JobProcessor<{ ballotId: BallotId; personId: PersonId }> {
  protected readonly job = MAIL_BALLOT;

  constructor(private readonly service: BallotMailService) {
    super();
  }

  protected handle(payload: { ballotId: BallotId; personId: PersonId }, by: Principal): Promise<unknown> {
    return this.service.sendPaper(by, payload.ballotId, payload.personId);
  }
}
