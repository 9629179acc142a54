import { exact, noisyQuantile, quantileMargin, type Exact, type RandomInts } from '#disclosure';
import type { GridCell } from '#warehouse';
import { quantilesIn, type AskedQuantile } from '../asked-statistic';
import { quantileWithoutGrid } from '../statistic-errors';
import { CONFIDENCE, type NoisyQuantile } from './noise-facts';

type Intervals = GridCell['intervals'];

/** Of a measure, by its schema: intervals in whole units of 10^-scale. */
export type Grid = { readonly from: bigint; readonly step: bigint; readonly intervals: number };

/** The values of one measure on its public grid, for each cell of a table in the order of its rows. */
export type ValuesOnGrid = { readonly grid: Grid; readonly cells: readonly Intervals[] };

/**
 * @param grids by measure
 * @param draw of each quantile in each cell
 * @throws QUANTILE.NO_GRID
 */
export const noisyQuantilesOf = (
  names: readonly string[],
  grids: ReadonlyMap<string, Grid>,
  { epsilon, valuesPerPerson }: { readonly epsilon: Exact; readonly valuesPerPerson: number },
): NoisyQuantile[] =>
  quantilesIn(names).map(({ name, measure, share }) => {
    const grid = grids.get(measure);
    if (!grid) throw quantileWithoutGrid([measure]);
    const margin = quantileMargin({ share, epsilon, valuesPerPerson }, grid.intervals, CONFIDENCE);
    return { name, epsilon: epsilon.toFraction(), valuesPerPerson, peopleMargin95: margin.toString() };
  });

/**
 * Draws one quantile of one cell, on the whole of the grid, whatever values there are.
 *
 * @returns the lower end of an interval, in whole units of the measure's 10^-scale
 */
export function drawnQuantile(
  { share }: AskedQuantile,
  { epsilon, valuesPerPerson }: NoisyQuantile,
  { grid, intervals }: { readonly grid: Grid; readonly intervals: Intervals },
  random: RandomInts,
): bigint {
  const { ranks, values } = ranksOf(grid, intervals);
  const step = noisyQuantile({ ranks, values, share, valuesPerPerson, epsilon: exact(epsilon) }, random);
  return grid.from + BigInt(step) * grid.step;
}

/** How many values lie below each interval, and how many in it or below. */
function ranksOf({ intervals: all }: Grid, intervals: Intervals) {
  const persons = new Map(intervals.map((one) => [Number(one.step), one.persons]));
  let upTo = 0n;
  const ranks = Array.from({ length: all }, (_, step) => {
    const below = upTo;
    upTo += persons.get(step) ?? 0n;
    return { below, upTo };
  });
  return { ranks, values: upTo };
}

/**
 * Whether there are too few people in a cell to say this quantile of them: by the noisy count, it may as well be anywhere.
 *
 * @param people noisy, of the cell
 * @param margin of people, with 95 % confidence
 */
export function isTooFewFor(
  { share: { part, of } }: AskedQuantile,
  { peopleMargin95 }: Pick<NoisyQuantile, 'peopleMargin95'>,
  { people, margin }: { readonly people: bigint; readonly margin: bigint },
): boolean {
  const [least, away] = [people - margin, BigInt(peopleMargin95) * BigInt(of)];
  return least * BigInt(Math.min(part, of - part)) <= away;
}
