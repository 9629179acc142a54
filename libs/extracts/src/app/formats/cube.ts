import type { OutputTable } from '#warehouse';
import { quantilesIn } from '../../domain/asked-statistic';
import { CELL_KEY_NOISE } from '../../domain/perturbed-aggregate';
import { CONF_STATUS, CONFIDENTIAL, PEOPLE } from '../../domain/protected-table';
import { ROUNDING_BASE } from '../../domain/rounded-table';

/** A protected table as what reads numbers by their place sees it: which columns place a number, hold one, and describe one. */
export type Cube = {
  readonly dimensions: readonly string[];
  /** People first, then the sums. */
  readonly values: readonly string[];
  /** Whatever else the table says of a row: its status, a rounding base, how far noise may have moved a number. */
  readonly attributes: readonly string[];
  readonly table: OutputTable;
};

/** What a release is called where it is read by itself. */
export type CubeTitle = {
  readonly label: string;
  readonly datasetId: string;
  readonly version: number;
  readonly at: Date;
};

type Row = OutputTable['rows'][number];

/** A column that noisy tables have. */
const PEOPLE_MARGIN = `${PEOPLE}_margin_95`;

/** Whatever stands before the people is a dimension: levels may have been given up since the table was asked for. */
export function cubeOf(table: OutputTable, measures: readonly string[]): Cube {
  const names = table.columns.map(({ name }) => name);
  const dimensions = names.slice(0, names.indexOf(PEOPLE));
  const values = [PEOPLE, ...measures];
  const known = [...dimensions, ...values];
  return { dimensions, values, attributes: names.filter((name) => !known.includes(name)), table };
}

/** The places of columns in a row, in the order asked for. @returns -1 for a column that is not there */
export const placesOf = ({ table }: Cube, names: readonly string[]): number[] =>
  names.map((name) => table.columns.findIndex((column) => column.name === name));

/**
 * What was done to a number. `perturbed`: moved by chance, with noise or by cell keys, and rounded then where there is a base;
 * `none`: it is exact.
 */
export type Treatment = 'suppressed' | 'perturbed' | 'rounded' | 'none';

/**
 * What was done to each number of a row, in the order of the cube's values. A quantile may be suppressed in a cell whose other
 * numbers are not, and a step of a grid is not rounded.
 */
export function treatmentsOf(cube: Cube): (row: Row) => Treatment[] {
  const places = placesOf(cube, cube.values);
  const [status = -1, margin = -1, keyed = -1, base = -1] = placesOf(cube, [
    ...[CONF_STATUS, PEOPLE_MARGIN, CELL_KEY_NOISE, ROUNDING_BASE],
  ]);
  const onGrid = quantilesIn(cube.values).map(({ name }) => name);
  return (row) => {
    const is = (place: number) => typeof row[place] === 'bigint';
    return places.map((place, at) => {
      if (!is(place) || row[status] === CONFIDENTIAL) return 'suppressed';
      if (is(margin) || is(keyed)) return 'perturbed';
      return is(base) && !onGrid.includes(cube.values[at] ?? '') ? 'rounded' : 'none';
    });
  };
}
