import type { Axis } from '../suppression/axis';
import { codeAt, type CellId, type Grid } from '../suppression/grid';

/** Sweeps over all sums, at most. Whatever was found before is true. */
const MOST_SWEEPS = 30;

/** null: without bound. */
type Bound = bigint | null;

/**
 * Between what each cell of a table must lie, for somebody who forms sums: from bounds of the parts to those of a margin,
 * and from a margin, less its other parts, to those of a part, until nothing gets any narrower.
 */
export class Bounds {
  private readonly least: Bound[];
  private readonly most: Bound[];
  private readonly splits: readonly (readonly Split[])[];

  constructor(private readonly grid: Grid) {
    this.least = new Array<Bound>(grid.size).fill(null);
    this.most = new Array<Bound>(grid.size).fill(null);
    this.splits = grid.axes.map(splitsOf);
  }

  fix(cell: CellId, value: bigint): void {
    this.least[cell] = value;
    this.most[cell] = value;
  }

  raise(cell: CellId, least: bigint): void {
    this.narrow(cell, least, null);
  }

  of(cell: CellId): { readonly least: Bound; readonly most: Bound } {
    return { least: this.least[cell] ?? null, most: this.most[cell] ?? null };
  }

  settle(): void {
    for (let sweep = 0, isNarrower = true; isNarrower && sweep < MOST_SWEEPS; sweep += 1) isNarrower = this.sweep();
  }

  private sweep(): boolean {
    let isNarrower = false;
    this.grid.axes.forEach((axis, at) => {
      for (let cell = 0; cell < this.grid.size; cell += 1)
        if (codeAt(axis, cell) === 0)
          for (const { margin, parts } of this.splits[at] ?? []) {
            const of = (code: number) => cell + code * axis.stride;
            if (this.compare(of(margin), parts.map(of))) isNarrower = true;
          }
    });
    return isNarrower;
  }

  /** @returns whether anything is narrower than before */
  private compare(margin: CellId, parts: readonly CellId[]): boolean {
    const [low, high] = [sumOf(this.least, parts), sumOf(this.most, parts)];
    let isNarrower = this.narrow(margin, whole(low), whole(high));
    const { least, most } = this.of(margin);
    for (const part of parts) {
      const own = this.of(part);
      if (this.narrow(part, rest(least, high, own.most), rest(most, low, own.least))) isNarrower = true;
    }
    return isNarrower;
  }

  private narrow(cell: CellId, least: Bound, most: Bound): boolean {
    const before = this.of(cell);
    const isHigher = isBeyond(least, before.least, 1n);
    const isLower = isBeyond(most, before.most, -1n);
    if (isHigher) this.least[cell] = least;
    if (isLower) this.most[cell] = most;
    return isHigher || isLower;
  }
}

/** Whether a bound is narrower than another: further in a direction. */
const isBeyond = (bound: Bound, other: Bound, direction: 1n | -1n): boolean =>
  bound !== null && (other === null || (bound - other) * direction > 0n);

/** A margin of an axis and codes that make it up together. */
type Split = { readonly margin: number; readonly parts: readonly number[] };
type Sum = { readonly sum: bigint; readonly endless: number };

function sumOf(bounds: readonly Bound[], cells: readonly CellId[]): Sum {
  let [sum, endless] = [0n, 0];
  for (const cell of cells) {
    const bound = bounds[cell] ?? null;
    if (bound === null) endless += 1;
    else sum += bound;
  }
  return { sum, endless };
}

const whole = ({ sum, endless }: Sum): Bound => (endless === 0 ? sum : null);

/** What is left of a margin's bound for a part, less all other parts. */
function rest(margin: Bound, { sum, endless }: Sum, own: Bound): Bound {
  if (margin === null || endless > (own === null ? 1 : 0)) return null;
  return margin - (sum - (own ?? 0n));
}

/** Each margin by its leaves, and by the largest groups within it that do not overlap, with the leaves that are in none. */
function splitsOf({ members, leafCount }: Axis): Split[] {
  const margins = Array.from({ length: members.length - leafCount }, (_, i) => leafCount + i);
  return margins.flatMap((margin) => {
    const leaves = members[margin] ?? [];
    const groups = margins.filter(
      (other) => sizeOf(members, other) < leaves.length && members[other]?.every((leaf) => leaves.includes(leaf)),
    );
    const byLeaves = { margin, parts: leaves };
    return groups.length === 0 ? [byLeaves] : [byLeaves, { margin, parts: inGroups(members, leaves, groups) }];
  });
}

function inGroups(members: Axis['members'], leaves: readonly number[], groups: readonly number[]): number[] {
  const left = new Set(leaves);
  const parts: number[] = [];
  for (const group of groups.toSorted((one, other) => sizeOf(members, other) - sizeOf(members, one)))
    if (members[group]?.every((leaf) => left.has(leaf))) {
      parts.push(group);
      for (const leaf of members[group]) left.delete(leaf);
    }
  return [...parts, ...left];
}

const sizeOf = (members: Axis['members'], code: number): number => members[code]?.length ?? 0;
