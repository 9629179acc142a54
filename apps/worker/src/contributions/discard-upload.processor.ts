import { DISCARD_UPLOAD, ValidationService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what is gone stays gone. */
@Processor(DISCARD_UPLOAD.queue)
export class DiscardUploadProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = DISCARD_UPLOAD;

  constructor(private readonly validation: ValidationService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.validation.discardUpload(by, contributionId);
  }
}
