import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import type { Transaction } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import type { Contribution } from '../domain/contribution';
import { ownFinding } from '../domain/found';
import { isUnderstood, troublesOf, withReadings, type Inspections } from '../domain/inspected';
import { stateAfter } from '../domain/states';
import { VALIDATE_CONTRIBUTION } from '../jobs';
import type { Own } from './access';
import { ContributionNews } from './contribution-news';
import { expireLater } from './expire-later';
import { Verdicts } from './verdicts';

/** Where an inspected contribution goes. */
@Injectable()
export class InspectionOutcomes {
  constructor(
    private readonly contributions: ContributionStore,
    private readonly verdicts: Verdicts,
    private readonly news: ContributionNews,
  ) {}

  /** @param inspections null: the files were lost */
  async settle(tx: Transaction, before: Own, inspections: Inspections | null): Promise<void> {
    if (!inspections) return this.verdicts.refuse(tx, before, [ownFinding('FILE.LOST', null)]);
    const troubles = troublesOf(inspections);
    if (troubles.length > 0) return this.verdicts.refuse(tx, before, troubles);
    const understood = withReadings(before.contribution, inspections);
    if (!isUnderstood(understood)) return this.ask(tx, understood, before.dataset);
    await this.goOn(tx, understood);
  }

  /** Has the contribution checked, now that it is known how its files are read. */
  async goOn(tx: Transaction, contribution: Contribution): Promise<Contribution> {
    const { id } = contribution;
    const next = { ...contribution, state: stateAfter(id, contribution.state, 'read') };
    await this.contributions.save(tx, next);
    tx.record({
      type: 'contribution.read',
      contributionId: id,
      formats: next.files.map((file) => file.reading?.format),
    });
    tx.enqueue(VALIDATE_CONTRIBUTION, { contributionId: id });
    return next;
  }

  private async ask(tx: Transaction, contribution: Contribution, dataset: Dataset): Promise<void> {
    const { id } = contribution;
    const asking = { ...contribution, state: stateAfter(id, contribution.state, 'ask') };
    await this.contributions.save(tx, asking);
    tx.record({ type: 'contribution.reading-asked', contributionId: id });
    await this.news.tell(tx, asking, dataset, 'readingAsked');
    await expireLater(tx, asking);
  }
}
