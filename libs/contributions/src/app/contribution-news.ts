import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import { MembersBook } from '#identity';
import { Notifications, type NotificationKind } from '#notifications';
import type { Transaction } from '#platform';
import type { Contribution } from '../domain/contribution';

type Told = Extract<
  NotificationKind,
  'readingAsked' | 'confirmationAsked' | 'contributionAccepted' | 'contributionRejected'
>;

/** Tells people where contributions stand: who sent one, and who has to decide on one. */
@Injectable()
export class ContributionNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly book: MembersBook,
  ) {}

  /** Tells who submitted it. */
  async tell(tx: Transaction, contribution: Contribution, dataset: Dataset, kind: Told): Promise<void> {
    const { reason, submittedBy, id } = contribution;
    const facts = { ...factsOf(contribution, dataset), reason };
    await this.notifications.tell(tx, { to: [submittedBy], kind, facts, about: id });
  }

  /** Tells the stewards of the dataset's publisher that their approval is asked. */
  async askApproval(tx: Transaction, contribution: Contribution, dataset: Dataset): Promise<void> {
    const { organisationId, id } = contribution;
    const to = await this.book.stewardsOf(tx, [dataset.publisherId], await tx.now());
    const { name: organisation } = await this.book.organisation(tx, organisationId);
    const facts = { ...factsOf(contribution, dataset), organisation };
    await this.notifications.tell(tx, { to, kind: 'approvalAsked', facts, about: id });
  }
}

const factsOf = ({ files, datasetId }: Contribution, { title, federationId }: Dataset) => ({
  subject: { type: 'dataset' as const, id: datasetId },
  ...{ title, federationId, extra: files.map(({ name }) => name) },
});
