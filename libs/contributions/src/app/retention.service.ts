import { Injectable } from '@nestjs/common';
import { DatasetService, keptSince, LifeService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { RowsWithdrawal } from './rows-withdrawal';

/** Destroys rows that their dataset keeps no longer. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly life: LifeService,
    private readonly rows: RowsWithdrawal,
  ) {}

  /** Withdraws what is due at this moment, and promises what will be due next; again, it changes nothing. */
  async expire(by: Principal, id: DatasetId): Promise<void> {
    const { retentionMonths } = await this.datasets.find(id);
    if (retentionMonths !== null) {
      const receivedBefore = keptSince(await this.work.now(), retentionMonths);
      // Without the promise, which is kept only when the next one is made.
      await this.rows.ofDataset({ id: by.id }, id, { cause: 'retention', receivedBefore });
    }
    await this.work.run(by, async (tx) => {
      await this.life.promiseExpiry(tx, await this.datasets.find(id));
      tx.fulfil();
      tx.unchanged(undefined);
    });
  }
}
