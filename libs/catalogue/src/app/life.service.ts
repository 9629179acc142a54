import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import type { DatasetId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { authorise, type Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { LifeStore } from '../db/life.store';
import { assertOffered, type Dataset } from '../domain/dataset';
import { assertDeprecation, assertLife, dueAt, type DatasetLife } from '../domain/life';
import { EXPIRE_ROWS } from '../jobs';
import { DatasetService } from './dataset.service';
import { assertStewardOf } from './steward';

/** What a steward keeps of the life of a dataset; left out: as it is. */
export type LifeChanges = Partial<Pick<DatasetLife, 'availableFrom' | 'retentionMonths' | 'approvalNeeded'>>;

export type Deprecation = { readonly reason: string; readonly replacedBy: DatasetId | null };

/** Embargo, retention, approval and deprecation of datasets, in the name of their publishers. */
@Injectable()
export class LifeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetStore,
    private readonly service: DatasetService,
    private readonly store: LifeStore,
    private readonly db: Database,
  ) {}

  /**
   * Changes embargo, retention and approval. With a retention, rows that are older than it are destroyed from now on.
   *
   * @throws DATASET.MISSING, DATASET.WITHDRAWN, DATASET.INVALID_LIFE, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED
   */
  async keep(by: Actor, id: DatasetId, changes: LifeChanges): Promise<Dataset> {
    await this.assertPublisher(by, id);
    return this.work.run(by, async (tx) => {
      const before = await this.datasets.lock(tx, id);
      assertOffered(before);
      const after = { ...before, ...changes };
      assertLife(after);
      await this.store.save(tx, after, await tx.now());
      const { availableFrom, retentionMonths, approvalNeeded } = after;
      const kept = { availableFrom: availableFrom?.toISOString() ?? null, retentionMonths, approvalNeeded };
      tx.record({ type: 'dataset.kept', datasetId: id, publisherId: before.publisherId, ...kept });
      if (retentionMonths !== before.retentionMonths) await this.promiseExpiry(tx, after);
      return after;
    });
  }

  /**
   * Tells people to use something else, or (null) takes it back. Rows are drawn out of it all the same.
   *
   * @throws DATASET.MISSING, also where the caller may not know of its replacement; DATASET.WITHDRAWN,
   *   DATASET.INVALID_LIFE, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED
   */
  async deprecate(by: Actor, id: DatasetId, deprecation: Deprecation | null): Promise<Dataset> {
    await this.assertPublisher(by, id);
    if (deprecation) assertDeprecation(id, deprecation);
    if (deprecation?.replacedBy) await this.service.read(by, deprecation.replacedBy);
    return this.work.run(by, async (tx) => {
      const before = await this.datasets.lock(tx, id);
      assertOffered(before);
      const now = await tx.now();
      const after: Dataset = {
        ...before,
        deprecatedAt: deprecation && (before.deprecatedAt ?? now),
        ...{ deprecatedReason: deprecation?.reason ?? null, replacedBy: deprecation?.replacedBy ?? null },
      };
      await this.store.save(tx, after, now);
      const type = deprecation ? 'dataset.deprecated' : 'dataset.reinstated';
      tx.record({ type, datasetId: id, publisherId: before.publisherId, ...deprecation });
      return after;
    });
  }

  /** Promises that the oldest rows are destroyed when they are due, for who has just added or taken away rows. */
  async promiseExpiry(
    tx: Transaction,
    { id, retentionMonths }: Pick<Dataset, 'id' | 'retentionMonths'>,
  ): Promise<void> {
    const oldest = retentionMonths === null ? null : await this.store.oldestRows(tx, id);
    if (retentionMonths !== null && oldest) tx.enqueue(EXPIRE_ROWS, { datasetId: id }, dueAt(oldest, retentionMonths));
  }

  private async assertPublisher(by: Actor, id: DatasetId): Promise<void> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'discover', 'Dataset', dataset);
    assertStewardOf(by, dataset.publisherId, dataset.federationId);
    if (by.identity) assertScope(by.identity, 'manage');
  }
}
