import { commonBase, TOTAL, type Cell, type Table } from '#disclosure';
import { changedAlike } from './changed-alike';
import type { Classification } from './classification';
import { usedParts, type EarlierTable, type UsedPart } from './earlier-table';
import type { Line } from './left-table';
import type { Terms } from './permit';

/** What two tables would tell by their difference: the table of the rows that are in one of them alone. */
export type Difference = {
  /** The columns by which both can be summed: a cell that no other column details is in both tables. */
  readonly common: readonly string[];
  readonly came: readonly UsedPart[];
  readonly went: readonly UsedPart[];
};

/**
 * The rows that are in one of two tables alone, as far as they count.
 *
 * Of a contributor whose rows were taken back nothing counts: those rows are no more, and nobody can tell any more in which
 * cells they were; nor how far what the contributor sent instead differs from them.
 *
 * @param line whether rows are there to be counted, and as whose
 */
export function changesBetween(
  before: readonly UsedPart[],
  after: readonly UsedPart[],
  { counts, contributor }: Pick<Line, 'counts' | 'contributor'>,
): Pick<Difference, 'came' | 'went'> {
  const [came, went] = [without(after, before), without(before, after)];
  const lost = new Set(went.filter((part) => !counts(part)).map((part) => contributor(part.organisationId)));
  const isKnown = ({ organisationId }: UsedPart) => !lost.has(contributor(organisationId));
  return { came: came.filter(isKnown), went: went.filter(isKnown) };
}

/** Whether two tables are of the very same rows. */
export const isOfSameRows = (one: readonly UsedPart[], other: readonly UsedPart[]): boolean =>
  one.length === other.length && without(one, other).length === 0;

/** What came and went in a cell: how many people at least, and of how many contributors. */
export type Change = Pick<Cell, 'people' | 'contributors'>;

/** Counts the cells of some rows. */
type Count = (parts: readonly UsedPart[]) => Promise<readonly Cell[]>;

/**
 * What came and went in each cell. Each contributor counts with its own balance: of who sent a new file in the place of an
 * old one, only what the two differ by is a difference, however many people are in both.
 *
 * @returns by the codes of the cell
 */
export async function changesIn(
  { came, went }: Difference,
  contributor: Line['contributor'],
  count: Count,
): Promise<Map<string, Change>> {
  const ownerOf = ({ organisationId }: UsedPart) => contributor(organisationId);
  const stayed = new Set(came.map(ownerOf).filter((owner) => went.map(ownerOf).includes(owner)));
  const isMoved = (part: UsedPart) => !stayed.has(ownerOf(part));
  const changes = new Map<string, Change>();
  for (const cell of await count([...came, ...went].filter(isMoved))) changes.set(JSON.stringify(cell.codes), cell);
  for (const owner of stayed) {
    const isOwn = (part: UsedPart) => ownerOf(part) === owner;
    for (const [key, people] of balances(await count(came.filter(isOwn)), await count(went.filter(isOwn)))) {
      const change = changes.get(key) ?? NOTHING;
      if (people !== 0n)
        changes.set(key, { people: change.people + size(people), contributors: change.contributors + 1 });
    }
  }
  return changes;
}

/** How many people more there are in each cell; fewer: below zero. */
function balances(after: readonly Cell[], before: readonly Cell[]): Map<string, bigint> {
  const people = new Map(after.map((cell) => [JSON.stringify(cell.codes), cell.people]));
  for (const cell of before) {
    const key = JSON.stringify(cell.codes);
    people.set(key, (people.get(key) ?? 0n) - cell.people);
  }
  return people;
}

const size = (number: bigint) => (number < 0n ? -number : number);

/**
 * Makes those cells unsafe which a difference would tell: those of both tables, unless what came and went in between keeps
 * the terms in that very cell by itself.
 *
 * @param isCommon whether a cell is in both tables
 * @param changes by the codes of the cell
 * @returns the table with nobody contributing to such cells, for a rule that asks for one contributor at least
 */
export function hidingDifference(
  table: Table,
  isCommon: (cell: Cell) => boolean,
  changes: ReadonlyMap<string, Change>,
  { minPeople, minContributors }: Pick<Terms, 'minPeople' | 'minContributors'>,
): Table {
  const isSafe = (cell: Cell) => {
    if (!isCommon(cell)) return true;
    const { people, contributors } = changes.get(JSON.stringify(cell.codes)) ?? NOTHING;
    return people > 0n && people >= BigInt(minPeople) && contributors >= minContributors;
  };
  return { ...table, cells: table.cells.map((cell) => (isSafe(cell) ? cell : { ...cell, contributors: 0 })) };
}

const NOTHING: Change = { people: 0n, contributors: 0 };

/** Cells that tell a difference have nobody contributing to them: a rule that asks for nobody would show them. */
export const ruleOf = (terms: Terms): Terms => ({ ...terms, minContributors: Math.max(1, terms.minContributors) });

/** Whether a cell is detailed by no other columns than these. */
export const isDetailedBy =
  (columns: readonly string[], classifications: readonly Classification[]) =>
  ({ codes }: Pick<Cell, 'codes'>): boolean =>
    codes.every((code, at) => {
      const classification = classifications[at];
      if (code === TOTAL || !classification) return code === TOTAL;
      return columns.includes(columnOf(classification, code));
    });

/** The column that a code is of; leaves that stand for a combination of columns are of the finest. */
function columnOf({ columns, labels }: Classification, code: string): string {
  const labelled = labels.get(code)?.findIndex((label) => label !== TOTAL) ?? 0;
  return columns[labelled] ?? '';
}

/**
 * Whether two rounded tables tell too little by their difference: where the policies ask for p% and for rounding, and what
 * rounding leaves open of each difference is at least p% of anything that may have been taken back, and at least as many
 * people as must stand behind a number. What was taken back is no more than the largest number that was shown.
 *
 * Both tables are rounded by halves of their bases up or down, so their difference is open by half of both in each
 * direction. Rounded otherwise, what both have unchanged would be told more nearly by the two.
 */
export function roundingHides(earlier: Pick<EarlierTable, 'terms' | 'largest'>, later: Terms): boolean {
  const { pPercent } = later;
  if (pPercent === undefined || earlier.largest === null || !changedAlike(earlier.terms, later)) return false;
  const [before, after] = [baseOf(earlier.terms), baseOf(later)];
  if (before === 0n || after === 0n) return false;
  const most = earlier.largest + before;
  return (before + after) * 100n >= 2n * BigInt(pPercent) * most && before + after >= 2n * BigInt(later.minPeople);
}

/** 0: it is not rounded. */
const baseOf = ({ roundingBases = [] }: Terms): bigint => (roundingBases.length === 0 ? 0n : commonBase(roundingBases));

const without = (parts: readonly UsedPart[], others: readonly UsedPart[]): UsedPart[] => {
  const known = new Set(others.map(({ contributionId }) => contributionId));
  return usedParts({ parts: parts.filter(({ contributionId }) => !known.has(contributionId)) }).sort((one, other) =>
    one.contributionId < other.contributionId ? -1 : 1,
  );
};
