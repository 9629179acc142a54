import type { PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { civilDayOf } from '../db/civil-day';
import { ProvidedRoleStore, type HeldRole, type Source } from '../db/provided-role.store';
import type { AccountId } from '../domain/account';
import type { IdentityProvider, ProvidedRole } from '../domain/provider';
import { minutesAfter } from '../domain/sign-in';
import { LAPSE_PROVIDED_ROLES } from '../jobs';
import { MembersBook } from './members-book';

/** A provider that was not asked for so long does not know any more. */
const CONFIRMED_DAYS = 30;
const daysAfter = (at: Date, days: number): Date => minutesAfter(at, days * 24 * 60);

type Who = { readonly accountId: AccountId; readonly personId: PersonId };

/**
 * Memberships that are in the book on a provider's word, and end with it. What the book entered otherwise is never
 * touched, and a membership on the word of several ends with the last of them.
 */
@Injectable()
export class ProviderRoles {
  constructor(
    private readonly book: MembersBook,
    private readonly store: ProvidedRoleStore,
  ) {}

  /** Lets the book say what the provider says today, and promises to ask what became of it in 30 days. */
  async confirm(
    tx: Transaction,
    { accountId, personId }: Who,
    { id: providerId, organisationId }: IdentityProvider,
    roles: readonly ProvidedRole[],
  ): Promise<void> {
    await this.store.lockPerson(tx, personId);
    const now = await tx.now();
    const held = await this.store.heldFrom(tx, { accountId, providerId });
    await this.withdraw(
      tx,
      held.filter(({ role }) => !roles.includes(role)),
    );
    for (const role of roles) {
      const seat = { personId, organisationId, role };
      const open = await this.store.openMembership(tx, seat);
      if (open && !open.isProvided) continue;
      const joinedOn = await civilDayOf(tx, now);
      const membershipId = open?.id ?? (await this.book.enrol(tx, { ...seat, joinedOn }));
      await this.store.confirm(tx, { membershipId, accountId, providerId }, now);
    }
    if (roles.length > 0) tx.enqueue(LAPSE_PROVIDED_ROLES, { accountId, providerId }, daysAfter(now, CONFIRMED_DAYS));
  }

  /** Takes back what was not confirmed for 30 days. @returns whether there was anything */
  async lapse(tx: Transaction, source: Required<Source>): Promise<boolean> {
    const notSince = daysAfter(await tx.now(), -CONFIRMED_DAYS);
    const [lapsed] = await this.store.heldFrom(tx, source, notSince);
    if (!lapsed) return false;
    await this.store.lockPerson(tx, lapsed.personId); // and read again what a sign-in may have confirmed meanwhile
    return this.withdraw(tx, await this.store.heldFrom(tx, source, notSince));
  }

  /** Takes back all that stands on the word of an account, or of a provider. */
  async withdrawAll(tx: Transaction, source: Source): Promise<void> {
    await this.withdraw(tx, await this.store.heldFrom(tx, source));
  }

  private async withdraw(tx: Transaction, held: readonly HeldRole[]): Promise<boolean> {
    const leftOn = await civilDayOf(tx, await tx.now());
    for (const { personId, organisationId, role, ...source } of held) {
      const wasLast = await this.store.forget(tx, source);
      if (wasLast) await this.book.leave(tx, { personId, organisationId, role, leftOn });
    }
    return held.length > 0;
  }
}
