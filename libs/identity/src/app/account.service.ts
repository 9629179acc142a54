import { isId, missing } from '#kernel';
import { Database, UnitOfWork, type Principal } from '#platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../db/account.store';
import { ProvidedRoleStore } from '../db/provided-role.store';
import type { Account, AccountId } from '../domain/account';
import { assertSession } from '../domain/api-token';
import type { Identity } from '../domain/identity';
import type { ProviderId } from '../domain/provider';
import { ProviderRoles } from './provider-roles';

/** Which accounts at identity providers sign a person in. */
@Injectable()
export class AccountService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly store: AccountStore,
    private readonly roles: ProviderRoles,
    private readonly roleStore: ProvidedRoleStore,
  ) {}

  /** The caller's accounts, newest first. @throws TOKEN.SESSION_NEEDED */
  list(by: Identity): Promise<Account[]> {
    assertSession(by);
    return this.store.ofPerson(this.database, by.personId);
  }

  /**
   * Takes an account from its person: it signs nobody in any more, its sessions end, and so do the memberships on its
   * word. The person still signs in by mail, and their API tokens live on.
   *
   * @throws TOKEN.SESSION_NEEDED, ACCOUNT.MISSING
   */
  async unlink(by: Identity, id: AccountId): Promise<Account> {
    assertSession(by);
    if (!isId(id)) throw missing('account', id);
    return this.work.run({ id: by.personId }, async (tx) => {
      const account = await this.store.lock(tx, id, by.personId);
      if (!account) throw missing('account', id);
      await this.roles.withdrawAll(tx, { accountId: id });
      await this.roleStore.forgetAccount(tx, id);
      const ended = await this.store.endSessions(tx, id, await tx.now());
      await this.store.remove(tx, id);
      tx.record({ type: 'account.unlinked', accountId: id, personId: by.personId, sessions: ended.length });
      return account;
    });
  }

  /** Ends the memberships that a provider has not confirmed for 30 days; again, it changes nothing. */
  async lapseRoles(by: Principal, source: { accountId: AccountId; providerId: ProviderId }): Promise<void> {
    await this.work.run(by, async (tx) => {
      const hasLapsed = await this.roles.lapse(tx, source);
      tx.fulfil();
      if (hasLapsed) tx.record({ type: 'account.roles-lapsed', ...source });
      else tx.unchanged(undefined);
    });
  }
}
