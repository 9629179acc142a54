import type { OutputTable } from '#warehouse';

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

/** Column names of a release; the others are its dimensions and measures. */
const PEOPLE = 'people';
export const STATUS = 'conf_status';
/** A column that noisy tables have. */
const PEOPLE_MARGIN = `${PEOPLE}_margin_95`;
/** SDMX CONF_STATUS: confidential. @see SDMX, code list CL_CONF_STATUS */
export const CONFIDENTIAL = 'C';

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

/** Whether its numbers are estimates. */
export const isNoisy = ({ attributes }: Cube): boolean => attributes.includes(PEOPLE_MARGIN);
