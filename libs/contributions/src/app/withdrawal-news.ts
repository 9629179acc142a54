import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { MembersBook } from '#identity';
import { Notifications, type NotificationKind } from '#notifications';
import type { Transaction } from '#platform';
import type { Contribution } from '../domain/contribution';

/** Tells the stewards of contributors what becomes of their rows, in the transaction in which it does. */
@Injectable()
export class WithdrawalNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly datasets: DatasetService,
    private readonly book: MembersBook,
  ) {}

  /** @param withdrawn all of one dataset; each organisation is told once, however many they are */
  async tellWithdrawn(tx: Transaction, withdrawn: readonly Contribution[]): Promise<void> {
    const firsts = new Map(withdrawn.map((one) => [one.organisationId, one]));
    for (const contribution of firsts.values()) await this.tell(tx, 'rowsWithdrawn', contribution);
  }

  tellDestroyed(tx: Transaction, contribution: Contribution): Promise<void> {
    return this.tell(tx, 'rowsDestroyed', contribution);
  }

  tellOverdue(tx: Transaction, contribution: Contribution, dueAt: Date): Promise<void> {
    return this.tell(tx, 'destructionOverdue', contribution, dueAt);
  }

  private async tell(tx: Transaction, kind: NotificationKind, contribution: Contribution, dueAt?: Date): Promise<void> {
    const { id, datasetId, federationId, organisationId } = contribution;
    const to = await this.book.stewardsOf(tx, [organisationId], await tx.now());
    const [{ title }, { name }] = [
      await this.datasets.find(datasetId),
      await this.book.organisation(tx, organisationId),
    ];
    const facts = {
      ...{ subject: { type: 'dataset', id: datasetId } as const, title, federationId, organisation: name },
      ...(dueAt && { dueAt: dueAt.toISOString() }),
    };
    await this.notifications.tell(tx, { to, kind, facts, about: id });
  }
}
