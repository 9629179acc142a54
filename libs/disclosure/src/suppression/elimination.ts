import { cheapestCovers, type Order } from './elimination/cover';
import { Elimination } from './elimination/insight';
import { relationsOf, withGuarded, type Combination, type Relations } from './elimination/relations';
import { assertOpen } from './elimination/proof';
import { holdersOf, leaksThroughSingles } from './elimination/singles';
import { thinOut } from './elimination/thinning';
import type { CellId } from './grid';
import type { System } from './system';

export { Elimination, type Combination };

/** What is to be hidden; per cell of the system, except for `singles`. */
export type SuppressionTask = {
  readonly system: System;
  /** 1 = must not follow from what is published. */
  readonly primary: Uint8Array;
  /** 1 = shown by an earlier release: cannot be hidden. */
  readonly open: Uint8Array;
  /** 1 = hidden in any case. */
  readonly hide: Uint8Array;
  /** What hiding a cell costs. */
  readonly cost: Float64Array;
  /** Per inner cell: the number of its only holder, -1: none or several, -2: nobody at all (a zero that is protected). */
  readonly singles: Int32Array;
  /** Sums of hidden cells that must not follow either; see `Elimination.givenAway`. */
  readonly guarded?: readonly Combination[] | undefined;
};

/** Rounds of guarding what single holders find, all together; after these, cells are hidden from one after the other. */
const MOST_ROUNDS = 6;

/**
 * Hides cells so that no primary cell follows linearly from those that remain: not for outsiders, and not for a holder who
 * is alone in inner cells, as far as hiding can keep it from them.
 *
 * Decides as Gaussian elimination does: the dearest cell is published first, and each further one unless a primary would
 * follow then. It comes to the same from the other end, which is far less work: hidden cells are the unknowns of the
 * equations "margin = its parts"; they are taken from the primaries up to the dear ones, only until every primary is
 * explained by others, and then what proved needless is published again.
 *
 * Elimination is modulo a prime; that every primary stays open is checked in whole numbers afterwards. Same task, same
 * answer, and where costs differ the order of the cells does not matter.
 *
 * A primary that is open, or that follows from open cells alone, cannot be kept; ask `derivable` for these.
 *
 * @returns per cell: 1 = hidden, primaries included
 * @see Langsrud (2024), Secondary cell suppression by Gaussian elimination
 */
export function suppress(task: SuppressionTask): Uint8Array {
  const guarded = new Map(task.guarded?.map((sum) => [keyOf(sum), sum]));
  let hidden = hide(task, [...guarded.values()]);
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const before = guarded.size;
    for (const leak of leaksThroughSingles({ ...task, hidden })) guarded.set(keyOf(leak), leak);
    if (guarded.size === before) return hidden;
    hidden = hide(task, [...guarded.values()]);
  }
  for (const { known, primary } of holdersOf({ ...task, hidden }))
    hidden = hideFrom({ ...task, primary }, hidden, known);
  return hidden;
}

/**
 * Hides more, so that somebody who knows inner cells cannot tell the primary cells of the task, as far as hiding can keep
 * these from them. What is hidden stays so; so whoever could not tell a cell before cannot tell it afterwards.
 *
 * @param known per inner cell: 1 = known besides what is published
 */
export function hideFrom(task: SuppressionTask, hidden: Uint8Array, known: Uint8Array): Uint8Array {
  const { unknownOf } = relationsOf(task.system);
  const knownUnknowns = new Set(Array.from(unknownOf).filter((_, inner) => known[inner] === 1));
  return hide({ ...task, hide: hidden }, [], knownUnknowns);
}

/**
 * Tells which of the cells follow linearly from those that are not hidden. Exact. Where the same pattern is asked about
 * more than once, keep an Elimination.
 *
 * @param known per inner cell: 1 = known besides what is published
 */
export function derivable(system: System, hidden: Uint8Array, asked: readonly CellId[], known?: Uint8Array): CellId[] {
  return new Elimination(system, hidden).derivable(asked, known);
}

const keyOf = (sum: Combination): string =>
  [...sum]
    .sort((one, other) => one.unknown - other.unknown)
    .map(({ unknown, factor }) => `${unknown}:${factor}`)
    .join(' ');

const NONE: ReadonlySet<number> = new Set();

/** Hides what the primaries and the guarded sums need, and no more; what is known can neither change nor be hidden. */
function hide(task: SuppressionTask, guarded: readonly Combination[], known = NONE): Uint8Array {
  const relations = withGuarded(relationsOf(task.system), guarded);
  const order = orderOf(task, relations, known);
  const { covers, closed } = cheapestCovers(relations, order);
  const thinned = thinOut(covers, order.candidates);
  const hidden = Uint8Array.from(task.primary, (_, cell) =>
    isHiddenAnyway(task, cell) || thinned.hidden.has(cell) ? 1 : 0,
  );
  const open = order.always.filter((unknown) => order.needs[unknown] === 1 && !closed.has(unknown));
  assertOpen({ ...task, hidden }, relations, open, thinned.shifts);
  return hidden;
}

const isHiddenAnyway = ({ primary, hide, open }: SuppressionTask, cell: CellId): boolean =>
  open[cell] !== 1 && (primary[cell] === 1 || hide[cell] === 1);

function orderOf(task: SuppressionTask, { unknowns, columns }: Relations, known: ReadonlySet<number>): Order {
  const { system, cost, primary, open } = task;
  const guardedFrom = relationsOf(system).unknowns;
  const isAlways = (unknown: number) => unknown >= system.cells || isHiddenAnyway(task, unknown);
  const changing = Array.from({ length: unknowns }, (_, unknown) => unknown).filter((unknown) => !known.has(unknown));
  const always = changing.filter(isAlways);
  const candidates = changing.filter((unknown) => !isAlways(unknown) && open[unknown] !== 1);
  const needs = new Uint8Array(unknowns);
  for (const unknown of always) needs[unknown] = unknown >= guardedFrom || primary[unknown] === 1 ? 1 : 0;
  const entries = (unknown: number) => columns[unknown]?.at.length ?? 0;
  always.sort((one, other) => entries(one) - entries(other));
  candidates.sort((one, other) => (cost[one] ?? 0) - (cost[other] ?? 0));
  return { always, candidates, needs };
}
