import { quantileOnGrid } from '#disclosure';
import { gridOf, type GridCell, type TableSchema } from '#warehouse';
import { meansIn, quantilesIn, statisticsIn, type AskedQuantile } from '../../domain/asked-statistic';
import { repeatedColumns } from '../../domain/errors';
import type { Grid } from '../../domain/ledger/noisy-quantile';
import type { Terms } from '../../domain/permit';
import { chainsOf, codesOf } from '../../domain/shape';
import { gridTooFine, meanOfMissing, quantilesNotKeyed, quantileWithoutGrid } from '../../domain/statistic-errors';
import { withoutGaps } from '../../domain/terms';

type Asked = { readonly dimensions: readonly string[]; readonly measures: readonly string[] };

/** Intervals of all cells together, at most. */
const MOST_INTERVALS = 1_000_000;

/**
 * The terms that a table is decided by beside others. Where rounding blurs counts, tables of nearly the same rows may show
 * the same cell (`roundingHides`); it blurs no quantiles, so such a cell is not shown with them.
 */
export function termsBeside(measures: readonly string[], terms: Terms): Terms {
  if (quantilesIn(measures).length === 0) return terms;
  return withoutGaps({ ...terms, roundingBases: undefined });
}

/**
 * Whether the means and quantiles that are asked for can be told: from the schema and the terms, never from the rows.
 *
 * @throws EXTRACT.REPEATED_COLUMN, MEAN.MAY_BE_MISSING, QUANTILE.NOT_PERTURBED, QUANTILE.NO_GRID, QUANTILE.GRID_TOO_FINE
 */
export function assertStatistics(schema: TableSchema, { dimensions, measures }: Asked, terms: Terms): void {
  const names = statisticsIn(measures).map(({ name }) => name);
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  if (repeated.length > 0) throw repeatedColumns(repeated);
  const lacking = meansIn(measures).filter(({ measure }) => !fieldOf(schema, measure)?.required);
  if (lacking.length > 0) throw meanOfMissing(lacking.map(({ measure }) => measure));
  const quantiles = quantilesIn(measures);
  if (quantiles.length === 0) return;
  if (terms.cellKey) throw quantilesNotKeyed(quantiles.map(({ name }) => name));
  const grids = gridsOf(schema, measures);
  const axes = chainsOf(schema, dimensions).map(
    (columns) => columns.flatMap((name) => codesOf(schema, name)).length + 1,
  );
  const cells = axes.reduce((product, codes) => product * codes, 1);
  const intervals = cells * Math.max(...[...grids.values()].map((grid) => grid.intervals));
  if (intervals > MOST_INTERVALS) throw gridTooFine(intervals, MOST_INTERVALS);
}

/** The grids that the schema declares for the measures whose quantiles are asked for. @throws QUANTILE.NO_GRID */
export function gridsOf(schema: TableSchema, measures: readonly string[]): ReadonlyMap<string, Grid> {
  const asked = [...new Set(quantilesIn(measures).map(({ measure }) => measure))];
  const grids = asked.map((measure) => {
    const field = fieldOf(schema, measure);
    return [measure, field ? gridOf(field) : null] as const;
  });
  const without = grids.filter(([, grid]) => grid === null).map(([measure]) => measure);
  if (without.length > 0) throw quantileWithoutGrid(without);
  return new Map(grids.flatMap(([measure, grid]) => (grid ? [[measure, grid] as const] : [])));
}

/**
 * One quantile of a cell, by the rule of k persons on both sides.
 *
 * @param intervals of its values
 * @param terms minPeople: persons on both sides, one at least; minPeopleOutside: of others, whoever one takes away
 * @returns the lower end of its interval, in whole units of the measure's 10^-scale; null: it cannot be told
 */
export function quantileOf(
  grid: Grid,
  { share }: AskedQuantile,
  intervals: GridCell['intervals'],
  { minPeople, minPeopleOutside }: Pick<Terms, 'minPeople' | 'minPeopleOutside'>,
): bigint | null {
  const step = quantileOnGrid(intervals, share, Math.max(1, minPeople), minPeopleOutside);
  return step === null ? null : grid.from + step * grid.step;
}

const fieldOf = ({ fields }: TableSchema, name: string) => fields.find((one) => one.name === name);
