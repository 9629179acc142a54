import type { Requirement } from '#disclosure';
import { isOfSameRows } from './difference';
import type { UsedPart } from './earlier-table';
import type { LeftTable, Line } from './left-table';
import type { ExtractRequest, Terms } from './permit';
import { termsHold } from './terms-hold';

/** What a column of rows became: `level` of `levels`, 0 being as it was, and the last one nothing of it. */
export type MicrodataColumn = {
  readonly name: string;
  readonly isSensitive: boolean;
  readonly level: number;
  readonly levels: number;
  /** In how many rows nothing of it is left where others show something; absent of what left before there were any. */
  readonly starred?: number;
};

/** What accounts for rows that left one by one. */
export type MicrodataFacts = {
  readonly requirement: Requirement;
  readonly columns: readonly MicrodataColumn[];
  readonly rows: number;
  readonly suppressedRows: number;
  readonly groups: number;
  readonly smallestGroup: number;
  readonly largestGroup: number;
};

/** Whether every row left, with all that its columns show. */
export const areWhole = ({ suppressedRows, columns }: Pick<MicrodataFacts, 'suppressedRows' | 'columns'>): boolean =>
  suppressedRows === 0 && columns.every(({ starred = 0 }) => starred === 0);

/** Rows that left, or are asked for. */
export type MicrodataOf = Pick<ExtractRequest, 'dimensions' | 'measures'> & {
  readonly terms: Terms;
  readonly parts: readonly UsedPart[];
};

/**
 * Whether what left before is exactly what is asked for: the same columns of the very same rows, under terms at least as
 * strict.
 */
export const isTheSame = (before: MicrodataOf, asked: MicrodataOf): boolean =>
  named(before) === named(asked) && isMadeOf(before, asked) && termsHold(before.terms, asked.terms);

/**
 * Whether two releases of rows tell more together than each: where they have a contributor in common, whose people are
 * mostly the same in another file of theirs, and are not the same release. What is in the rows plays no part.
 *
 * @param contributor organisations under one control are one
 *
 * @see Ganta, Kasiviswanathan & Smith (2008), Composition Attacks and Auxiliary Information in Data Privacy
 */
export function composeBadly(before: MicrodataOf, asked: MicrodataOf, contributor: Line['contributor']): boolean {
  const contributors = new Set(before.parts.map(({ organisationId }) => contributor(organisationId)));
  const isOfTheirs = ({ organisationId }: UsedPart) => contributors.has(contributor(organisationId));
  return asked.parts.some(isOfTheirs) && !isTheSame(before, asked);
}

/**
 * Whether exact tables of other rows left: beside those, rows one by one would give away who came or went in between, however
 * they are generalised, because nobody looks at the difference cell by cell. What has noise is no sum to subtract.
 */
export const areBesideOthers = (
  parts: readonly UsedPart[],
  tables: readonly Pick<LeftTable, 'parts' | 'terms' | 'records'>[],
): boolean => tables.some((one) => !one.records && !one.terms.noise && !isOfSameRows(one.parts, parts));

export const columnsIn = ({ dimensions, measures }: MicrodataOf): string[] => [...dimensions, ...measures];

const named = (one: MicrodataOf) => columnsIn(one).toSorted().join();

function isMadeOf(before: MicrodataOf, asked: MicrodataOf): boolean {
  const contributions = new Set(before.parts.map(({ contributionId }) => contributionId));
  return (
    contributions.size === asked.parts.length && asked.parts.every((part) => contributions.has(part.contributionId))
  );
}
