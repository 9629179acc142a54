import { invalidRule, invalidTable } from '../errors';
import type { QuantileShare } from '../noise/quantile';

/** How many values lie in an interval, and of how many persons, where somebody may have several. */
type GridCount = {
  /** Where somebody has several values: how many values. */
  readonly persons: bigint;
  /** Where somebody may have several values: of how many persons the lowest one is in it, and of how many the highest. */
  readonly lowest?: bigint;
  readonly highest?: bigint;
};

/** Persons whose value lies in one interval of a grid that is the same for everybody, whatever the rows hold. */
export type GridBin = GridCount & {
  /** Of the interval, in steps of the grid: ascending, each once. */
  readonly step: bigint;
  /** What each contributor has in it, of those who have something. */
  readonly contributors?: readonly (GridCount & { readonly contributor: number })[];
};

/**
 * Tells in which interval of a public grid a quantile lies, or nothing.
 *
 * At least `k` persons must have a value below the interval, and as many one above it; whoever shares the interval counts on
 * neither side, nor does whoever has values on both. So it never shows the smallest or the largest value, and nothing of a group that is alike. It is told in
 * steps of the grid, which the schema declares: a finer answer would be a value that somebody has.
 *
 * Whoever contributes may put rows of their own on both sides, until the quantile is the value of somebody else; so some of
 * the persons on each side must be of others, whoever one takes away.
 *
 * @param bins persons by interval, in ascending order
 * @param k persons on both sides, at least one
 * @param outside of these, persons on each side who are not of the contributor that has most of them
 * @returns the interval, in steps of the grid; null: it would be too near to somebody
 * @throws DISCLOSURE.INVALID_RULE, DISCLOSURE.INVALID_TABLE
 */
export function quantileOnGrid(
  bins: readonly GridBin[],
  { part, of }: QuantileShare,
  k: number,
  outside = 0,
): bigint | null {
  assertQuantile(bins, { part, of }, k);
  if (outside > 0) assertContributors(bins);
  const all = sum(bins.map(({ persons }) => persons));
  let upTo = 0n;
  const at = bins.findIndex(({ persons }) => {
    upTo += persons;
    return persons > 0n && upTo * BigInt(of) >= all * BigInt(part);
  });
  const [below, above] = [bins.slice(0, Math.max(0, at)), bins.slice(at + 1)];
  const isSafe =
    isSafeSide(below, ({ persons, highest = persons }) => highest, { k, outside }) &&
    isSafeSide(above, ({ persons, lowest = persons }) => lowest, { k, outside });
  return isSafe ? (bins[at]?.step ?? null) : null;
}

/** @param persons of an interval who have no value on the other side of it */
function isSafeSide(
  bins: readonly GridBin[],
  persons: (count: GridCount) => bigint,
  { k, outside }: { readonly k: number; readonly outside: number },
): boolean {
  const all = sum(bins.map(persons));
  const own = new Map<number, bigint>();
  for (const one of bins.flatMap(({ contributors = [] }) => contributors))
    own.set(one.contributor, (own.get(one.contributor) ?? 0n) + persons(one));
  const largest = [...own.values()].reduce((most, count) => (count > most ? count : most), 0n);
  return all >= BigInt(k) && all - largest >= BigInt(outside);
}

const sum = (counts: readonly bigint[]): bigint => counts.reduce((total, count) => total + count, 0n);

function assertQuantile(bins: readonly GridBin[], { part, of }: QuantileShare, k: number): void {
  const isBetween = Number.isSafeInteger(part) && Number.isSafeInteger(of) && part >= 1 && part < of;
  if (!isBetween)
    throw invalidRule('a quantile is neither the smallest nor the largest value; say 1 of 2, for instance', {
      ...{ part: String(part), of: String(of) },
    });
  if (!Number.isSafeInteger(k) || k < 1)
    throw invalidRule('a quantile needs persons on both sides; say a whole number of one or more', { k: String(k) });
  assertBins(bins);
}

function assertBins(bins: readonly GridBin[]): void {
  const isAscending = bins.every(({ step }, at) => at === 0 || (bins[at - 1]?.step ?? step) < step);
  if (
    !isAscending ||
    bins.some(({ persons, lowest = 0n, highest = 0n }) => [persons, lowest, highest].some((count) => count < 0n))
  )
    throw invalidTable('the persons of a quantile are not counted interval by interval');
}

/** Without them, everybody would look as if nobody had brought them. */
function assertContributors(bins: readonly GridBin[]): void {
  if (bins.some(({ persons, contributors = [] }) => persons > sum(contributors.map((one) => one.persons))))
    throw invalidTable('the persons of a quantile are not counted by contributor');
}
