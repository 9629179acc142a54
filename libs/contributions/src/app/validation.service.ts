import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import type { ContributionId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore } from '../db/upload.store';
import { sameAgain, withReport, type Contribution } from '../domain/contribution';
import { noLongerInPlace } from '../domain/errors';
import { isLost, ownFinding } from '../domain/found';
import type { Own } from './access';
import { Checking, type CheckedContribution, type Needed } from './checking';
import { nothingToDo, Verdicts } from './verdicts';

/** What the worker does with files that it knows how to read. Each method may be repeated without harm. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly datasets: DatasetService,
    private readonly checking: Checking,
    private readonly verdicts: Verdicts,
  ) {}

  /**
   * Checks every row of a contribution. It then is accepted as the next version of its dataset, rejected with findings, or
   * waits for its contributor (warnings) or for the dataset's publisher (approval).
   */
  async validate(by: Principal, id: ContributionId): Promise<void> {
    const contribution = await this.contributions.find(id);
    if (contribution.state !== 'validating') return this.work.run(by, nothingToDo);
    const dataset = await this.datasets.find(contribution.datasetId);
    try {
      await this.decide(by, dataset, await this.checking.check(by, contribution, dataset));
    } catch (error) {
      if (!isLost(error)) throw error;
      await this.fail(by, id, 'FILE.LOST');
    }
  }

  /** Rejects what cannot be inspected or checked for a reason of ours, so that nobody waits for it for ever. */
  async fail(by: Principal, id: ContributionId, code: 'FILE.LOST' | 'FILE.NOT_CHECKED'): Promise<void> {
    const { datasetId } = await this.contributions.find(id);
    const dataset = await this.datasets.find(datasetId);
    await this.work.run(by, async (tx) => {
      const contribution = await this.contributions.lock(tx, id);
      const { state } = contribution;
      if (state !== 'inspecting' && state !== 'validating') return nothingToDo(tx);
      await this.verdicts.refuse(tx, { contribution, dataset }, [ownFinding(code, null)]);
      tx.fulfil();
    });
  }

  /** Whoever finishes first decides; a repeated run finds the decision made. */
  private async decide(by: Principal, dataset: Dataset, checked: CheckedContribution): Promise<void> {
    const { id } = checked.contribution;
    const needed = await this.work.run(by, async (tx): Promise<Needed> => {
      const before = await this.contributions.lock(tx, id);
      tx.fulfil();
      if (before.state !== 'validating') return tx.unchanged({ notes: false, rows: before.rows !== null });
      return this.settle(tx, before, { ...checked, dataset });
    });
    await this.checking.forget(checked, needed);
  }

  private async settle(
    tx: Transaction,
    before: Contribution,
    { contribution: known, outcome, dataset }: CheckedContribution & Own,
  ): Promise<Needed> {
    if ('troubles' in outcome) {
      await this.verdicts.refuse(tx, { contribution: before, dataset }, outcome.troubles);
      return NONE;
    }
    await this.contributions.lockPlace(tx, before);
    const { fingerprint, pseudonymKey, schemaNumber } = known;
    const facts = { ...before, fingerprint, pseudonymKey, schemaNumber };
    const same = outcome.report.findingCount === 0 ? await this.checking.sameInPlace(tx, known) : null;
    if (same) {
      const contribution = sameAgain(facts, same, outcome.report);
      await this.verdicts.note(tx, { contribution, dataset }, NOTHING_FOUND);
      return NONE;
    }
    if (!outcome.rows && outcome.report.findingCount === 0) throw noLongerInPlace(before.id);
    const isApprovalNeeded = dataset.approvalNeeded === 'steward';
    const contribution = withReport({ ...facts, rows: outcome.rows }, outcome.report, isApprovalNeeded);
    for (const { kind, file } of outcome.notes) await this.uploads.putNote(tx, before.id, kind, file);
    await this.verdicts.note(tx, { contribution, dataset }, outcome.found);
    return { rows: contribution.rows !== null, notes: true };
  }
}

const NONE: Needed = { rows: false, notes: false };
const NOTHING_FOUND = { findings: [], groups: [] } as const;
