import type { BallotId, BodyId, FederationId, OrganisationId, PersonId } from '#kernel';
import type { StatuteDocument } from '../statute/statute-document';

export const BODY_KINDS = ['federation', 'organisation', 'committee', 'section'] as const;
/** Who decides: a federation, one of its organisations, a committee, or a separate assembly (section) of another body. */
export type BodyKind = (typeof BODY_KINDS)[number];

export type Body = {
  readonly id: BodyId;
  readonly kind: BodyKind;
  readonly federationId: FederationId;
  /** Given: only this organisation's people know of the body. A committee of it has the same. */
  readonly organisationId: OrganisationId | null;
  /** Of which body it is a committee or a section. */
  readonly parentId: BodyId | null;
  /** null: it is called as its federation or organisation is. */
  readonly name: string | null;
  readonly foundedAt: Date;
};

/** The rules of a body, version by version; each was adopted by a resolution under the one before. */
export type StatuteVersion = {
  readonly bodyId: BodyId;
  readonly number: number;
  readonly document: StatuteDocument;
  readonly hash: string;
  readonly enactedAt: Date;
  /** null: it came with the foundation. */
  readonly resolution: BallotId | null;
};

export const OFFICES = ['chair', 'secretary', 'board', 'member', 'delegate', 'representative'] as const;
/**
 * What somebody is in a body. A `member` is of a committee or section; a `delegate` was elected by a section; a
 * `representative` casts the vote of an organisation that is a member.
 */
export type Office = (typeof OFFICES)[number];

export type Seat = {
  readonly bodyId: BodyId;
  readonly personId: PersonId;
  readonly office: Office;
  /** Whom a representative speaks for. */
  readonly organisationId: OrganisationId | null;
  /** Which section elected a delegate. */
  readonly sectionId: BodyId | null;
  readonly since: Date;
  readonly resolution: BallotId | null;
};
