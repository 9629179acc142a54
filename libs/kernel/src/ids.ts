import { v7 } from 'uuid';

declare const brand: unique symbol;
/** A string that names one kind of thing, so that a member's id never passes for a ballot's. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun };

export type PersonId = Id<'Person'>;
export type OrganisationId = Id<'Organisation'>;
export type FederationId = Id<'Federation'>;
export type MembershipId = Id<'Membership'>;
export type PolicyId = Id<'Policy'>;
export type PolicyVersionId = Id<'PolicyVersion'>;
export type DatasetId = Id<'Dataset'>;
export type DatasetVersionId = Id<'DatasetVersion'>;
export type ContributionId = Id<'Contribution'>;
export type ProposalId = Id<'Proposal'>;
export type BallotId = Id<'Ballot'>;
export type BodyId = Id<'Body'>;
export type AssemblyId = Id<'Assembly'>;
export type AgendaItemId = Id<'AgendaItem'>;
export type ApplicationId = Id<'Application'>;
export type DatasetSeriesId = Id<'DatasetSeries'>;
export type GrantId = Id<'Grant'>;
export type AmendmentId = Id<'Amendment'>;
export type ProxyId = Id<'Proxy'>;
export type ExtractId = Id<'Extract'>;
export type EventId = Id<'Event'>;
export type OutboxId = Id<'Outbox'>;

/** A new time-ordered identifier (UUID version 7). @see RFC 9562 */
export const newId = <T extends Id<string>>(): T => v7() as T;

/** Whether a text has the shape of our identifiers; a store answers `missing` to anything else. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

/** Every identifier of ours in a text of data, each once. */
export const idsIn = (value: unknown): string[] => [...new Set(everyIdIn(value))];

function everyIdIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyIdIn) : [];
}
