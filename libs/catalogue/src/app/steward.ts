import { assertScope, seatsAs } from '#identity';
import { missing, newId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { authorise, identityOf, mayKnowOf, NO_SERIES, type Actor } from '#policy';
import { notYourOrganisation } from '../domain/errors';

/** @throws ORGANISATION.NOT_YOURS unless the caller is a steward of the organisation, and it is in the federation */
export function assertStewardOf(by: Actor, organisationId: OrganisationId, federationId: FederationId): void {
  const seats = by.identity ? seatsAs('steward', by.identity) : [];
  if (!seats.some((seat) => seat.organisationId === organisationId && seat.federationId === federationId))
    throw notYourOrganisation(organisationId);
}

/**
 * For what belongs to datasets without being one: whoever could publish a dataset there.
 *
 * @throws FEDERATION.MISSING, POLICY.FORBIDDEN, ORGANISATION.NOT_YOURS
 */
export function assertMayPublish(
  by: Actor,
  { federationId, publisherId }: { readonly federationId: FederationId; readonly publisherId: OrganisationId },
): void {
  const first = {
    ...{ id: newId<DatasetId>(), federationId, publisherId, seriesId: NO_SERIES },
    ...{ needCategory: '', accessRights: '', contributors: 0 },
  };
  if (!mayKnowOf(by, 'Dataset', first)) throw missing('federation', federationId);
  authorise(by, 'create', 'Dataset', first);
  assertStewardOf(by, publisherId, federationId);
}

/**
 * Its stewards, wherever it is affiliated: its rows stay its own when it leaves.
 *
 * @throws ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
 */
export function assertSpeaksFor(by: Actor, organisationId: OrganisationId): void {
  const identity = identityOf(by);
  assertScope(identity, 'manage');
  const isSteward = identity.memberships.some(
    (membership) => membership.role === 'steward' && membership.organisationId === organisationId,
  );
  if (!isSteward) throw notYourOrganisation(organisationId);
}
