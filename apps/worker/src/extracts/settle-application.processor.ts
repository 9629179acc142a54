import { SETTLE_APPLICATION, UseVoteService, type VoteBucket } from '#extracts';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

type Payload = { bucketId: VoteBucket['id'] };

/** Safe to repeat: a vote that is settled stays so. */
@Processor(SETTLE_APPLICATION.queue)
export class SettleApplicationProcessor extends JobProcessor<Payload> {
  protected readonly job = SETTLE_APPLICATION;

  constructor(private readonly votes: UseVoteService) {
    super();
  }

  protected handle({ bucketId }: Payload, by: Principal): Promise<unknown> {
    return this.votes.settle(by, bucketId);
  }
}
