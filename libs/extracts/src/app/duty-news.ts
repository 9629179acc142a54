import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { MembersBook } from '#identity';
import { Notifications } from '#notifications';
import type { Transaction } from '#platform';
import { DutyStore } from '../db/duty.store';
import { lastDay } from '../domain/duty/due-dates';
import type { Obligation } from '../domain/duty/obligation';
import { nextStepAt, OVERDUE, type Step } from '../domain/duty/steps';
import { REMIND_DUTY } from '../jobs';

/** Tells people of their duties, in the transaction in which something happens, and promises the next reminder. */
@Injectable()
export class DutyNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly store: DutyStore,
    private readonly datasets: DatasetService,
    private readonly book: MembersBook,
  ) {}

  /** Promises that somebody looks again when the next step of the due date comes. */
  promise(tx: Transaction, obligation: Obligation, now: Date): void {
    const at = nextStepAt(obligation, now);
    if (at) tx.enqueue(REMIND_DUTY, { obligationId: obligation.id }, at);
  }

  /** The holders; and those who look after the dataset too, once it is overdue. */
  async tellStep(tx: Transaction, obligation: Obligation, step: Step): Promise<void> {
    const { id, dueAt, publisherId, holders } = obligation;
    const handlers = step >= OVERDUE ? await this.book.stewardsOf(tx, [publisherId], await tx.now()) : [];
    await this.notifications.tell(tx, {
      to: [...holders, ...handlers],
      kind: step >= OVERDUE ? 'dutyOverdue' : 'dutyDue',
      facts: await this.factsOf(tx, obligation),
      about: `${id} ${dueAt?.toISOString() ?? ''} ${step}`,
    });
  }

  /** Whoever is to delete a release, of that and of the day by which. */
  async tellRecalled(tx: Transaction, obligation: Obligation): Promise<void> {
    const { id, holders } = obligation;
    const facts = await this.factsOf(tx, obligation);
    await this.notifications.tell(tx, { to: holders, kind: 'releaseRecalled', facts, about: id });
  }

  async tellRejected(
    tx: Transaction,
    obligation: Obligation,
    { reason, number }: { readonly reason: string; readonly number: number },
  ): Promise<void> {
    const facts = { ...(await this.factsOf(tx, obligation)), outcome: 'rejected' as const, reason };
    const about = `${obligation.id} rejected ${number}`;
    await this.notifications.tell(tx, { to: obligation.holders, kind: 'dutyDue', facts, about });
  }

  private async factsOf(tx: Transaction, obligation: Obligation) {
    const { applicationId, federationId, datasetId, duty, dueAt } = obligation;
    const { title: dataset } = await this.datasets.find(datasetId);
    const owed = { federationId, duty: duty.type, dueAt: dueAt && lastDay(dueAt) };
    if (applicationId === null)
      return { ...owed, subject: { type: 'dataset', id: datasetId } as const, title: dataset };
    const title = await this.store.projectOf(tx, applicationId);
    return { ...owed, subject: { type: 'grant', id: applicationId } as const, dataset, title };
  }
}
