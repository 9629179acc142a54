import { quantileOnGrid } from '#disclosure';
import { gridOf, type Field, type GridCell, type OutputColumn, type OutputTable, type TableSchema } from '#warehouse';
import { measuredColumns, quantilesIn, type AskedQuantile } from '../../domain/asked-quantile';
import { repeatedColumns } from '../../domain/errors';
import type { Terms } from '../../domain/permit';
import { gridTooFine, quantilesNotPerturbed, quantileWithoutGrid } from '../../domain/quantile-errors';
import { chainsOf, codesOf } from '../../domain/shape';
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
 * Whether the quantiles that are asked for can be told: from the schema and the terms, never from the rows.
 *
 * @throws EXTRACT.REPEATED_COLUMN, QUANTILE.NOT_PERTURBED, QUANTILE.NO_GRID, QUANTILE.GRID_TOO_FINE
 */
export function assertQuantiles(schema: TableSchema, { dimensions, measures }: Asked, terms: Terms): void {
  const quantiles = quantilesIn(measures);
  if (quantiles.length === 0) return;
  const names = quantiles.map(({ name }) => name);
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  if (repeated.length > 0) throw repeatedColumns(repeated);
  if (terms.noise || terms.cellKey) throw quantilesNotPerturbed(names);
  const asked = [...new Set(quantiles.map(({ measure }) => measure))];
  const grids = asked.map((measure) => ({ measure, grid: gridFor(schema, measure) }));
  const without = grids.filter(({ grid }) => grid === null).map(({ measure }) => measure);
  if (without.length > 0) throw quantileWithoutGrid(without);
  const axes = chainsOf(schema, dimensions).map(
    (columns) => columns.flatMap((name) => codesOf(schema, name)).length + 1,
  );
  const cells = axes.reduce((product, codes) => product * codes, 1);
  const intervals = cells * Math.max(...grids.map(({ grid }) => grid?.intervals ?? 0));
  if (intervals > MOST_INTERVALS) throw gridTooFine(intervals, MOST_INTERVALS);
}

/**
 * One quantile of a cell, by the rule of k persons on both sides.
 *
 * @param intervals of its values
 * @param terms minPeople: persons on both sides, one at least; minPeopleOutside: of others, whoever one takes away
 * @returns the lower end of its interval, in whole units of the measure's 10^-scale; null: it cannot be told
 * @throws QUANTILE.NO_GRID
 */
export function quantileOf(
  schema: TableSchema,
  { measure, share }: AskedQuantile,
  intervals: GridCell['intervals'],
  { minPeople, minPeopleOutside }: Pick<Terms, 'minPeople' | 'minPeopleOutside'>,
): bigint | null {
  const grid = gridFor(schema, measure);
  if (!grid) throw quantileWithoutGrid([measure]);
  const step = quantileOnGrid(intervals, share, Math.max(1, minPeople), minPeopleOutside);
  return step === null ? null : grid.from + step * grid.step;
}

/**
 * A table with its quantiles, after its sums and before its status; without the sums that were not asked for.
 *
 * @param values of each quantile, in the order of the rows
 */
export function withQuantiles(
  table: OutputTable,
  measures: readonly string[],
  columns: readonly { readonly column: OutputColumn; readonly values: readonly (bigint | null)[] }[],
): OutputTable {
  const unasked = new Set(measuredColumns(measures).filter((name) => !measures.includes(name)));
  const kept = table.columns.flatMap(({ name }, at) => (unasked.has(name) ? [] : [at]));
  const before = kept.filter((at) => at < table.columns.findIndex(({ name }) => name === 'conf_status'));
  const spliced = <T>(all: readonly T[], more: readonly T[]): T[] => {
    const some = kept.flatMap((at) => all.slice(at, at + 1));
    return [...some.slice(0, before.length), ...more, ...some.slice(before.length)];
  };
  return {
    columns: spliced(table.columns, columns.map(({ column }) => column)), // prettier-ignore
    rows: table.rows.map((row, at) => spliced(row, columns.map(({ values }) => values[at] ?? null))), // prettier-ignore
  };
}

/** @returns null where the schema declares none */
const gridFor = (schema: TableSchema, measure: string) => {
  const field = fieldOf(schema, measure);
  return field ? gridOf(field) : null;
};

const fieldOf = ({ fields }: TableSchema, name: string): Field | undefined => fields.find((one) => one.name === name);
