import { newId, type PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../db/account.store';
import { SessionStore } from '../db/session.store';
import type { Account, AccountId } from '../domain/account';
import { assertUnknown, newcomerFrom, rolesFrom, type Claims } from '../domain/claims';
import type { SessionId } from '../domain/identity';
import type { IdentityProvider } from '../domain/provider';
import { accountTaken, attemptInvalid } from '../domain/provider-errors';
import type { SessionTokens } from '../domain/session';
import { MembersBook } from './members-book';
import { ProviderRoles } from './provider-roles';
import { SessionService } from './session.service';

/** What a provider proved of somebody. */
export type Proven = { readonly provider: IdentityProvider; readonly claims: Claims };

/** Decides what somebody is let in as, whom a provider vouches for. */
@Injectable()
export class Admission {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessionStore: SessionStore,
    private readonly book: MembersBook,
    private readonly roles: ProviderRoles,
    private readonly sessions: SessionService,
  ) {}

  /**
   * Signs in whose account this is. An account that nobody has makes a new person, if the provider's rules give them a
   * role and their address is verified and nobody's; it never joins somebody who is there.
   *
   * @throws ACCOUNT.MAIL_UNVERIFIED, ACCOUNT.NO_ROLE, ACCOUNT.LINK_FIRST
   */
  async signIn(tx: Transaction, proven: Proven, wantsRefresh: boolean): Promise<SessionTokens> {
    const account = (await this.accountOf(tx, proven)) ?? (await this.addPerson(tx, proven));
    await this.confirm(tx, proven, account);
    const providerSession = typeof proven.claims['sid'] === 'string' ? proven.claims['sid'] : null;
    const vouched = { providerId: proven.provider.id, accountId: account.id, providerSession };
    return this.sessions.open(tx, { personId: account.personId, wantsRefresh, vouched });
  }

  /** Gives an account to whoever holds a session; again, it changes nothing. @throws ACCOUNT.TAKEN, SIGN_IN.STATE_INVALID */
  async link(tx: Transaction, proven: Proven, sessionId: SessionId): Promise<void> {
    const existing = await this.accountOf(tx, proven);
    const personId = await this.sessionStore.holderOf(tx, sessionId, await tx.now());
    if (!personId) throw attemptInvalid();
    if (existing && existing.personId !== personId) throw accountTaken();
    const account = existing ?? (await this.addAccount(tx, proven, personId));
    await this.confirm(tx, proven, account);
    if (existing) tx.unchanged(undefined);
  }

  private async accountOf(tx: Transaction, { claims }: Proven): Promise<Account | undefined> {
    await this.accounts.lockSubject(tx, claims.iss, claims.sub);
    return this.accounts.find(tx, claims.iss, claims.sub);
  }

  private async addPerson(tx: Transaction, proven: Proven): Promise<Account> {
    const newcomer = newcomerFrom(proven.claims, rolesFrom(proven.provider.rules, proven.claims));
    assertUnknown(await this.accounts.knowsAddress(tx, newcomer.email));
    const { id } = await this.book.addPerson(tx, newcomer);
    return this.addAccount(tx, proven, id);
  }

  private async addAccount(tx: Transaction, { provider, claims }: Proven, personId: PersonId): Promise<Account> {
    const [now, id] = [await tx.now(), newId<AccountId>()];
    const account = { id, issuer: claims.iss, subject: claims.sub, personId, linkedAt: now, lastUsedAt: now };
    await this.accounts.add(tx, account);
    tx.record({ type: 'account.linked', accountId: id, personId, providerId: provider.id }, { id: personId });
    return account;
  }

  private async confirm(tx: Transaction, { provider, claims }: Proven, account: Account): Promise<void> {
    const who = { accountId: account.id, personId: account.personId };
    await this.roles.confirm(tx, who, provider, rolesFrom(provider.rules, claims));
    await this.accounts.putUsed(tx, account.id, await tx.now());
  }
}
