import { assertScope, type Identity } from '#identity';
import { Database, UnitOfWork } from '#platform';
import { Injectable } from '@nestjs/common';
import { NotificationStore } from '../db/notification.store';
import { PreferenceStore } from '../db/preference.store';
import { DEFAULT_DELIVERY, NOTIFICATION_KINDS } from '../domain/kinds';
import type { Notification, Preference, ReadMark } from '../domain/notification';

/** What one person was told and how they want to be told: their own, and nobody else's. */
@Injectable()
export class Inbox {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly notifications: NotificationStore,
    private readonly preferences: PreferenceStore,
  ) {}

  /** The newest first. @param after the id of the last one of the page before @throws TOKEN.SCOPE_NEEDED */
  async page(
    by: Identity,
    { unreadOnly }: { readonly unreadOnly: boolean },
    after: string | null,
    limit: number,
  ): Promise<Notification[]> {
    assertScope(by, 'read');
    return this.notifications.page(this.database, by.personId, { unreadOnly, after, limit });
  }

  /** How many are not read. @throws TOKEN.SCOPE_NEEDED */
  async unread(by: Identity): Promise<number> {
    assertScope(by, 'read');
    return this.notifications.unread(this.database, by.personId);
  }

  /**
   * Marks as read, all or none; what was read already keeps its time. The journal is not told: what somebody has read,
   * and when, is nobody's business.
   *
   * @returns how many are not read after that
   * @throws NOTIFICATION.MISSING if one of them is none of the caller's; TOKEN.SCOPE_NEEDED
   */
  async markRead(by: Identity, mark: ReadMark): Promise<number> {
    assertScope(by, 'manage');
    return this.work.run({ id: by.personId }, async (tx) => {
      await this.notifications.markRead(tx, by.personId, { mark, readAt: await tx.now() });
      return tx.unchanged(await this.notifications.unread(tx, by.personId));
    });
  }

  /** How the caller is told of each kind there is. @throws TOKEN.SCOPE_NEEDED */
  async preferencesOf(by: Identity): Promise<Preference[]> {
    assertScope(by, 'read');
    const own = await this.preferences.of(this.database, by.personId);
    return NOTIFICATION_KINDS.map((kind) => ({ kind, delivery: own.get(kind) ?? DEFAULT_DELIVERY[kind] }));
  }

  /** From now on, tells the caller of a kind so; muting it holds back what was not mailed yet. @throws TOKEN.SCOPE_NEEDED */
  async prefer(by: Identity, preference: Preference): Promise<Preference> {
    assertScope(by, 'manage');
    return this.work.run({ id: by.personId }, async (tx) => {
      await this.preferences.put(tx, by.personId, preference);
      if (preference.delivery === 'muted') await this.notifications.mute(tx, by.personId, preference.kind);
      tx.record({ type: 'notification-preference.set', personId: by.personId, ...preference });
      return preference;
    });
  }
}
