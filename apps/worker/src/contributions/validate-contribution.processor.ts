import { VALIDATE_CONTRIBUTION, ValidationService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: whoever finishes first decides. */
@Processor(VALIDATE_CONTRIBUTION.queue)
export class ValidateContributionProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = VALIDATE_CONTRIBUTION;

  constructor(private readonly validation: ValidationService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.validation.validate(by, contributionId);
  }

  protected override afterGivingUp({ contributionId }: { contributionId: ContributionId }, by: Principal) {
    return this.validation.fail(by, contributionId, 'FILE.NOT_CHECKED');
  }
}
