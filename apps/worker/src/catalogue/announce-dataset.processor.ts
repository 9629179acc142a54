import { ANNOUNCE_DATASET, DatasetAnnouncer } from '#catalogue';
import type { DatasetId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: nobody is told of the same version twice. */
@Processor(ANNOUNCE_DATASET.queue)
export class AnnounceDatasetProcessor extends JobProcessor<{ datasetId: DatasetId }> {
  protected readonly job = ANNOUNCE_DATASET;

  constructor(private readonly announcer: DatasetAnnouncer) {
    super();
  }

  protected handle({ datasetId }: { datasetId: DatasetId }, by: Principal): Promise<unknown> {
    return this.announcer.announce(by, datasetId);
  }
}
