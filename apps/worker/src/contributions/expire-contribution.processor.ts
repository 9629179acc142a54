import { EXPIRE_CONTRIBUTION, CleaningService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what has ended does not end again. */
@Processor(EXPIRE_CONTRIBUTION.queue)
export class ExpireContributionProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = EXPIRE_CONTRIBUTION;

  constructor(private readonly service: CleaningService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.service.expire(by, contributionId);
  }
}
