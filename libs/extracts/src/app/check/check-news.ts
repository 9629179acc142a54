import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { PersonId } from '#kernel';
import { Notifications, type NotificationKind, type Outcome } from '#notifications';
import type { Transaction } from '#platform';
import type { CheckOutcome, OutputCheck } from '../../domain/check/output-check';
import type { Extract } from '../../domain/extract';

const OUTCOMES: Readonly<Partial<Record<CheckOutcome, Outcome>>> = {
  released: 'approved',
  withheld: 'rejected',
  unanswered: 'expired',
};

/** Tells people of tables that are looked at before they leave: never what is in them, nor what anybody said. */
@Injectable()
export class CheckNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly datasets: DatasetService,
  ) {}

  /** Those who may look at it, of what it is and until when; not who asks for it. */
  ask(tx: Transaction, extract: Extract, check: OutputCheck, to: readonly PersonId[]): Promise<void> {
    return this.tell(tx, 'outputCheckAsked', extract, { to, about: `${keyOf(check)} asked`, check });
  }

  remind(tx: Transaction, extract: Extract, check: OutputCheck, to: readonly PersonId[]): Promise<void> {
    return this.tell(tx, 'outputCheckAsked', extract, { to, about: `${keyOf(check)} reminded`, check });
  }

  /** Whoever asks for it, and those who have said something, of how it came out. */
  tellSettled(
    tx: Transaction,
    extract: Extract,
    check: OutputCheck & { readonly outcome: CheckOutcome },
    reviewers: readonly PersonId[],
  ): Promise<void> {
    const outcome = OUTCOMES[check.outcome];
    if (!outcome) return Promise.resolve();
    const to = [extract.requestedBy, ...reviewers];
    return this.tell(tx, 'outputChecked', extract, { to, about: keyOf(check), outcome });
  }

  private async tell(
    tx: Transaction,
    kind: NotificationKind,
    { datasetId, federationId, purpose }: Extract,
    told: {
      readonly to: readonly PersonId[];
      readonly about: string;
      readonly outcome?: Outcome;
      readonly check?: OutputCheck;
    },
  ): Promise<void> {
    const { title } = await this.datasets.find(datasetId);
    const subject = { type: 'dataset', id: datasetId } as const;
    const { outcome, check, to, about } = told;
    const dueAt = check?.closesAt.toISOString() ?? null;
    const facts = { subject, title, federationId, purpose, outcome: outcome ?? null, dueAt };
    await this.notifications.tell(tx, { to, kind, facts, about });
  }
}

const keyOf = ({ extractId, round }: OutputCheck) => `${extractId} ${round}`;
