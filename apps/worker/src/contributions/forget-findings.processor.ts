import { FORGET_FINDINGS, CleaningService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what is gone stays gone. */
@Processor(FORGET_FINDINGS.queue)
export class ForgetFindingsProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = FORGET_FINDINGS;

  constructor(private readonly service: CleaningService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.service.forgetFindings(by, contributionId);
  }
}
