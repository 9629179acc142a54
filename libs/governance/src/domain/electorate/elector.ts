import type { OrganisationId, PersonId } from '#kernel';
import type { Category } from '../statute/statute-document';

/** A person, or an organisation that is a member itself. */
export type MemberId = PersonId | OrganisationId;

/** What the members' book of a body says of one member on the day that counts. */
export type Candidate = {
  readonly memberId: MemberId;
  /** Who casts its vote: the person, or an organisation's representative; null: nobody was named. */
  readonly voterId: PersonId | null;
  readonly isLegalPerson: boolean;
  readonly category: Category;
  /** The civil day it was entered in the book, `2026-11-22`. */
  readonly memberSince: string;
  readonly isSuspended: boolean;
  readonly isInArrears: boolean;
  /** What plural votes are computed from, in whole units. */
  readonly shares: number;
  readonly ownMembers: number;
  readonly exchange: number;
  /** The separate assembly that elected it, where it is a delegate. */
  readonly sectionId: string | null;
};

/** A member entitled to vote, with its votes before any ceiling: a whole number ≥ 1. */
export type Elector = {
  readonly memberId: MemberId;
  readonly voterId: PersonId;
  readonly category: Category;
  readonly votes: number;
  readonly sectionId: string | null;
};

export type ExclusionReason = 'tooNew' | 'suspended' | 'inArrears' | 'noRepresentative' | 'conflict';
/** A member who may not vote this time, why, and by which article. */
export type Exclusion = { readonly memberId: MemberId; readonly reason: ExclusionReason; readonly article: string };
