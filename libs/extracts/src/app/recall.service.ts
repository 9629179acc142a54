import { Injectable } from '@nestjs/common';
import type { DatasetId, ExtractId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { ExtractStore } from '../db/extract.store';
import { RecallStore, type ReleaseKey } from '../db/recall.store';
import { DESTROY_RELEASE, RECOMPUTE_RELEASE } from '../jobs';
import { DutyService } from './duty.service';
import { ReleaseFiles } from './release-files';
import { StaleReleases } from './stale-releases';

/** What follows for releases when rows are taken back. Each method may be repeated without harm. */
@Injectable()
export class RecallService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly recalls: RecallStore,
    private readonly stale: StaleReleases,
    private readonly duties: DutyService,
    private readonly files: ReleaseFiles,
  ) {}

  /**
   * Follows the rows of a dataset: recalls each release that rows were taken back from, destroys what was drawn of them or
   * waits to be checked, and has those looked at again that are held back.
   */
  async follow(by: Principal, datasetId: DatasetId): Promise<void> {
    for (const id of await this.stale.unnoticed(datasetId)) await this.recall(by, id);
    const held = await this.recalls.held(datasetId);
    await this.work.run(by, async (tx) => {
      const answers = await this.files.destroyAnswers(tx, datasetId);
      if (answers > 0) tx.record({ type: 'noise.destroyed', datasetId, answers });
      await this.files.endChecks(tx, datasetId);
      for (const extractId of held) tx.enqueue(RECOMPUTE_RELEASE, { extractId });
      tx.fulfil();
      tx.unchanged(undefined);
    });
  }

  /** Whoever has the release is to delete it; its files are destroyed, and it is made again. */
  private recall({ id: principal }: Principal, id: ExtractId): Promise<void> {
    return this.work.run({ id: principal }, async (tx) => {
      const extract = await this.extracts.lock(tx, id);
      const recall = await this.stale.recallOf(extract, tx);
      tx.unchanged(undefined);
      if (!recall || (await this.recalls.find(recall, tx))) return;
      await this.recalls.insert(tx, recall);
      const recipients = await this.recalls.recipients(tx, recall);
      await this.duties.beginDeletion(tx, extract, { release: recall, recipients });
      const { extractId, number } = recall;
      tx.enqueue(DESTROY_RELEASE, { extractId, number });
      tx.enqueue(RECOMPUTE_RELEASE, { extractId });
      const { datasetId } = extract;
      tx.record({ type: 'release.recalled', extractId, number, datasetId, recipients: recipients.length });
    });
  }

  /** Destroys the files of a recalled release, but for those whose bytes are another release's that may still be had. */
  destroy(by: Principal, key: ReleaseKey): Promise<void> {
    return this.work.run(by, async (tx) => {
      await this.extracts.lock(tx, key.extractId);
      const recall = await this.recalls.find(key, tx);
      tx.fulfil();
      tx.unchanged(undefined);
      if (!recall || recall.destroyedAt) return;
      const files = await this.files.destroy(tx, key);
      await this.recalls.destroyed(tx, key, await tx.now());
      tx.record({ type: 'release.destroyed', ...key, files });
    });
  }
}
