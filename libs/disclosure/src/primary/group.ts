import { invalidRule } from '../errors';
import { codeAt, type CellId, type Grid } from '../suppression/grid';
import type { Dimension } from '../suppression/table';

/** What nearly everybody in a group may not have in common. */
export type GroupRule = {
  /** Whole per cents of a group that one value of a sensitive dimension must stay below, 50 to 100; 100: only not all of it. */
  readonly groupDisclosurePercent?: number | undefined;
};

/** @throws DISCLOSURE.INVALID_RULE if the percentage is no whole number from 50 to 100 */
export function assertGroupRule({ groupDisclosurePercent = 100 }: GroupRule): void {
  if (!Number.isInteger(groupDisclosurePercent) || groupDisclosurePercent < 50 || groupDisclosurePercent > 100)
    throw invalidRule('groupDisclosurePercent is not a whole number of per cents; say one from 50 to 100', {
      groupDisclosurePercent: String(groupDisclosurePercent),
    });
}

/**
 * Decides whether a value is held by so many of a group that it is as good as known of each of them.
 *
 * Compared in whole numbers; exactly the percentage is too many, as all of them are at 100.
 *
 * @param value people of the group who have the value; 0 ≤ value ≤ group
 * @param group people of the group, at least one
 */
export const isGroupDisclosure = (value: bigint, group: bigint, percent: number): boolean =>
  value > 0n && 100n * value >= BigInt(percent) * group;

/** A table laid out by number, and how many people are in each of its cells. */
type Counts = Pick<Grid, 'axes' | 'size'> & { readonly peopleIn: (cell: CellId) => bigint };

/**
 * Finds the cells that give a group away: who is known to be in it is known to have the value.
 *
 * The group of a cell is the cell that sums over one sensitive dimension and is the same in all others, the whole table
 * included. Such a cell stays open only while outsiders think a table possible in which fewer than the percentage have the
 * value; that its count alone is uncertain is not enough.
 *
 * @returns each such cell with its groups, one for each sensitive dimension that gives them away
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, section 5.2 (group disclosure)
 */
export function groupDisclosures(
  { axes, size, peopleIn }: Counts,
  dimensions: readonly Dimension[],
  { groupDisclosurePercent: percent }: GroupRule,
): ReadonlyMap<CellId, readonly CellId[]> {
  const found = new Map<CellId, CellId[]>();
  const sensitive = percent === undefined ? [] : axes.filter((_, at) => dimensions[at]?.isSensitive === true);
  for (const axis of sensitive) {
    const total = axis.codes.length - 1;
    for (let cell = 0; cell < size; cell += 1) {
      const code = codeAt(axis, cell);
      if (code === total) continue;
      const group = cell + (total - code) * axis.stride;
      if (!isGroupDisclosure(peopleIn(cell), peopleIn(group), percent ?? 100)) continue;
      found.set(cell, [...(found.get(cell) ?? []), group]);
    }
  }
  return found;
}
