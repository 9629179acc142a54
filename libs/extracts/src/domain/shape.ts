import { TOTAL, type Dimension } from '#disclosure';
import type { Aggregate, TableSchema } from '#warehouse';
import { brokenHierarchy, tooManyCells, unknownColumns } from './errors';

/** The warehouse's code for a missing value. */
export const UNKNOWN = '_U';
const MOST_CELLS = 200_000;

/**
 * One dimension of a protected table: a column, or several columns of which each lies within the next
 * (zone within district), finest first. Such columns are one classification, whose levels add up.
 */
export type Classification = { readonly columns: readonly string[]; readonly dimension: Dimension };

/** @throws EXTRACT.UNKNOWN_COLUMN */
export function assertColumns(schema: TableSchema, dimensions: readonly string[], measures: readonly string[]): void {
  const named = (...roles: string[]) =>
    schema.fields.filter(({ disclosureRole }) => roles.includes(disclosureRole)).map(({ name }) => name);
  const [axes, sums] = [named('dimension'), named('measure')];
  const unknown = [...dimensions.filter((n) => !axes.includes(n)), ...measures.filter((n) => !sums.includes(n))];
  if (unknown.length > 0) throw unknownColumns(unknown, [...axes, ...sums]);
}

/**
 * Groups the requested columns into classifications, with every code that the schema declares, whether or not anyone
 * is behind it: a code left out would tell that nobody is there.
 *
 * @throws EXTRACT.BROKEN_HIERARCHY, EXTRACT.TOO_MANY_CELLS
 */
export function classify(schema: TableSchema, { dimensions, cells }: Aggregate): Classification[] {
  const chains = chainsOf(schema, dimensions);
  const classifications = chains.map((columns) => classificationOf(schema, columns, dimensions, cells));
  const size = classifications.reduce((n, { dimension }) => n * (dimension.leaves.length + dimension.groups.length + 1), 1);
  if (size > MOST_CELLS) throw tooManyCells(size, MOST_CELLS);
  return classifications;
}

/** Columns in chains, finest first: `[['zone', 'district'], ['need']]`. */
function chainsOf(schema: TableSchema, dimensions: readonly string[]): string[][] {
  const coarser = (name: string) => {
    let parent = schema.fields.find((field) => field.name === name)?.within;
    while (parent && !dimensions.includes(parent)) {
      const next: string = parent;
      parent = schema.fields.find((field) => field.name === next)?.within;
    }
    return parent;
  };
  const parents = new Set(dimensions.map(coarser));
  return dimensions
    .filter((name) => !parents.has(name))
    .map((finest) => {
      const chain = [finest];
      for (let next = coarser(finest); next; next = coarser(next)) chain.push(next);
      return chain;
    });
}

function classificationOf(
  schema: TableSchema,
  columns: readonly string[],
  dimensions: readonly string[],
  cells: Aggregate['cells'],
): Classification {
  const [finest, ...levels] = columns;
  if (!finest) throw new Error('A classification has at least one column.');
  const leaves = codesOf(schema, finest).map((code) => codeOf(finest, code));
  const groups = levels.flatMap((level) => {
    const parentOf = parents(finest, level, dimensions, cells);
    return codesOf(schema, level).map((code) => ({
      code: codeOf(level, code),
      leaves: leaves.filter((leaf) => parentOf.get(leaf) === code),
    }));
  });
  return { columns, dimension: { name: finest, leaves, groups: groups.filter((group) => group.leaves.length > 0) } };
}

/** In which value of the coarser column each value of the finer one lies, as the rows have it. */
function parents(fine: string, coarse: string, dimensions: readonly string[], cells: Aggregate['cells']) {
  const [from, to] = [dimensions.indexOf(fine), dimensions.indexOf(coarse)];
  const parentOf = new Map<string, string>();
  for (const { codes } of cells) {
    if (codes.some((code, at) => (at === from || at === to ? code === TOTAL : code !== TOTAL))) continue;
    const [leaf, parent] = [codeOf(fine, codes[from] ?? ''), codes[to] ?? ''];
    if (parentOf.has(leaf) && parentOf.get(leaf) !== parent) throw brokenHierarchy(fine, coarse);
    parentOf.set(leaf, parent);
  }
  return parentOf;
}

/** The declared codes of a column, and one for a missing value where it may be missing. */
function codesOf(schema: TableSchema, name: string): string[] {
  const field = schema.fields.find((one) => one.name === name);
  return [...(field?.categories ?? []), ...(field?.required ? [] : [UNKNOWN])];
}

/** Codes of different levels may be the same text; with their column they are not. */
export const codeOf = (column: string, code: string): string => `${column}=${code}`;
