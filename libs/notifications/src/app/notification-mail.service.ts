import { MembersBook } from '#identity';
import type { PersonId } from '#kernel';
import { Config, Database, Mailer, UnitOfWork, type DomainEvent, type Principal } from '#platform';
import { Injectable } from '@nestjs/common';
import { NotificationStore } from '../db/notification.store';
import type { NotificationId } from '../domain/notification';
import { digestMail, notificationMail } from '../domain/notification-mail';

const MOST_IN_DIGEST = 200;

/**
 * Keeps the promises of mails. People are mailed as long as they exist, whatever organisations they left: what they were
 * told concerns them. Repeated after a crash between mail and mark, it may mail twice; after the mark, it mails nothing.
 */
@Injectable()
export class NotificationMailService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly store: NotificationStore,
    private readonly members: MembersBook,
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  /** Mails one notification, unless it is mailed already or was muted meanwhile. */
  async sendOne(by: Principal, id: NotificationId): Promise<void> {
    const [told] = await this.store.find(this.database, [id]);
    if (told?.delivery !== 'atOnce' || told.mailedAt) return;
    const { personId } = told;
    const reader = await this.readerOf(personId);
    if (!reader) return;
    await this.mailer.send({ to: reader.email, ...notificationMail(told, reader) });
    await this.mailed(by, [id], { type: 'notification.mailed', notificationId: id, personId });
  }

  /** Mails what waits for the morning of this day or of an earlier one, in one mail; where nothing waits, none. */
  async sendDigest(by: Principal, personId: PersonId, day: string): Promise<void> {
    const waiting = await this.store.waiting(this.database, personId, day);
    const reader = await this.readerOf(personId);
    if (waiting.length === 0 || !reader) return;
    const told = await this.store.find(this.database, waiting.slice(0, MOST_IN_DIGEST));
    await this.mailer.send({ to: reader.email, ...digestMail(told, waiting.length, reader) });
    await this.mailed(by, waiting, { type: 'digest.mailed', personId, day, notifications: waiting.length });
  }

  private async readerOf(id: PersonId) {
    const [person] = await this.members.persons(this.database, [id]);
    return person && { ...person, publicUrl: this.config.http.publicUrl };
  }

  private mailed(by: Principal, ids: readonly NotificationId[], event: DomainEvent): Promise<void> {
    return this.work.run(by, async (tx) => {
      await this.store.markMailed(tx, ids, await tx.now());
      tx.record(event);
      tx.fulfil();
    });
  }
}
