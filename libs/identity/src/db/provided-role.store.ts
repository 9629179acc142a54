import type { MembershipId, OrganisationId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { AccountId } from '../domain/account';
import type { ProvidedRole, ProviderId } from '../domain/provider';

/** A membership that holds today on a provider's word. */
export type HeldRole = {
  readonly membershipId: MembershipId;
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly role: ProvidedRole;
};
/** Whose word: every account of a provider, every provider of an account, or one account at one provider. */
export type Source = { readonly accountId?: AccountId; readonly providerId?: ProviderId };

@Injectable()
export class ProvidedRoleStore {
  /** What is entered for a person on the word of several providers is entered one after the other. */
  async lockPerson(tx: Queryable, id: PersonId): Promise<void> {
    await tx.query('select 1 from identity.person where id = $1 for no key update', [id]);
  }

  /** @param notSince only what was last confirmed at or before this moment */
  heldFrom(tx: Queryable, { accountId, providerId }: Source, notSince: Date | null = null): Promise<HeldRole[]> {
    return tx.query<HeldRole>(
      `select r.membership_id as "membershipId", r.account_id as "accountId", r.provider_id as "providerId",
              m.person_id as "personId", m.organisation_id as "organisationId", m.role
       from identity.provided_role r join identity.membership m on m.id = r.membership_id
       where m.left_on is null and ($1::uuid is null or r.account_id = $1) and ($2::uuid is null or r.provider_id = $2)
         and ($3::timestamptz is null or r.confirmed_at <= $3)
       order by m.person_id, m.role`,
      [accountId ?? null, providerId ?? null, notSince],
    );
  }

  /** The membership of this role that is open, and whether some provider's word is what it stands on. */
  async openMembership(
    tx: Queryable,
    { personId, organisationId, role }: Pick<HeldRole, 'personId' | 'organisationId' | 'role'>,
  ): Promise<{ id: MembershipId; isProvided: boolean } | undefined> {
    const [row] = await tx.query<{ id: MembershipId; isProvided: boolean }>(
      `select m.id, exists (select 1 from identity.provided_role r where r.membership_id = m.id) as "isProvided"
       from identity.membership m
       where m.person_id = $1 and m.organisation_id = $2 and m.role = $3 and m.left_on is null`,
      [personId, organisationId, role],
    );
    return row;
  }

  async confirm(
    tx: Queryable,
    { membershipId, accountId, providerId }: Pick<HeldRole, 'membershipId' | 'accountId' | 'providerId'>,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `insert into identity.provided_role (membership_id, account_id, provider_id, confirmed_at)
       values ($1, $2, $3, $4)
       on conflict (membership_id, account_id, provider_id) do update set confirmed_at = excluded.confirmed_at`,
      [membershipId, accountId, providerId, at],
    );
  }

  /** @returns whether this was the last word that the membership stood on */
  async forget(
    tx: Queryable,
    { membershipId, accountId, providerId }: Pick<HeldRole, 'membershipId' | 'accountId' | 'providerId'>,
  ): Promise<boolean> {
    await tx.query(
      'delete from identity.provided_role where membership_id = $1 and account_id = $2 and provider_id = $3',
      [membershipId, accountId, providerId],
    );
    const others = await tx.query('select 1 from identity.provided_role where membership_id = $1', [membershipId]);
    return others.length === 0;
  }

  /** What an account leaves behind of memberships that ended otherwise. */
  async forgetAccount(tx: Queryable, id: AccountId): Promise<void> {
    await tx.query('delete from identity.provided_role where account_id = $1', [id]);
  }
}
