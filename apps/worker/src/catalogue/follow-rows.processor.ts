import { FOLLOW_ROWS } from '#catalogue';
import { RecallService } from '#extracts';
import type { DatasetId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: a release is recalled once, and what is looked at again stays as it is. */
@Processor(FOLLOW_ROWS.queue)
export class FollowRowsProcessor extends JobProcessor<{ datasetId: DatasetId }> {
  protected readonly job = FOLLOW_ROWS;

  constructor(private readonly recalls: RecallService) {
    super();
  }

  protected handle({ datasetId }: { datasetId: DatasetId }, by: Principal): Promise<unknown> {
    return this.recalls.follow(by, datasetId);
  }
}
