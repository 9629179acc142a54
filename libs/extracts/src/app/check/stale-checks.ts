import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import { ExtractStore } from '../../db/extract.store';
import { OutputCheckStore } from '../../db/output-check.store';
import type { OutputCheck } from '../../domain/check/output-check';
import type { Extract } from '../../domain/extract';
import { staleSince } from '../../domain/recall';
import { CheckDesk } from './check-desk';

/** What people look at although rows of it were taken back. */
@Injectable()
export class StaleChecks {
  constructor(
    private readonly checks: OutputCheckStore,
    private readonly extracts: ExtractStore,
    private readonly withdrawn: WithdrawnRowsService,
    private readonly desk: CheckDesk,
  ) {}

  /** Nobody looks any more at what rows were taken back from: it is destroyed, made anew without them, and looked at anew. */
  async end(tx: Transaction, datasetId: DatasetId): Promise<void> {
    for (const { extractId } of await this.checks.ofDataset(tx, datasetId)) {
      const extract = await this.extracts.lock(tx, extractId);
      const check = await this.checks.latest(extractId, tx);
      if (check?.outcome === null && (await this.isStale(tx, extract, check)))
        await this.desk.settle(tx, extract, check, 'outdated');
    }
  }

  private async isStale(tx: Transaction, { datasetId, purpose }: Extract, check: OutputCheck): Promise<boolean> {
    const { parts, chosenAt: at } = check;
    return staleSince({ parts, purpose, at }, await this.withdrawn.of(datasetId, tx)) !== null;
  }
}
