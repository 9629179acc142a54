import type { CellId } from './grid';

/**
 * Cells as sums of inner cells: the members of cell c are members[starts[c] .. starts[c + 1]).
 *
 * Several linked tables over the same inner cells are one system. A cell with one member is an inner cell shown by itself.
 */
export type System = {
  readonly inner: number;
  readonly cells: number;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
};

/** The inner cells that a cell sums. */
export const membersOf = ({ starts, members }: System, cell: CellId): Uint32Array =>
  members.subarray(starts[cell], starts[cell + 1]);

/** Puts a system together from the members of each cell. */
export function systemOf(inner: number, membersOfCells: readonly Iterable<number>[]): System {
  const starts = new Uint32Array(membersOfCells.length + 1);
  const members: number[] = [];
  membersOfCells.forEach((of, cell) => {
    for (const member of of) members.push(member);
    starts[cell + 1] = members.length;
  });
  return { inner, cells: membersOfCells.length, starts, members: Uint32Array.from(members) };
}
