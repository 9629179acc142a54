import { seatsAs } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { notYourOrganisation } from '../domain/errors';

/** @throws ORGANISATION.NOT_YOURS unless the caller is a steward of the organisation, and it is in the federation */
export function assertStewardOf(by: Actor, organisationId: OrganisationId, federationId: FederationId): void {
  const seats = by.identity ? seatsAs('steward', by.identity) : [];
  if (!seats.some((seat) => seat.organisationId === organisationId && seat.federationId === federationId))
    throw notYourOrganisation(organisationId);
}
