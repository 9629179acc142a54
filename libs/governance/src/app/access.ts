import { assertScope, seatsAs } from '#identity';
import { missing, type BodyId, type FederationId, type OrganisationId } from '#kernel';
import type { Queryable } from '#platform';
import { allows, authorise, identityOf, mayKnowOf, type Actor } from '#policy';
import type { SeatStore } from '../db/seat.store';
import { notAnOfficer } from '../domain/assembly/errors';
import type { Body, Office } from '../domain/body/body';
import { notAStewardOf } from '../domain/body/errors';

/** What every record of a body's life says about where it belongs. */
export type Placed = {
  readonly id: string;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId | null;
};

/**
 * Whether the caller may learn that it exists: the people of the organisation, where a body is one's own; otherwise
 * members of the federation, and whom a policy shows it.
 */
export function mayKnow(by: Actor, { id, federationId, organisationId }: Placed): boolean {
  const isTheirs =
    organisationId === null ||
    (by.identity?.memberships.some((membership) => membership.organisationId === organisationId) ?? false);
  return isTheirs && mayKnowOf(by, 'Ballot', { id, federationId });
}

/**
 * Everything in the life of a body follows the policies on ballots.
 *
 * @throws `<NOUN>.MISSING`, as if it did not exist, to who may not know of it; POLICY.FORBIDDEN
 */
export function authoriseIn(by: Actor, action: 'read' | 'propose' | 'vote', noun: string, placed: Placed): void {
  if (!mayKnow(by, placed)) throw missing(noun, placed.id);
  authorise(by, action, 'Ballot', { id: placed.id, federationId: placed.federationId });
}

/** Whether the caller may read it, for lists that leave out what they may not. */
export const mayRead = (by: Actor, { id, federationId, organisationId }: Placed): boolean =>
  mayKnow(by, { id, federationId, organisationId }) && allows(by.ability, 'read', 'Ballot', { id, federationId });

/** What an officer does is within a token's scopes too. @throws BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED */
export async function assertOfficer(
  on: Queryable,
  seats: SeatStore,
  by: Actor,
  { bodyId, offices }: { readonly bodyId: BodyId; readonly offices: readonly Office[] },
): Promise<void> {
  assertOffice(by, await seats.holds(on, bodyId, by, offices), offices);
}

/** @param isHeld whether the caller holds one of these offices @throws BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED */
export function assertOffice(by: Actor, isHeld: boolean, offices: readonly Office[]): void {
  if (!isHeld) throw notAnOfficer(offices.join(' or '));
  assertMayManage(by);
}

/** Whether the caller audits a federation: who does reads all that its bodies do, and changes nothing. */
export const audits = (by: Actor, federationId: FederationId): boolean =>
  by.identity !== null && seatsAs('auditor', by.identity).some((seat) => seat.federationId === federationId);

/** For what only a body's officers and its federation's auditors read. @throws BODY.NOT_AN_OFFICER, TOKEN.SCOPE_NEEDED */
export async function assertMayOversee(
  on: Queryable,
  seats: SeatStore,
  by: Actor,
  { bodyId, federationId }: { readonly bodyId: BodyId; readonly federationId: FederationId },
): Promise<void> {
  if (audits(by, federationId)) assertSignedIn(by);
  else await assertOfficer(on, seats, by, { bodyId, offices: ['chair', 'secretary'] });
}

/** @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED for a token that was not made to act in the name of others */
export function assertMayManage(by: Actor): void {
  assertScope(identityOf(by), 'manage');
}

/** The organisations of a federation in whose name somebody acts. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
export function stewardedIn(by: Actor, federationId: FederationId): readonly OrganisationId[] {
  assertMayManage(by);
  return seatsAs('steward', identityOf(by))
    .filter((seat) => seat.federationId === federationId)
    .map(({ organisationId }) => organisationId);
}

/** @throws BODY.NOT_A_STEWARD, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
export function assertStewardOf(by: Actor, organisationId: OrganisationId, federationId: FederationId): void {
  if (!stewardedIn(by, federationId).includes(organisationId)) throw notAStewardOf(organisationId);
}

/** What is open to whoever signed in. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
export function assertSignedIn(by: Actor): void {
  assertScope(identityOf(by), 'read');
}

/** Who may know of a body may read its rules, and who holds which office. @throws BODY.MISSING, TOKEN.SCOPE_NEEDED */
export function authoriseBody(by: Actor, body: Body): void {
  if (!mayKnow(by, body)) throw missing('body', body.id);
  assertSignedIn(by);
}
