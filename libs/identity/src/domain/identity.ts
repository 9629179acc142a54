import type { FederationId, Id, OrganisationId, PersonId } from '#kernel';

export const ROLES = ['member', 'steward', 'researcher', 'auditor', 'operator'] as const;
/** What someone is to an organisation; only a member votes. */
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = [
  'cooperative',
  'association',
  'foundation',
  'socialEnterprise',
  'mutual',
  'enablingOrganisation',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const SCOPES = ['read', 'vote', 'propose', 'contribute', 'extract', 'manage'] as const;
/** What an API token may be used for, within what its person may do anyway. */
export type Scope = (typeof SCOPES)[number];

export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Organisation = { readonly id: OrganisationId; readonly name: string; readonly kind: OrganisationKind };
export type Federation = { readonly id: FederationId; readonly name: string };
export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
};

/** A person in the members' book, and the civil day since which they are in it, `2026-11-22`. */
export type BookEntry = { readonly personId: PersonId; readonly since: string };

/** An organisation in a federation's book: since which civil day, and how many people are its members. */
export type Affiliate = { readonly organisationId: OrganisationId; readonly since: string; readonly members: number };

/** One entry of the members' book that is in force today; `federationIds` as affiliated today. */
export type Membership = {
  readonly organisationId: OrganisationId;
  readonly kind: OrganisationKind;
  readonly role: Role;
  readonly federationIds: readonly FederationId[];
};

/** A role in an organisation, within one federation that it is affiliated to. */
export type SeatIn = { readonly organisationId: OrganisationId; readonly federationId: FederationId };

/** Who a request comes from, as the members' book has it today. `scopes`: `all` for a session, a list for an API token. */
export type Identity = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly memberships: readonly Membership[];
  readonly scopes: 'all' | readonly Scope[];
  /** Which session; absent or null for an API token, and for a person as a job knows them. */
  readonly sessionId?: SessionId | null;
};

export type SignInLinkId = Id<'SignInLink'>;
export type SessionId = Id<'Session'>;

/**
 * Where somebody acts in a role, one seat for each federation of each organisation: of whom they speak, or what they audit.
 *
 * @param role null: in whatever role
 */
export const seatsAs = (role: Role | null, { memberships }: Pick<Identity, 'memberships'>): SeatIn[] =>
  memberships
    .filter((membership) => role === null || membership.role === role)
    .flatMap(({ organisationId, federationIds }) =>
      federationIds.map((federationId) => ({ organisationId, federationId })),
    );
