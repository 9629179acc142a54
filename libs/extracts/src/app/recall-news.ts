import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { Notifications, type NotificationKind } from '#notifications';
import type { Transaction } from '#platform';
import type { Extract } from '../domain/extract';

/** Tells whoever asked for an extract what became of its release, once of each. */
@Injectable()
export class RecallNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly datasets: DatasetService,
  ) {}

  tellRemade(tx: Transaction, extract: Extract, number: number): Promise<void> {
    return this.tell(tx, 'releaseRemade', extract, number);
  }

  tellHeldBack(tx: Transaction, extract: Extract, number: number): Promise<void> {
    return this.tell(tx, 'releaseHeldBack', extract, number);
  }

  private async tell(tx: Transaction, kind: NotificationKind, extract: Extract, number: number): Promise<void> {
    const { id, datasetId, federationId, purpose, requestedBy } = extract;
    const { title } = await this.datasets.find(datasetId);
    const facts = { subject: { type: 'dataset', id: datasetId } as const, title, federationId, purpose };
    await this.notifications.tell(tx, { to: [requestedBy], kind, facts, about: `${id} ${number}` });
  }
}
