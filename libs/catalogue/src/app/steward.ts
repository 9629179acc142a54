import type { FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { notYourOrganisation } from '../domain/errors';

/** @throws ORGANISATION.NOT_YOURS unless the caller is a steward of the organisation, and it is in the federation */
export function assertStewardOf(by: Actor, organisationId: OrganisationId, federationId: FederationId): void {
  const isSteward = by.identity?.memberships.some(
    (membership) =>
      membership.role === 'steward' &&
      membership.organisationId === organisationId &&
      membership.federationIds.includes(federationId),
  );
  if (!isSteward) throw notYourOrganisation(organisationId);
}
