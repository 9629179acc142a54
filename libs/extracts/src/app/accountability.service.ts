import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { AccountabilityStore } from '../db/accountability.store';
import { accountabilityOf, type Accountability } from '../domain/accountability';

export type DatasetAccount = { readonly title: string; readonly accountability: Accountability };

/** What was asked of datasets and what came of it, in numbers that anybody may read who may know of the dataset. */
@Injectable()
export class AccountabilityService {
  constructor(
    private readonly datasets: DatasetService,
    private readonly store: AccountabilityStore,
    private readonly work: UnitOfWork,
  ) {}

  /** @throws DATASET.MISSING, POLICY.FORBIDDEN */
  async of(by: Actor, id: DatasetId): Promise<DatasetAccount> {
    const { title } = await this.datasets.read(by, id);
    const [accountability] = (await this.ofShown([id])) as [Accountability];
    return { title, accountability };
  }

  /** Of datasets that the caller has been shown, in the order of `ids`. */
  async ofShown(ids: readonly DatasetId[]): Promise<Accountability[]> {
    const tallies = await this.store.tallies(ids, await this.work.now());
    return tallies.map(accountabilityOf);
  }
}
