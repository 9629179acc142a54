import { DESTROY_ROWS, DestructionService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: it destroys what is there, until nothing is. */
@Processor(DESTROY_ROWS.queue)
export class DestroyRowsProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = DESTROY_ROWS;

  constructor(private readonly destruction: DestructionService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.destruction.destroy(by, contributionId);
  }
}
