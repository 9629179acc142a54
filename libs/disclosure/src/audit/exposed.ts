import type { PrimaryRule } from '../primary/primary';
import { Elimination } from '../suppression/elimination';
import { isInner, OPEN, STRUCTURAL, type CellId, type Grid } from '../suppression/grid';
import { layOutSystem } from '../suppression/layout';
import { partOf } from './audience';
import { Bounds } from './bounds';
import { needsOf, type Need } from './need';

/** What a primary cell has to stay open to, and who reads: numbers of holders each, none for outsiders. */
export type Readings = {
  readonly grid: Grid;
  readonly rule: PrimaryRule;
  readonly readers: readonly (readonly number[])[];
};

/**
 * Tells which primary cells earlier releases give away by themselves, whatever this one hides: they show them, or somebody
 * works them out from what they show, or more nearly than their need.
 *
 * Exact, and found anew from what is out, so that nobody can give a cell up who only says so. What follows linearly is
 * decided by elimination in whole numbers; what is too narrow by bounds that whoever reads can work out: every one of them
 * is true, though not every one that is true is found.
 *
 * @param asked primary cells
 * @see Buzzigoli & Giusti (1999), An algorithm to calculate the lower and upper bounds of the elements of an array given its marginals
 */
export function exposedBefore(among: Readings, asked: readonly CellId[]): ReadonlySet<CellId> {
  const { grid, readers } = among;
  const exposed = new Set(asked.filter((cell) => grid.visibility[cell] === OPEN));
  if (exposed.size === asked.length || !grid.visibility.includes(OPEN)) return exposed;
  const follows = followingFrom(grid);
  for (const reader of readers) {
    const left = () => asked.filter((cell) => !exposed.has(cell) && needsOf(grid, among.rule, cell, reader));
    for (const cell of follows(left(), reader)) exposed.add(cell);
    for (const cell of tooNarrow(among, reader, left())) exposed.add(cell);
  }
  return exposed;
}

/** What follows from what is out already, and from the inner cells that a reader is the only one in. */
function followingFrom(grid: Grid): (asked: readonly CellId[], reader: readonly number[]) => CellId[] {
  const { task, cells, inner } = layOutSystem(grid);
  const hidden = task.open.map((open) => 1 - open);
  const elimination = new Elimination(task.system, hidden);
  const numberOf = new Map([...cells].map((cell, number) => [cell, number]));
  return (asked, reader) => {
    const numbers = asked.map((cell) => numberOf.get(cell) ?? -1).filter((number) => number >= 0);
    const known = Uint8Array.from(inner, (cell) => (isAllOf(grid, reader, cell) ? 1 : 0));
    return elimination.derivable(numbers, known).map((number) => cells[number] ?? -1);
  };
}

function tooNarrow({ grid, rule }: Readings, reader: readonly number[], asked: readonly CellId[]): CellId[] {
  if (asked.length === 0) return [];
  const bounds = grid.values.map((_, measure) => boundsFor(grid, measure, reader));
  joinWithPeople(grid, bounds, reader);
  const isShort = (need: Need, measure: number, cell: CellId) =>
    isNarrower(bounds[measure]?.of(cell) ?? ENDLESS, grid.values[measure]?.[cell] ?? 0n, need);
  return asked.filter((cell) =>
    needsOf(grid, rule, cell, reader)?.some((need, measure) => isShort(need, measure, cell)),
  );
}

type Range = ReturnType<Bounds['of']>;
const ENDLESS: Range = { least: null, most: null };

/** Whether a value can go less far than it needs to, up, down, or from lowest to highest. */
function isNarrower({ least, most }: Range, value: bigint, need: Need): boolean {
  if (most !== null && most - value < need.up) return true;
  if (least !== null && value - least < need.down) return true;
  return most !== null && least !== null && most - least < need.width;
}

/** What a reader knows before any sum is formed: what is out, that nothing is negative, and what is the reader's own. */
function boundsFor(grid: Grid, measure: number, reader: readonly number[]): Bounds {
  const bounds = new Bounds(grid);
  const values = grid.values[measure] ?? [];
  values.forEach((value, cell) => {
    const isOut = grid.visibility[cell] === OPEN || grid.visibility[cell] === STRUCTURAL;
    if (isOut || isAllOf(grid, reader, cell)) bounds.fix(cell, value);
    else if (grid.signed[measure] !== true) bounds.raise(cell, ownPart(grid, { cell, measure, reader }));
  });
  bounds.settle();
  return bounds;
}

/** Where others have nobody they spend nothing; where they spend something, they have somebody. */
function joinWithPeople(grid: Grid, [people, ...sums]: readonly Bounds[], reader: readonly number[]): void {
  for (let cell = 0; cell < grid.size; cell += 1) {
    if (!people || !isInner(grid, cell)) continue;
    const own = (measure: number) => ownPart(grid, { cell, measure, reader });
    sums.forEach((sum, at) => {
      const { least } = sum.of(cell);
      if (people.of(cell).most === own(0)) sum.fix(cell, own(at + 1));
      else if (least !== null && least > own(at + 1)) people.raise(cell, own(0) + 1n);
    });
  }
  for (const bounds of people ? [people, ...sums] : sums) bounds.settle();
}

const isAllOf = (grid: Grid, reader: readonly number[], cell: CellId): boolean => {
  const shares = grid.shares.get(cell) ?? [];
  return shares.length > 0 && shares.every(({ holder }) => reader.includes(holder));
};

type Own = { readonly cell: CellId; readonly measure: number; readonly reader: readonly number[] };

const ownPart = (grid: Grid, { cell, measure, reader }: Own): bigint =>
  (grid.shares.get(cell) ?? [])
    .filter(({ holder }) => reader.includes(holder))
    .reduce((sum, share) => sum + partOf(share, measure), 0n);
