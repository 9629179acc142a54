import { BallotService, CLOSE_BALLOT } from '#governance';
import type { BallotId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: closing a closed ballot changes nothing. */
@Processor(CLOSE_BALLOT.queue)
export class CloseBallotProcessor extends JobProcessor<{ ballotId: BallotId }> {
  protected readonly job = CLOSE_BALLOT;

  constructor(private readonly ballots: BallotService) {
    super();
  }

  protected handle({ ballotId }: { ballotId: BallotId }, by: Principal): Promise<unknown> {
    return this.ballots.close(by, ballotId);
  }
}
