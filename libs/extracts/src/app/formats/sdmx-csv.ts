import { csvLine, decimalText, type OutputColumn, type OutputTable } from '#warehouse';
import { CONFIDENTIAL, isNoisy, placesOf, STATUS, type Cube, type CubeTitle } from './cube';

type Row = OutputTable['rows'][number];

/** SDMX OBS_STATUS: a normal value, an estimate (a noisy one), and one that is missing because it was suppressed. */
const [NORMAL, ESTIMATED, SUPPRESSED] = ['A', 'E', 'Q'] as const;

/**
 * A protected table as SDMX-CSV: one line for each number, suppressed ones included, with the statuses that tell why one
 * is missing.
 *
 * @see SDMX-CSV 2.0.0, https://github.com/sdmx-twg/sdmx-csv; code lists CL_OBS_STATUS 2.2 and CL_CONF_STATUS
 */
export function* sdmxCsvLines(cube: Cube, { datasetId, version }: CubeTitle): Generator<string> {
  const [places, values] = [placesOf(cube, cube.dimensions), placesOf(cube, cube.values)];
  const noisy = isNoisy(cube);
  const others = cube.attributes.filter((name) => name !== STATUS);
  const [statusPlace = -1] = placesOf(cube, [STATUS]);
  const structure = ['dataflow', `GRANAIO:DS_${datasetId.replaceAll('-', '_')}(${version}.0.0)`, 'I'];
  const attributes = ['OBS_STATUS', 'CONF_STATUS', ...others.map((name) => name.toUpperCase())];
  const names = [...cube.dimensions.map((name) => name.toUpperCase()), 'MEASURE', 'OBS_VALUE', ...attributes];
  yield csvLine(['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...names]);
  for (const row of cube.table.rows) {
    const codes = places.map((place) => textOf(row[place]));
    const known = placesOf(cube, others).map((place) => textOf(row[place]));
    const confidential = textOf(row[statusPlace]);
    for (const [i, place] of values.entries()) {
      const number = numberText(row, place, cube.table.columns[place]);
      // A quantile may be confidential in a cell whose other numbers are free.
      const status = number === null ? CONFIDENTIAL : confidential;
      const observed = status === CONFIDENTIAL ? SUPPRESSED : noisy ? ESTIMATED : NORMAL;
      yield csvLine([...structure, ...codes, cube.values[i] ?? '', number, observed, status, ...known]);
    }
  }
}

const textOf = (value: Row[number] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function numberText(row: Row, place: number, column: OutputColumn | undefined): string | null {
  const value = row[place];
  return typeof value === 'bigint' ? decimalText(value, column?.scale ?? 0) : null;
}
