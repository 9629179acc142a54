import type { CellId } from '../grid';
import { membersOf, type System } from '../system';

/** Numbers at places: values[i] stands at at[i]. */
export type Sparse = { readonly at: Int32Array; readonly values: Float64Array };

/** A sum of unknowns with whole factors. */
export type Combination = readonly { readonly unknown: number; readonly factor: number }[];

/**
 * How the cells of a system hang together: every margin less its parts is nothing.
 *
 * Unknowns are the cells, by their numbers; then the inner cells that no cell shows by itself; then the guarded sums.
 * Whatever changes inner cells, and only that, keeps every equation: a change of the unknowns that keeps all of them is a
 * change of inner cells with the margins following.
 */
export type Relations = {
  readonly unknowns: number;
  readonly equations: number;
  /** Unknown → the equations that it stands in, with its factor. */
  readonly columns: readonly Sparse[];
  /** Inner cell → the unknown that is this inner cell, -1 where no cell contains it. */
  readonly unknownOf: Int32Array;
};

/** Systems do not change; the split of one is done once. */
const found = new WeakMap<System, Relations>();

/**
 * Splits every margin into the fewest parts that are easily found among the other cells.
 *
 * Parts are taken greedily, the largest first, so that equations stay short: a total over two sexes has two parts, not
 * all inner cells. Where the cells do not make up a margin, inner cells that nobody sees stand in for what is missing.
 */
export function relationsOf(system: System): Relations {
  const relations = found.get(system) ?? split(system);
  found.set(system, relations);
  return relations;
}

function split(system: System): Relations {
  const parts = new Parts(system);
  const equations: Combination[] = [];
  for (let cell = 0; cell < system.cells; cell += 1) {
    const of = parts.of(cell);
    if (of) equations.push([{ unknown: cell, factor: 1 }, ...of.map((unknown) => ({ unknown, factor: -1 }))]);
  }
  const { unknowns, unknownOf } = parts;
  return { unknowns, equations: equations.length, columns: columnsOf(equations, unknowns), unknownOf };
}

/** Adds an unknown for each guarded sum, after all others, and the equation that says what it is the sum of. */
export function withGuarded(relations: Relations, guarded: readonly Combination[]): Relations {
  if (guarded.length === 0) return relations;
  const unknowns = relations.unknowns + guarded.length;
  const sums = guarded.map((sum, i) => [
    { unknown: relations.unknowns + i, factor: 1 },
    ...sum.map(({ unknown, factor }) => ({ unknown, factor: -factor })),
  ]);
  const columns = columnsOf(sums, unknowns).map(({ at, values }, unknown) => {
    const before = relations.columns[unknown];
    const rows = at.map((row) => row + relations.equations);
    if (at.length === 0 && before) return before;
    return {
      at: Int32Array.from([...(before?.at ?? []), ...rows]),
      values: Float64Array.from([...(before?.values ?? []), ...values]),
    };
  });
  return { ...relations, unknowns, equations: relations.equations + guarded.length, columns };
}

/** Finds the parts of margins: cells within a margin that share no inner cell and make it up together. */
class Parts {
  readonly unknownOf: Int32Array;
  unknowns: number;
  private readonly above: readonly Int32Array[];
  /** How many inner cells each cell has in common with the margin at hand. */
  private readonly shared: Uint32Array;
  private readonly covered: Int32Array;

  constructor(private readonly system: System) {
    this.unknowns = system.cells;
    this.unknownOf = new Int32Array(system.inner).fill(-1);
    this.shared = new Uint32Array(system.cells);
    this.covered = new Int32Array(system.inner).fill(-1);
    this.above = cellsAboveEach(system);
    for (let cell = 0; cell < system.cells; cell += 1) {
      const [only] = membersOf(system, cell);
      if (only !== undefined && this.sizeOf(cell) === 1 && this.unknownOf[only] === -1) this.unknownOf[only] = cell;
    }
  }

  /** The unknowns that make up a cell; undefined for an inner cell, which has no parts. */
  of(cell: CellId): number[] | undefined {
    const members = membersOf(this.system, cell);
    if (members.length === 1 && this.unknownOf[members[0] ?? 0] === cell) return undefined;
    this.countShared(members, 1);
    const parts: number[] = [];
    for (const member of members) if (this.covered[member] !== cell) parts.push(this.largestPart(cell, member));
    this.countShared(members, 0);
    return parts;
  }

  private countShared(members: Uint32Array, by: 0 | 1): void {
    const { above, shared } = this;
    for (const member of members)
      for (const cell of above[member] ?? []) shared[cell] = by === 0 ? 0 : (shared[cell] ?? 0) + 1;
  }

  private largestPart(margin: CellId, member: number): number {
    let best = -1;
    for (const cell of this.above[member] ?? [])
      if (this.isPart(margin, cell) && (best === -1 || this.sizeOf(cell) > this.sizeOf(best))) best = cell;
    if (best === -1) {
      this.covered[member] = margin;
      return this.innerUnknown(member);
    }
    for (const other of membersOf(this.system, best)) this.covered[other] = margin;
    return best;
  }

  /** Of two cells with the same members the later is made up of the earlier, never the other way round. */
  private isPart(margin: CellId, cell: CellId): boolean {
    const size = this.sizeOf(cell);
    if (this.shared[cell] !== size || cell === margin) return false;
    if (size === this.sizeOf(margin) && cell > margin) return false;
    return membersOf(this.system, cell).every((member) => this.covered[member] !== margin);
  }

  private innerUnknown(member: number): number {
    if (this.unknownOf[member] === -1) this.unknownOf[member] = this.unknowns++;
    return this.unknownOf[member] ?? -1;
  }

  private sizeOf(cell: CellId): number {
    return (this.system.starts[cell + 1] ?? 0) - (this.system.starts[cell] ?? 0);
  }
}

function cellsAboveEach(system: System): Int32Array[] {
  const counts = new Uint32Array(system.inner);
  for (const member of system.members) counts[member] = (counts[member] ?? 0) + 1;
  const above = Array.from(counts, (count) => new Int32Array(count));
  for (let cell = system.cells - 1; cell >= 0; cell -= 1)
    for (const member of membersOf(system, cell)) {
      const left = (counts[member] ?? 0) - 1;
      counts[member] = left;
      (above[member] ?? new Int32Array(0))[left] = cell;
    }
  return above;
}

function columnsOf(equations: readonly Combination[], unknowns: number): Sparse[] {
  const counts = new Uint32Array(unknowns);
  for (const equation of equations) for (const { unknown } of equation) counts[unknown] = (counts[unknown] ?? 0) + 1;
  const columns = Array.from(counts, (count) => ({ at: new Int32Array(count), values: new Float64Array(count) }));
  counts.fill(0);
  equations.forEach((equation, row) => {
    for (const { unknown, factor } of equation) {
      const place = counts[unknown] ?? 0;
      counts[unknown] = place + 1;
      const column = columns[unknown];
      if (column) [column.at[place], column.values[place]] = [row, factor];
    }
  });
  return columns;
}
