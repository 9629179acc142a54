import { Injectable } from '@nestjs/common';
import type { ContributionId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore, type NoteKind } from '../db/upload.store';
import type { Contribution } from '../domain/contribution';
import { ArrivalService, ARRIVAL_LASTS_MS } from './arrival.service';
import { DecisionService } from './decision.service';
import { LeftOvers } from './left-overs';
import { nothingToDo } from './verdicts';

/** What shows findings' values to people, for as long as they may be read. */
const SHOWN: readonly NoteKind[] = ['values', 'findings'];

/** Destroys what nobody needs any more. Each method may be repeated without harm. */
@Injectable()
export class CleaningService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly leftOvers: LeftOvers,
    private readonly arrivals: ArrivalService,
    private readonly decisions: DecisionService,
  ) {}

  /**
   * Destroys files as they were sent once they have been checked, and the only key to them; and rows that nobody took. What
   * a crash may have left without a trace of it here lies under the same keys.
   */
  async discardUpload(by: Principal, id: ContributionId): Promise<void> {
    await this.work.run(by, async (tx) => {
      const contribution = await this.contributions.lock(tx, id);
      if (isStillNeeded(contribution)) return nothingToDo(tx);
      const [uploads, arrivals] = [await this.uploads.of(id, tx), await this.uploads.arrivals(id, tx)];
      const isRefused = hasRefusedRows(contribution);
      await this.leftOvers.destroy(contribution, { uploads, arrivals, isRefused });
      if (uploads.length + arrivals.length === 0 && !(isRefused && contribution.rows)) return nothingToDo(tx);
      for (const { sha256 } of await this.uploads.deleteNotes(tx, id, ['inspection'])) {
        await this.leftOvers.destroyFile(sha256);
      }
      await this.uploads.delete(tx, id);
      for (const arrival of arrivals) await this.uploads.deleteArrival(tx, arrival.id);
      if (isRefused) await this.contributions.save(tx, { ...contribution, rows: null });
      tx.record({ type: 'upload.discarded', contributionId: id });
      tx.fulfil();
    });
  }

  /** Destroys what the findings of a contribution show: its values, and the list of all. What was wrong where stays. */
  async forgetFindings(by: Principal, id: ContributionId): Promise<void> {
    await this.work.run(by, async (tx) => {
      const { findingsKey } = await this.contributions.lock(tx, id);
      const notes = await this.uploads.deleteNotes(tx, id, SHOWN);
      if (notes.length === 0) return nothingToDo(tx);
      await this.leftOvers.destroyKey(findingsKey);
      for (const { sha256 } of notes) await this.leftOvers.destroyFile(sha256);
      tx.record({ type: 'findings.forgotten', contributionId: id });
      tx.fulfil();
    });
  }

  /** Destroys all that was sent of a contribution that is out, and all that was found in it. */
  async destroySent(by: Principal, id: ContributionId, uploads: readonly string[]): Promise<void> {
    const { uploadKey, findingsKey } = await this.contributions.find(id);
    await this.leftOvers.destroyKey(uploadKey);
    await this.leftOvers.destroyKey(findingsKey);
    await this.discardUpload(by, id);
    await this.forgetFindings(by, id);
    for (const sha256 of uploads) await this.leftOvers.destroyFile(sha256);
  }

  isThere(sha256: string): Promise<boolean> {
    return this.leftOvers.isThere(sha256);
  }

  /** Ends uploads that were begun a day ago and not continued, and a contribution that has waited for its time. */
  async expire(by: Principal, id: ContributionId): Promise<void> {
    const now = (await this.work.now()).getTime();
    for (const { id: arrivalId, begunAt, takenAt } of await this.uploads.arrivals(id)) {
      if (!takenAt && now - begunAt.getTime() >= ARRIVAL_LASTS_MS) await this.arrivals.end(by, arrivalId);
    }
    await this.decisions.lapse(by, id);
  }
}

/** Whether its files are still to be read. */
const isStillNeeded = ({ state }: Contribution): boolean =>
  state === 'awaitingFile' || state === 'inspecting' || state === 'awaitingReading' || state === 'validating';

/** Whether no rows of it are data, though some may have been kept when they were checked. */
const hasRefusedRows = ({ state, sameAsId }: Contribution): boolean =>
  state === 'rejected' || state === 'cancelled' || (state === 'accepted' && sameAsId !== null);
