import { Injectable } from '@nestjs/common';
import { VersionService, type Dataset } from '#catalogue';
import type { Transaction } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { FindingStore } from '../db/finding.store';
import type { Contribution, Report } from '../domain/contribution';
import { alone, type FoundHere, type GroupHere } from '../domain/found';
import { stateAfter } from '../domain/states';
import { DISCARD_UPLOAD, FORGET_FINDINGS } from '../jobs';
import type { Own } from './access';
import { ContributionNews } from './contribution-news';
import { expireLater } from './expire-later';

const FINDINGS_LAST_MS = 90 * 24 * 60 * 60 * 1000;

/** What was found, as it is kept. */
export type Found = { readonly findings: readonly FoundHere[]; readonly groups: readonly GroupHere[] };

/** Writes down what becomes of a contribution, within the transaction that decides it. */
@Injectable()
export class Verdicts {
  constructor(
    private readonly contributions: ContributionStore,
    private readonly findings: FindingStore,
    private readonly versions: VersionService,
    private readonly news: ContributionNews,
  ) {}

  /** Rejects what could not even be read: nothing was counted. */
  async refuse(tx: Transaction, { contribution, dataset }: Own, findings: readonly FoundHere[]): Promise<void> {
    const report: Report = { dialect: null, rows: 0, people: 0n, findingCount: findings.length, warningCount: 0 };
    const state = stateAfter(contribution.id, contribution.state, 'reject');
    const refused = { ...contribution, state, report };
    await this.note(tx, { contribution: refused, dataset }, { findings, groups: findings.map(alone) });
  }

  /** Saves a contribution that was checked, with what was found, and has happen what follows from its state. */
  async note(tx: Transaction, checked: Own, found: Found): Promise<void> {
    const { id } = checked.contribution;
    await this.findings.insert(tx, id, found);
    tx.enqueue(DISCARD_UPLOAD, { contributionId: id });
    if (found.findings.length > 0) {
      tx.enqueue(FORGET_FINDINGS, { contributionId: id }, new Date((await tx.now()).getTime() + FINDINGS_LAST_MS));
    }
    await this.settle(tx, checked);
  }

  /** Saves a contribution in a state that somebody or something has brought it to, and has happen what follows from it. */
  async settle(tx: Transaction, { contribution, dataset }: Own): Promise<void> {
    await this.contributions.save(tx, contribution);
    switch (contribution.state) {
      case 'accepted':
        return this.accept(tx, contribution, dataset);
      case 'rejected':
        this.record(tx, contribution, 'contribution.rejected');
        return this.news.tell(tx, contribution, dataset, 'contributionRejected');
      case 'awaitingConfirmation':
        this.record(tx, contribution, 'contribution.confirmation-asked');
        await this.news.tell(tx, contribution, dataset, 'confirmationAsked');
        return expireLater(tx, contribution);
      case 'awaitingApproval':
        this.record(tx, contribution, 'contribution.approval-asked');
        await this.news.askApproval(tx, contribution, dataset);
        return expireLater(tx, contribution);
      default:
        throw new Error(`Nothing follows from ${contribution.state}.`);
    }
  }

  private async accept(tx: Transaction, contribution: Contribution, dataset: Dataset): Promise<void> {
    this.record(tx, contribution, 'contribution.accepted');
    const { id: contributionId, datasetId, organisationId, rows, receivedAt, schemaNumber } = contribution;
    if (rows && receivedAt) {
      await this.versions.accept(tx, datasetId, {
        ...{ contributionId, organisationId, receivedAt, fileSha256: rows.sha256 },
        schemaNumber: schemaNumber ?? undefined,
      });
    }
    await this.news.tell(tx, contribution, dataset, 'contributionAccepted');
  }

  private record(tx: Transaction, contribution: Contribution, type: `contribution.${string}`): void {
    const { id: contributionId, datasetId, report, sameAsId } = contribution;
    const { rows = 0, findingCount = 0 } = report ?? {};
    tx.record({ type, contributionId, datasetId, rows, findingCount, ...(sameAsId && { sameAsId }) });
  }
}

/** The promise is kept, by an earlier run. */
export function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
