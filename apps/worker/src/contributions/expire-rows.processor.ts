import { EXPIRE_ROWS } from '#catalogue';
import { RetentionService } from '#contributions';
import type { DatasetId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what is due is withdrawn once. */
@Processor(EXPIRE_ROWS.queue)
export class ExpireRowsProcessor extends JobProcessor<{ datasetId: DatasetId }> {
  protected readonly job = EXPIRE_ROWS;

  constructor(private readonly service: RetentionService) {
    super();
  }

  protected handle({ datasetId }: { datasetId: DatasetId }, by: Principal): Promise<unknown> {
    return this.service.expire(by, datasetId);
  }
}
