import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { authorise, type Actor } from '#policy';
import { OutcomeStore, type Outcomes } from '../db/outcome.store';

const LATEST = 20;

/** How often files for a dataset are refused: what a look at its quality counts. */
@Injectable()
export class OutcomeService {
  constructor(
    private readonly datasets: DatasetService,
    private readonly store: OutcomeStore,
  ) {}

  /** Of the latest 20 that were checked, for who may read what the dataset is. @throws DATASET.MISSING, POLICY.FORBIDDEN */
  async of(by: Actor, id: DatasetId): Promise<Outcomes> {
    authorise(by, 'readMetadata', 'Dataset', await this.datasets.find(id));
    return this.store.latest(id, LATEST);
  }
}
