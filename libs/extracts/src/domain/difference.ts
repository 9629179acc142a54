import { commonBase, TOTAL, type Cell, type Table } from '#disclosure';
import type { ContributionId, OrganisationId } from '#kernel';
import type { Terms } from './permit';

/** Rows of a contributor as a table was made from them: one accepted file. */
export type UsedPart = { readonly contributionId: ContributionId; readonly organisationId: OrganisationId };

/** A table that left the commons before, from which rows were taken back since. */
export type EarlierTable = {
  readonly dimensions: readonly string[];
  readonly parts: readonly UsedPart[];
  readonly terms: Terms;
  /** The largest number shown, in whole units of its column; null: not known. */
  readonly largest: bigint | null;
};

/** A table that is to leave it. */
export type LaterTable = Pick<EarlierTable, 'dimensions' | 'parts' | 'terms'>;

/** What two tables would tell by their difference, and what could hide it. */
export type Difference = {
  /** The dimensions of both: a cell that is a total over all others is in both tables. */
  readonly common: readonly string[];
  /** The rows that came in between; those that went are no more, and nobody can tell in which cells they were. */
  readonly added: readonly UsedPart[];
};

/**
 * Which differences with tables of before a new table has to hide.
 *
 * Who has both tables subtracts them, and holds the table of those alone whose rows changed in between: of one who took
 * theirs back, every number to the last digit, however well each table is protected by itself. A difference has nothing to
 * hide where the rows are the same, or where rounding hides it (`roundingHides`).
 *
 * It is decided by whose rows each table was made from, and never by the numbers: that something is held back must not
 * tell what it holds.
 *
 * @param earlier tables that rows were taken back from, of the same dataset, in any order
 * @returns each difference once
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapter 5 (disclosure by differencing)
 */
export function differencesToHide(later: LaterTable, earlier: readonly EarlierTable[]): Difference[] {
  const differences = earlier
    .filter((one) => hasChanged(one.parts, later.parts) && !roundingHides(one, later.terms))
    .map((one) => ({
      common: later.dimensions.filter((name) => one.dimensions.includes(name)).sort(),
      added: without(later.parts, one.parts),
    }));
  return [...new Map(differences.map((difference) => [JSON.stringify(difference), difference])).values()];
}

/**
 * Whether a table is held back whole, because a difference is of all its cells and too few contributors came in between
 * to hide it in any of them.
 */
export const isHeldBack = ({ dimensions, terms }: LaterTable, differences: readonly Difference[]): boolean =>
  differences.some(
    ({ common, added }) =>
      common.length === dimensions.length && contributorsOf(added) < Math.max(1, terms.minContributors),
  );

/**
 * Makes those cells unsafe which a difference would tell: those of both tables, unless the rows that came in between keep
 * the terms in that very cell by themselves. A cell's difference is then of so many contributors and people at least,
 * whatever was taken back.
 *
 * @param behind the table of `added` alone, with the codes of `table`; null: nothing was added
 * @returns the table with nobody contributing to such cells, for a rule that asks for one contributor at least
 */
export function hidingDifference(
  { dimensions, cells }: Table,
  isCommon: (dimension: string) => boolean,
  behind: Table | null,
  { minPeople, minContributors }: Pick<Terms, 'minPeople' | 'minContributors'>,
): Table {
  const enough = ({ people, contributors }: Cell) =>
    people > 0n && people >= BigInt(minPeople) && contributors >= minContributors;
  const hidden = new Set((behind?.cells ?? []).filter(enough).map(({ codes }) => JSON.stringify(codes)));
  const isInBoth = ({ codes }: Cell) =>
    codes.every((code, at) => code === TOTAL || isCommon(dimensions[at]?.name ?? ''));
  const isSafe = (cell: Cell) => !isInBoth(cell) || hidden.has(JSON.stringify(cell.codes));
  return { dimensions, cells: cells.map((cell) => (isSafe(cell) ? cell : { ...cell, contributors: 0 })) };
}

/**
 * Whether two rounded tables tell too little by their difference: where the policies ask for p% and for rounding, and what
 * rounding leaves open of each difference is at least p% of anything that may have been taken back, and at least as many
 * people as must stand behind a number. What was taken back is no more than the largest number that was shown.
 *
 * Both tables are rounded by halves of their bases up or down, so their difference is open by half of both in each
 * direction.
 */
export function roundingHides(earlier: Pick<EarlierTable, 'terms' | 'largest'>, later: Terms): boolean {
  const { pPercent } = later;
  if (pPercent === undefined || earlier.largest === null) return false;
  const [before, after] = [baseOf(earlier.terms), baseOf(later)];
  if (before === 0n || after === 0n) return false;
  const most = earlier.largest + before;
  return (before + after) * 100n >= 2n * BigInt(pPercent) * most && before + after >= 2n * BigInt(later.minPeople);
}

/** 0: it is not rounded. */
const baseOf = ({ roundingBases = [] }: Terms): bigint => (roundingBases.length === 0 ? 0n : commonBase(roundingBases));

const hasChanged = (before: readonly UsedPart[], after: readonly UsedPart[]) =>
  without(before, after).length > 0 || without(after, before).length > 0;

const without = (parts: readonly UsedPart[], others: readonly UsedPart[]): UsedPart[] => {
  const known = new Set(others.map(({ contributionId }) => contributionId));
  return parts
    .filter(({ contributionId }) => !known.has(contributionId))
    .map(({ contributionId, organisationId }) => ({ contributionId, organisationId }))
    .sort((one, other) => (one.contributionId < other.contributionId ? -1 : 1));
};

const contributorsOf = (parts: readonly UsedPart[]) => new Set(parts.map(({ organisationId }) => organisationId)).size;
