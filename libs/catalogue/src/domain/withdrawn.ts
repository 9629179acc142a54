import type { ContributionId, OrganisationId } from '#kernel';
import type { Purpose } from '#policy';
import type { Part } from './dataset';

/**
 * Why rows are out for good. What a contributor takes back is taken out of releases too; what its publisher withdraws, or
 * what is kept no longer, is destroyed, and the protected numbers that were made of it stay what they were.
 */
export type WithdrawalCause = 'contributor' | 'publisher' | 'retention';

/** A contribution that a part of a version is, or was. */
export type PartKey = Pick<Part, 'contributionId' | 'organisationId'>;

/** A contribution that was taken out of its dataset; `fileSha256` null: it was never part of a version. */
export type WithdrawnPart = Pick<Part, 'contributionId'> & { readonly fileSha256: string | null };

/** A purpose that a contributor took back: nothing made before of its rows for it may be used any more. */
export type WithdrawnPurpose = {
  readonly organisationId: OrganisationId;
  /** What was named, with every broader and narrower purpose. */
  readonly purposes: readonly Purpose[];
  /** Uses from before count as well as those to come; taken back later, it stays true of those from before. */
  readonly since: Date;
};

/** What contributors have taken back of one dataset. */
export type WithdrawnRows = {
  readonly contributions: ReadonlyMap<ContributionId, Date>;
  readonly purposes: readonly WithdrawnPurpose[];
};

/** A version without some contributions; the very list that was given where none of them is in it. */
export function withoutParts(parts: readonly Part[], withdrawn: readonly PartKey[]): readonly Part[] {
  const out = new Set(withdrawn.map(({ contributionId }) => contributionId));
  const left = parts.filter(({ contributionId }) => !out.has(contributionId));
  return left.length === parts.length ? parts : left;
}
