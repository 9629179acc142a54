import { INSPECT_CONTRIBUTION, InspectionService, ValidationService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: whoever finishes first decides. */
@Processor(INSPECT_CONTRIBUTION.queue)
export class InspectContributionProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = INSPECT_CONTRIBUTION;

  constructor(
    private readonly inspection: InspectionService,
    private readonly validation: ValidationService,
  ) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.inspection.inspect(by, contributionId);
  }

  protected override afterGivingUp({ contributionId }: { contributionId: ContributionId }, by: Principal) {
    return this.validation.fail(by, contributionId, 'FILE.NOT_CHECKED');
  }
}
