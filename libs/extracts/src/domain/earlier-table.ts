import type { ContributionId, OrganisationId } from '#kernel';
import type { Terms } from './permit';

/** Rows of a contributor as a table was made from them: one accepted file. */
export type UsedPart = { readonly contributionId: ContributionId; readonly organisationId: OrganisationId };

/** A table that left the commons before. */
export type EarlierTable = {
  readonly dimensions: readonly string[];
  readonly parts: readonly UsedPart[];
  readonly terms: Terms;
  /** The largest number shown, in whole units of its column; null: not known. */
  readonly largest: bigint | null;
};

/** How much of the rows left one by one: all of them, as they are in the columns that are named, or not quite. */
export type LeftRecords = 'whole' | 'inPart';

/** The rows of a version as a table is made from them. */
export const usedParts = ({ parts }: { readonly parts: readonly UsedPart[] }): UsedPart[] =>
  parts.map(({ contributionId, organisationId }) => ({ contributionId, organisationId }));
