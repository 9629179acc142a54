import { invalidTable } from '../errors';

/** A cell by how coarse it is: for each dimension the level of its code, 0 for the finest, and whether it is unsafe by itself. */
export type LevelledCell = { readonly levels: readonly number[]; readonly unsafe: boolean };

/** A table that begins at these levels, with the cells that it would have. */
export type LevelChoice = {
  /** For each dimension the finest level that is left. */
  readonly levels: readonly number[];
  readonly cells: number;
  readonly unsafe: number;
};

/** What was given up for what. */
export type RollUp = {
  readonly asked: LevelChoice;
  readonly chosen: LevelChoice;
  /** How many tables were compared. */
  readonly compared: number;
};

/** More tables than this are never compared. */
const MOST_CHOICES = 100_000;

/**
 * Rolls the levels of a table up until few of its cells are unsafe, so that little has to be suppressed: a table by
 * district with nearly all its numbers serves better than one by zone that is mostly holes.
 *
 * Of all tables with at most so many unsafe cells in a hundred it takes the one that keeps the most safe cells; of two
 * alike the one that gives up fewer levels, and then earlier dimensions stay finer. Where no table is good enough, the one
 * with the lowest share of unsafe cells is taken by the same order. Shares are compared in whole numbers.
 *
 * @param heights for each dimension how many levels it may begin at, its total not counted; at least 1
 * @param mostUnsafePercent 0 to 100
 * @throws DISCLOSURE.INVALID_TABLE if a cell has another number of dimensions, or there are too many tables to compare
 */
export function rollUp(cells: readonly LevelledCell[], heights: readonly number[], mostUnsafePercent: number): RollUp {
  const choices = choicesOf(cells, heights);
  const isGood = ({ cells: all, unsafe }: LevelChoice) => 100 * unsafe <= mostUnsafePercent * all;
  const [asked] = choices;
  if (!asked) throw invalidTable('a table without levels cannot be rolled up', {});
  const good = choices.filter(isGood);
  const chosen = good.length > 0 ? best(good, keepsMore) : best(choices, isSafer);
  return { asked, chosen, compared: choices.length };
}

/** Every table, the finest first, from how many cells there are of each combination of levels. */
function choicesOf(cells: readonly LevelledCell[], heights: readonly number[]): LevelChoice[] {
  const size = heights.reduce((product, height) => product * height, 1);
  if (size > MOST_CHOICES) throw invalidTable('there are too many levels to compare', { tables: String(size) });
  const counts = countByLevels(cells, heights.length);
  return Array.from({ length: size }, (_, at) => {
    const levels = levelsAt(at, heights);
    const kept = counts.filter((one) => one.levels.every((level, i) => level >= (levels[i] ?? 0)));
    const sum = (value: (one: LevelChoice) => number) => kept.reduce((total, one) => total + value(one), 0);
    return { levels, cells: sum((one) => one.cells), unsafe: sum((one) => one.unsafe) };
  });
}

function countByLevels(cells: readonly LevelledCell[], dimensions: number): LevelChoice[] {
  const counts = new Map<string, { levels: readonly number[]; cells: number; unsafe: number }>();
  for (const { levels, unsafe } of cells) {
    if (levels.length !== dimensions) throw invalidTable('a cell has another number of dimensions', {});
    const key = levels.join();
    const count = counts.get(key) ?? { levels, cells: 0, unsafe: 0 };
    counts.set(key, count);
    count.cells += 1;
    if (unsafe) count.unsafe += 1;
  }
  return [...counts.values()];
}

/** The levels by number, the last dimension counting fastest, so that 0 is the finest table. */
function levelsAt(at: number, heights: readonly number[]): number[] {
  let rest = at;
  return heights
    .toReversed()
    .map((height) => {
      const level = rest % height;
      rest = Math.floor(rest / height);
      return level;
    })
    .toReversed();
}

type Order = (one: LevelChoice, other: LevelChoice) => number;

const givenUp = ({ levels }: LevelChoice) => levels.reduce((sum, level) => sum + level, 0);
const keepsMore: Order = (one, other) =>
  other.cells - other.unsafe - (one.cells - one.unsafe) || givenUp(one) - givenUp(other);
const isSafer: Order = (one, other) => one.unsafe * other.cells - other.unsafe * one.cells || keepsMore(one, other);

/** The first of the best: choices come with earlier dimensions finer first. */
const best = (choices: readonly LevelChoice[], order: Order): LevelChoice =>
  choices.reduce((found, one) => (order(one, found) < 0 ? one : found));
