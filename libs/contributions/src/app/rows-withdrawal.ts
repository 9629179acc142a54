import { Injectable } from '@nestjs/common';
import { VersionService, type WithdrawalCause } from '#catalogue';
import type { ContributionId, DatasetId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { WithdrawalStore, type Taken } from '../db/withdrawal.store';
import type { Contribution } from '../domain/contribution';
import { destroyedBy } from '../domain/withdrawal';
import { CHECK_DESTRUCTION, DESTROY_ROWS } from '../jobs';
import { WithdrawalNews } from './withdrawal-news';

/** Why contributions are withdrawn. */
export type How = { readonly cause: WithdrawalCause; readonly reason: string | null };

/** At most so many contributions in one transaction: who withdraws much does it in several. */
const MOST_AT_ONCE = 500;

/**
 * Takes contributions out of their dataset for good, and promises that what they hold is destroyed: one way for whoever
 * withdraws, be it their contributor, the publisher of the dataset, or the time that they may be kept for.
 */
@Injectable()
export class RowsWithdrawal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly withdrawals: WithdrawalStore,
    private readonly versions: VersionService,
    private readonly news: WithdrawalNews,
  ) {}

  /**
   * Withdraws contributions to a dataset as a job does, which acts for nobody: those that its publisher withdrew with it,
   * or (`retention`) those that arrived before a moment. Again, it changes nothing.
   *
   * What was released stays what it was: nobody took these rows back.
   */
  async ofDataset(
    by: Principal,
    datasetId: DatasetId,
    {
      cause,
      receivedBefore = null,
    }: { readonly cause: 'publisher' | 'retention'; readonly receivedBefore?: Date | null },
  ): Promise<void> {
    const ids = await this.withdrawals.takenIds({ datasetId, organisationId: null, receivedBefore });
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      await this.work.run({ id: by.id }, async (tx) => {
        tx.unchanged(undefined);
        await this.take(tx, datasetId, ids.slice(from, from + MOST_AT_ONCE), { cause, reason: null });
      });
    }
    await this.work.run(by, (tx) => {
      tx.fulfil();
      tx.unchanged(undefined);
      return Promise.resolve();
    });
  }

  /** What there is to take, at this moment. */
  takenIds(taken: Taken, tx?: Transaction): Promise<ContributionId[]> {
    return this.withdrawals.takenIds(taken, tx);
  }

  /** One contribution, with those that brought the very same: rows that were sent twice are taken back once. */
  withSame(id: ContributionId, tx?: Transaction): Promise<ContributionId[]> {
    return this.withdrawals.withSame(id, tx);
  }

  /**
   * Withdraws contributions to one dataset within a transaction: from its commit on nothing is drawn out of them, what was
   * made of them is stale, and their destruction is promised.
   *
   * @param ids in ascending order
   * @returns those that were not withdrawn before
   */
  async take(tx: Transaction, datasetId: DatasetId, ids: readonly ContributionId[], how: How): Promise<Contribution[]> {
    const taken: Contribution[] = [];
    for (const id of ids) {
      const contribution = await this.contributions.lock(tx, id);
      if (contribution.withdrawnAt === null) taken.push(contribution);
    }
    if (taken.length === 0) return [];
    const keys = taken.map(({ id: contributionId, organisationId }) => ({ contributionId, organisationId }));
    const parts = await this.versions.withdraw(tx, datasetId, keys, how.cause);
    const at = await tx.now();
    await this.withdrawals.withdraw(
      tx,
      taken.map(({ id }) => id),
      { ...how, at },
    );
    await this.withdrawals.insert(tx, parts, destroyedBy(at));
    const withdrawn = taken.map((one): Contribution => ({ ...one, state: 'withdrawn', withdrawnAt: at }));
    for (const one of withdrawn) this.promise(tx, one, how);
    await this.news.tellWithdrawn(tx, withdrawn);
    return withdrawn;
  }

  private promise(tx: Transaction, { id, datasetId, organisationId, withdrawnAt }: Contribution, { cause }: How): void {
    tx.record({ type: 'contribution.withdrawn', contributionId: id, datasetId, organisationId, cause });
    tx.enqueue(DESTROY_ROWS, { contributionId: id });
    if (withdrawnAt) tx.enqueue(CHECK_DESTRUCTION, { contributionId: id }, destroyedBy(withdrawnAt));
  }
}
