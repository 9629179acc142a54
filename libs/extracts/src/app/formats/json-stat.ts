import { decimalText, type OutputColumn, type OutputTable } from '#warehouse';
import { CONF_STATUS } from '../../domain/protected-table';
import { placesOf, treatmentsOf, type Cube, type CubeTitle } from './cube';

type Row = OutputTable['rows'][number];

/** A number as JSON reads it back unchanged, else its digits as text. */
type JsonNumber = number | string;

export type JsonStat = {
  readonly version: '2.0';
  readonly class: 'dataset';
  readonly label: string;
  readonly updated: string;
  readonly id: readonly string[];
  readonly size: readonly number[];
  readonly role: { readonly metric: readonly string[] };
  readonly dimension: Readonly<
    Record<string, { readonly label: string; readonly category: { readonly index: readonly string[] } }>
  >;
  /** By place in the cube; a place without a number is left out. */
  readonly value: Readonly<Record<string, JsonNumber>>;
  /** What was done to a number, by place in the cube; one that is exact is left out. */
  readonly status: Readonly<Record<string, string>>;
  readonly extension: {
    readonly datasetId: string;
    readonly datasetVersion: number;
    readonly attributes: Readonly<Record<string, string>>;
    /** What each status says. */
    readonly status: { readonly label: Readonly<Record<string, string>> };
  };
};

const STATUS = { suppressed: 'C', perturbed: 'E', rounded: 'R', none: null } as const;
const LABELS: Readonly<Record<string, string>> = {
  C: 'Suppressed, so that nobody can be recognised',
  E: 'Estimate: moved by chance, with noise or by cell keys, and rounded where there is a rounding_base',
  R: 'Rounded to a multiple of rounding_base, or worked out from numbers that are',
};

/** The dimension along which people and sums lie. */
const METRIC = 'measure';

/**
 * A protected table as a JSON-stat cube, whose last dimension holds people and the sums. Places that the table has no row
 * for (a zone together with its own district) are in neither values nor statuses.
 *
 * @see JSON-stat 2.0, https://json-stat.org/format/
 */
export function jsonStatOf(cube: Cube, { label, datasetId, version, at }: CubeTitle): JsonStat {
  const codes = cube.dimensions.map((_, at) =>
    distinct(cube.table.rows.map((row) => textAt(row, placesOf(cube, cube.dimensions)[at]))),
  );
  const axes = [...codes, [...cube.values]];
  const names = [...cube.dimensions, freeName(cube.dimensions)];
  const size = axes.map((axis) => axis.length);
  const cells = cellsOf(cube, codes);
  const used = new Set(Object.values(cells.status));
  return {
    ...{ version: '2.0', class: 'dataset', label, updated: at.toISOString(), id: names, size },
    role: { metric: names.slice(-1) },
    dimension: Object.fromEntries(names.map((name, i) => [name, { label: name, category: { index: axes[i] ?? [] } }])),
    ...cells,
    extension: {
      ...{ datasetId, datasetVersion: version, attributes: sharedAttributes(cube) },
      status: { label: Object.fromEntries(Object.entries(LABELS).filter(([code]) => used.has(code))) },
    },
  };
}

function cellsOf(cube: Cube, codes: readonly (readonly string[])[]): Pick<JsonStat, 'value' | 'status'> {
  const orders = codes.map((axis) => new Map(axis.map((code, i) => [code, i])));
  const [places, values] = [placesOf(cube, cube.dimensions), placesOf(cube, cube.values)];
  const treatmentsIn = treatmentsOf(cube);
  const value: Record<string, JsonNumber> = {};
  const statuses: Record<string, string> = {};
  for (const row of cube.table.rows) {
    const first = orders.reduce((at, order, i) => at * order.size + (order.get(textAt(row, places[i])) ?? 0), 0);
    treatmentsIn(row).forEach((treatment, i) => {
      const [at, place] = [String(first * values.length + i), values[i] ?? -1];
      const [number, status] = [row[place], STATUS[treatment]];
      if (typeof number === 'bigint') value[at] = jsonNumber(number, cube.table.columns[place]);
      if (status) statuses[at] = status;
    });
  }
  return { value, status: statuses };
}

/** What holds for every number that is shown: a rounding base for instance. */
function sharedAttributes(cube: Cube): Record<string, string> {
  const names = cube.attributes.filter((name) => name !== CONF_STATUS);
  const shared = placesOf(cube, names).map((place) =>
    distinct(cube.table.rows.flatMap((row) => row[place] ?? []).map(String)),
  );
  return Object.fromEntries(names.flatMap((name, i) => (shared[i]?.length === 1 ? [[name, shared[i][0] ?? '']] : [])));
}

const DIGITS_OF_A_NUMBER = 15;

function jsonNumber(minor: bigint, column: OutputColumn | undefined): JsonNumber {
  const text = decimalText(minor, column?.scale ?? 0);
  return text.replace(/[-.]/g, '').length <= DIGITS_OF_A_NUMBER ? Number(text) : text;
}

const textAt = (row: Row, place: number | undefined): string => String(row[place ?? -1] ?? '');
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
const freeName = (taken: readonly string[], name = METRIC): string =>
  taken.includes(name) ? freeName(taken, `${name}_`) : name;
