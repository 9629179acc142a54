import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService } from '#catalogue';
import type { DatasetId, ExtractId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { RecallStore } from '../db/recall.store';
import { staleRelease } from '../domain/errors';
import type { Extract, Release } from '../domain/extract';
import { staleSince, type MadeOf, type Recall } from '../domain/recall';

/** Which releases rows were taken back from. It follows from what was taken back, and so is true at once. */
@Injectable()
export class StaleReleases {
  constructor(
    private readonly withdrawn: WithdrawnRowsService,
    private readonly recalls: RecallStore,
    private readonly db: Database,
  ) {}

  /** What became of an extract's latest release; null: nothing was taken back from it. */
  async recallOf(extract: Extract, on: Queryable = this.db): Promise<Recall | null> {
    const { release, id: extractId } = extract;
    if (!release) return null;
    const key = { extractId, number: release.number };
    const noticed = await this.recalls.find(key, on);
    if (noticed) return noticed;
    const since = staleSince(madeOf(extract, release), await this.withdrawn.of(extract.datasetId, on));
    return since && { ...key, since, state: 'toRecompute', destroyedAt: null };
  }

  /** The extracts of a dataset whose latest release is stale, and about which nothing was done yet. */
  async unnoticed(id: DatasetId): Promise<ExtractId[]> {
    return this.recalls.unnoticed(id, await this.withdrawn.of(id));
  }

  /** Nothing is taken back until the transaction ends. @throws RELEASE.STALE */
  async assertFresh(tx: Transaction, extract: Extract): Promise<void> {
    await this.withdrawn.hold(tx, extract.datasetId);
    const recall = await this.recallOf(extract, tx);
    if (recall) throw staleRelease(recall.since, recall.state === 'held');
  }
}

const madeOf = ({ purpose }: Extract, { parts, releasedAt: at }: Release): MadeOf => ({ parts, purpose, at });
