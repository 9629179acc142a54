import { CHECK_DESTRUCTION, DestructionService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: it looks, and has destroyed again what may have come back. */
@Processor(CHECK_DESTRUCTION.queue)
export class CheckDestructionProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = CHECK_DESTRUCTION;

  constructor(private readonly destruction: DestructionService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.destruction.check(by, contributionId);
  }
}
