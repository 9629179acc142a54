import { CLEAR_DATASET } from '#catalogue';
import { RowsWithdrawal } from '#contributions';
import type { DatasetId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what was taken out stays out. */
@Processor(CLEAR_DATASET.queue)
export class ClearDatasetProcessor extends JobProcessor<{ datasetId: DatasetId }> {
  protected readonly job = CLEAR_DATASET;

  constructor(private readonly rows: RowsWithdrawal) {
    super();
  }

  protected handle({ datasetId }: { datasetId: DatasetId }, by: Principal): Promise<unknown> {
    return this.rows.ofDataset(by, datasetId, { cause: 'publisher' });
  }
}
