import { invalidTable } from '../errors';
import { TOTAL, type Dimension } from './table';

/** A dimension laid out by number: codes are the leaves, then the groups, then the total. */
export type Axis = {
  readonly codes: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly leafCount: number;
  /** Code → the leaves it sums, ascending. */
  readonly members: readonly (readonly number[])[];
  /** Leaf → the codes that contain it: itself, its groups, the total. */
  readonly above: readonly (readonly number[])[];
  /** How much the number of a cell grows when its code on this axis grows by one. */
  readonly stride: number;
};

/** Lays a dimension out. @throws DISCLOSURE.INVALID_TABLE on repeated codes, and on groups that are empty or name no leaf */
export function layOut(dimension: Dimension, stride: number): Axis {
  const { name, leaves, groups } = dimension;
  if (leaves.length === 0) throw invalidTable('a dimension has no leaves', { dimension: name });
  const codes = [...leaves, ...groups.map((group) => group.code), TOTAL];
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  if (indexOf.size !== codes.length) throw invalidTable('a dimension uses a code twice', { dimension: name });
  const grouped = groups.map((group) => membersOf(dimension, group, indexOf));
  const members = [...leaves.map((_, leaf) => [leaf]), ...grouped, leaves.map((_, leaf) => leaf)];
  const above = leaves.map((): number[] => []);
  members.forEach((of, code) => {
    for (const leaf of of) above[leaf]?.push(code);
  });
  return { codes, indexOf, leafCount: leaves.length, members, above, stride };
}

function membersOf(
  { name, leaves }: Dimension,
  group: Dimension['groups'][number],
  indexOf: ReadonlyMap<string, number>,
): number[] {
  const where = { dimension: name, group: group.code };
  if (group.leaves.length === 0) throw invalidTable('a group has no leaves', where);
  if (new Set(group.leaves).size !== group.leaves.length) throw invalidTable('a group names a leaf twice', where);
  const members = group.leaves.map((leaf) => indexOf.get(leaf) ?? leaves.length);
  if (members.some((leaf) => leaf >= leaves.length)) throw invalidTable('a group names an unknown leaf', where);
  return members.sort((one, other) => one - other);
}
