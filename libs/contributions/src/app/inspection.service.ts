import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { ContributionId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore } from '../db/upload.store';
import { isLost } from '../domain/found';
import { InspectionOutcomes } from './inspection-outcomes';
import { Inspector } from './inspector';
import { nothingToDo } from './verdicts';

/** What the worker does first with received files: it finds out what they are, and asks where it cannot know. */
@Injectable()
export class InspectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly datasets: DatasetService,
    private readonly inspector: Inspector,
    private readonly outcomes: InspectionOutcomes,
  ) {}

  /**
   * Goes on to check what can be read in one way only; asks how to read the rest. May be repeated without harm.
   */
  async inspect(by: Principal, id: ContributionId): Promise<void> {
    const contribution = await this.contributions.find(id);
    if (contribution.state !== 'inspecting') return this.work.run(by, nothingToDo);
    const dataset = await this.datasets.find(contribution.datasetId);
    const uploads = await this.uploads.of(id);
    const inspected = await this.inspector.inspect(contribution, uploads, dataset.schema).catch(unlessLost);
    const isTaken = await this.work.run(by, async (tx) => {
      const before = await this.contributions.lock(tx, id);
      tx.fulfil();
      if (before.state !== 'inspecting') return tx.unchanged(false);
      if (inspected) await this.uploads.putNote(tx, id, 'inspection', inspected.note);
      await this.outcomes.settle(tx, { contribution: before, dataset }, inspected?.inspections ?? null);
      return true;
    });
    if (inspected && !isTaken) await this.inspector.forget(inspected.note);
  }
}

/** @throws anything but that the file store has lost what it was given: no trying again brings it back */
function unlessLost(error: unknown): null {
  if (!isLost(error)) throw error;
  return null;
}
