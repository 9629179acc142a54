import { csvLine, decimalText, type OutputColumn, type OutputTable } from '#warehouse';
import { CONF_STATUS, CONFIDENTIAL, FREE } from '../../domain/protected-table';
import { placesOf, treatmentsOf, type Cube, type CubeTitle, type Treatment } from './cube';

type Row = OutputTable['rows'][number];

/**
 * SDMX OBS_STATUS: a normal value, an estimate (moved by chance), and one that is missing because it was suppressed. The list
 * has no code for rounded ones, nor has CL_CONF_STATUS.
 */
const OBS_STATUS: Readonly<Record<Treatment, 'A' | 'E' | 'Q'>> = {
  ...{ none: 'A', rounded: 'A', perturbed: 'E', suppressed: 'Q' },
};

/**
 * A protected table as SDMX-CSV: one line for each number, suppressed ones included, with the statuses that tell why one
 * is missing, and in a column of its own, DISCLOSURE_CONTROL, what was done to it.
 *
 * @see SDMX-CSV 2.0.0, https://github.com/sdmx-twg/sdmx-csv; code lists CL_OBS_STATUS 2.2 and CL_CONF_STATUS
 */
export function* sdmxCsvLines(cube: Cube, { datasetId, version }: CubeTitle): Generator<string> {
  const [places, values] = [placesOf(cube, cube.dimensions), placesOf(cube, cube.values)];
  const treatmentsIn = treatmentsOf(cube);
  const others = cube.attributes.filter((name) => name !== CONF_STATUS);
  const structure = ['dataflow', `GRANAIO:DS_${datasetId.replaceAll('-', '_')}(${version}.0.0)`, 'I'];
  const attributes = ['OBS_STATUS', 'CONF_STATUS', 'DISCLOSURE_CONTROL', ...others.map((name) => name.toUpperCase())];
  const names = [...cube.dimensions.map((name) => name.toUpperCase()), 'MEASURE', 'OBS_VALUE', ...attributes];
  yield csvLine(['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...names]);
  for (const row of cube.table.rows) {
    const codes = places.map((place) => textOf(row[place]));
    const known = placesOf(cube, others).map((place) => textOf(row[place]));
    for (const [i, treatment] of treatmentsIn(row).entries()) {
      const number = numberText(row, values[i] ?? -1, cube.table.columns[values[i] ?? -1]);
      const statuses = [OBS_STATUS[treatment], treatment === 'suppressed' ? CONFIDENTIAL : FREE, treatment];
      yield csvLine([...structure, ...codes, cube.values[i] ?? '', number, ...statuses, ...known]);
    }
  }
}

const textOf = (value: Row[number] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function numberText(row: Row, place: number, column: OutputColumn | undefined): string | null {
  const value = row[place];
  return typeof value === 'bigint' ? decimalText(value, column?.scale ?? 0) : null;
}
