import { Injectable } from '@nestjs/common';
import { newId, type DatasetId, type DatasetVersionId } from '#kernel';
import { Database, type Transaction } from '#platform';
import { DatasetStore } from '../db/dataset.store';
import { VersionStore } from '../db/version.store';
import { withPart, type DatasetVersion, type Part } from '../domain/dataset';

/** The versions of datasets: what was in them at each moment. */
@Injectable()
export class VersionService {
  constructor(
    private readonly db: Database,
    private readonly datasets: DatasetStore,
    private readonly versions: VersionStore,
  ) {}

  /** The latest version with its files, for the slices that read them. The caller has been authorised there. */
  latest(id: DatasetId): Promise<DatasetVersion | null> {
    return this.versions.latest(this.db, id);
  }

  /**
   * Makes the next version, with an accepted contribution in it, within the transaction that accepted it.
   *
   * @returns the latest version as it was, where the organisation has sent a later file that was accepted before
   */
  async accept(tx: Transaction, datasetId: DatasetId, part: Part): Promise<DatasetVersion> {
    const dataset = await this.datasets.lock(tx, datasetId);
    const previous = await this.versions.latest(tx, datasetId);
    const parts = withPart(previous?.parts ?? [], part);
    if (previous && parts === previous.parts) return previous;
    const version: DatasetVersion = {
      id: newId<DatasetVersionId>(),
      datasetId,
      number: dataset.version + 1,
      createdAt: await tx.now(),
      parts,
    };
    await this.versions.insert(tx, version);
    const contributors = version.parts.map(({ organisationId }) => organisationId);
    tx.record({ type: 'dataset.versioned', datasetId, number: version.number, contributors });
    return version;
  }
}
