import type { TableSchema } from '#warehouse';
import { statisticsIn } from './asked-statistic';
import { crossedHierarchies, repeatedColumns, tooManyCells, unknownColumns, wrongNumberOfDimensions } from './errors';
import { statisticsInExtractsOnly } from './statistic-errors';

/** The warehouse's code for a missing value. */
export const UNKNOWN = '_U';
const MOST_DIMENSIONS = 6;
const MOST_CELLS = 200_000;

/**
 * Checks, from the schema alone, that a table of these columns can be made and protected.
 *
 * Columns that lie within the same coarser one, and not in each other, are not asked for together: where everybody
 * knows which of their values exclude each other, an empty cell hides nothing, and leaves its neighbours bare. That
 * the coarser one is hidden from who asks changes nothing of that.
 *
 * @param known the schema as far as who asks may know of it: what is not in it is unknown
 * @throws QUANTILE.EXTRACTS_ONLY, EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN, EXTRACT.DIMENSION_COUNT,
 *   EXTRACT.CROSSED_HIERARCHIES, EXTRACT.TOO_MANY_CELLS
 */
export function assertColumns(
  schema: TableSchema,
  dimensions: readonly string[],
  measures: readonly string[],
  known: TableSchema = schema,
): void {
  const statistics = statisticsIn(measures).map(({ name }) => name);
  if (statistics.length > 0) throw statisticsInExtractsOnly(statistics);
  assertKnown(known, dimensions, measures);
  const repeated = [...dimensions, ...measures].filter((name, at, names) => names.indexOf(name) !== at);
  if (repeated.length > 0) throw repeatedColumns(repeated);
  if (dimensions.length < 1 || dimensions.length > MOST_DIMENSIONS) {
    throw wrongNumberOfDimensions(dimensions.length, MOST_DIMENSIONS);
  }
  for (const one of dimensions) for (const other of dimensions) assertNotCrossed(schema, [one, other], known);
  assertSize(
    chainsOf(schema, dimensions).map((columns) => columns.flatMap((column) => codesOf(schema, column)).length + 1),
  );
}

/**
 * What is hidden and what is not there are the same, whatever would be said of the one and not of the other.
 *
 * @param known the schema as far as who asks may know of it
 * @throws EXTRACT.UNKNOWN_COLUMN
 */
export function assertVisible({ fields }: TableSchema, columns: readonly string[]): void {
  const names = fields.map(({ name }) => name);
  const unknown = columns.filter((column) => !names.includes(column));
  if (unknown.length > 0) throw unknownColumns(unknown, names);
}

/** @param axes codes of each dimension, totals included @throws EXTRACT.TOO_MANY_CELLS */
export function assertSize(axes: readonly number[], most = MOST_CELLS): void {
  const size = axes.reduce((product, codes) => product * codes, 1);
  if (size > most) throw tooManyCells(size, most);
}

/**
 * Puts columns that lie within each other together, finest first: `[['zone', 'district'], ['need']]`.
 *
 * Columns between two that are asked for need not be asked for themselves.
 */
export function chainsOf(schema: TableSchema, dimensions: readonly string[]): string[][] {
  const coarserOf = (name: string) => ancestors(schema, name).filter((column) => dimensions.includes(column));
  const inner = new Set(dimensions.flatMap(coarserOf));
  return dimensions.filter((name) => !inner.has(name)).map((finest) => [finest, ...coarserOf(finest)]);
}

/** Columns, and everything that they lie within, asked for or not. */
export const withCoarser = (schema: TableSchema, columns: readonly string[]): string[] => [
  ...new Set(columns.flatMap((column) => [column, ...ancestors(schema, column)])),
];

/** Whether some of the columns lie within the same coarser one, and not in each other. */
export const areCrossed = (schema: TableSchema, columns: readonly string[]): boolean =>
  columns.some((one) => columns.some((other) => sharedAbove(schema, [one, other]).length > 0));

/** The declared codes of a column, and one for a missing value where it may be missing. */
export function codesOf(schema: TableSchema, name: string): string[] {
  const field = schema.fields.find((one) => one.name === name);
  return [...(field?.categories ?? []), ...(field?.required ? [] : [UNKNOWN])];
}

function assertKnown(schema: TableSchema, dimensions: readonly string[], measures: readonly string[]): void {
  const named = (role: string) =>
    schema.fields.filter(({ disclosureRole }) => disclosureRole === role).map(({ name }) => name);
  const [axes, sums] = [named('dimension'), named('measure')];
  const unknown = [...dimensions.filter((n) => !axes.includes(n)), ...measures.filter((n) => !sums.includes(n))];
  if (unknown.length > 0) throw unknownColumns(unknown, [...axes, ...sums]);
}

function assertNotCrossed(schema: TableSchema, [one, other]: readonly [string, string], known: TableSchema): void {
  const shared = sharedAbove(schema, [one, other]);
  const nameable = shared.find((column) => known.fields.some(({ name }) => name === column));
  if (shared.length > 0) throw crossedHierarchies([one, other], nameable ?? null);
}

/** What two columns both lie within, neither of them in the other. */
function sharedAbove(schema: TableSchema, [one, other]: readonly [string, string]): string[] {
  const [above, aboveOther] = [ancestors(schema, one), ancestors(schema, other)];
  if (one === other || above.includes(other) || aboveOther.includes(one)) return [];
  return above.filter((column) => aboveOther.includes(column));
}

/** The columns that one of these lies within, and that are not among them; the nearest of each first. */
export const coarserThan = (schema: TableSchema, dimensions: readonly string[]): string[] => [
  ...new Set(dimensions.flatMap((name) => ancestors(schema, name)).filter((name) => !dimensions.includes(name))),
];

/** The coarser columns that a column lies within, the nearest first. */
function ancestors(schema: TableSchema, name: string): string[] {
  const parent = schema.fields.find((field) => field.name === name)?.within;
  return parent ? [parent, ...ancestors(schema, parent)] : [];
}
