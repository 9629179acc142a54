import { DISCARD_UPLOAD, CleaningService } from '#contributions';
import type { ContributionId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what is gone stays gone. */
@Processor(DISCARD_UPLOAD.queue)
export class DiscardUploadProcessor extends JobProcessor<{ contributionId: ContributionId }> {
  protected readonly job = DISCARD_UPLOAD;

  constructor(private readonly service: CleaningService) {
    super();
  }

  protected handle({ contributionId }: { contributionId: ContributionId }, by: Principal): Promise<unknown> {
    return this.service.discardUpload(by, contributionId);
  }
}
