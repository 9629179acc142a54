import { TOTAL, type Dimension } from '#disclosure';
import type { Aggregate, TableSchema } from '#warehouse';
import { assertSize, chainsOf, codesOf, UNKNOWN } from './shape';

/**
 * One dimension of a protected table: a column, or several columns of which each lies within the next
 * (zone within district), finest first. Such columns are one classification, whose levels add up.
 */
export type Classification = {
  readonly columns: readonly string[];
  readonly dimension: Dimension;
  /** What a row shows for a code, one text a column; a code without labels exists for the sums alone. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Leaves that stand for one combination of all the columns, where a finest value alone does not name it. */
  readonly combinations: ReadonlySet<string>;
};

/** A leaf, and the value that it lies in at each level, finest first; null where no row says. */
type Leaf = { readonly code: string; readonly path: readonly (string | null)[] };

/**
 * Groups the requested columns into classifications, with every code that the schema declares, whether or not anyone
 * is behind it: a code left out would tell that nobody is there.
 *
 * What lies in what is read from the rows. Where they put one value into several coarser ones (a missing zone may be
 * anywhere) each combination is a leaf. Where no row has a value, it could lie anywhere; outsiders with a map know
 * where, so each coarser value is then protected as if it held one more, unseen and empty leaf.
 *
 * @throws EXTRACT.TOO_MANY_CELLS
 */
export function classify(schema: TableSchema, aggregate: Aggregate): Classification[] {
  const chains = chainsOf(schema, aggregate.dimensions);
  const classifications = chains.map((columns) => classificationOf(schema, columns, pathsOf(aggregate, columns)));
  assertSize(classifications.map(({ dimension }) => dimension.leaves.length + dimension.groups.length + 1));
  return classifications;
}

/** Codes of different levels may be the same text; with their column they are not. */
export const codeOf = (column: string, code: string): string => `${column}=${code}`;

/** The code of a leaf that is known by its whole path. It never looks like a `codeOf`. */
export const combinationOf = (path: readonly string[]): string => JSON.stringify(path);

/** The leaf that a row lies in. @param path one value per column of the classification */
export function leafOf({ columns, combinations }: Classification, path: readonly string[]): string {
  const combination = combinationOf(path);
  return combinations.has(combination) ? combination : codeOf(columns[0] ?? '', path[0] ?? '');
}

/** The combinations of values that the rows have in the columns of one chain. */
function pathsOf({ dimensions, cells }: Aggregate, columns: readonly string[]): string[][] {
  if (columns.length === 1) return [];
  const isPath = (codes: readonly string[]) =>
    dimensions.every((name, at) => (codes[at] !== TOTAL) === columns.includes(name));
  return cells
    .filter(({ codes }) => isPath(codes))
    .map(({ codes }) => columns.map((name) => codes[dimensions.indexOf(name)] ?? TOTAL));
}

function classificationOf(schema: TableSchema, columns: readonly string[], paths: readonly string[][]): Classification {
  const [finest = '', ...levels] = columns;
  const placed = codesOf(schema, finest).flatMap((code) => leavesOf(finest, code, columns.length, paths));
  const leaves = [...placed, ...levels.flatMap((_, at) => unseenLeaves(schema, columns, at + 1, placed))];
  const groups = columns.flatMap((column, level) =>
    codesOf(schema, column)
      .map((code) => ({ code: codeOf(column, code), leaves: leaves.filter(({ path }) => path[level] === code) }))
      .filter((group) => level > 0 || group.leaves.length > 1)
      .map((group) => ({ ...group, leaves: group.leaves.map(({ code }) => code) })),
  );
  return {
    columns,
    dimension: { name: finest, leaves: leaves.map(({ code }) => code), groups, ...sensitivity(schema, columns) },
    labels: labelsOf(schema, columns),
    combinations: new Set(paths.map(combinationOf).filter((code) => leaves.some((leaf) => leaf.code === code))),
  };
}

/** A classification is sensitive at every level, if it is at one. */
function sensitivity({ fields }: TableSchema, columns: readonly string[]): Pick<Dimension, 'isSensitive'> {
  const isSensitive = fields.some((field) => columns.includes(field.name) && field.disclosureRole === 'sensitive');
  return isSensitive ? { isSensitive } : {};
}

/** One leaf for a finest value; where the rows put it into several coarser ones, one for each. */
function leavesOf(finest: string, code: string, levels: number, paths: readonly string[][]): Leaf[] {
  const mine = paths.filter(([value]) => value === code);
  if (mine.length > 1) return mine.map((path) => ({ code: combinationOf(path), path }));
  const nowhere = Array.from({ length: levels - 1 }, () => null);
  return [{ code: codeOf(finest, code), path: mine[0] ?? [code, ...nowhere] }];
}

/** The empty leaves that each value of a level is protected with: all of them if any finest value has no place. */
function unseenLeaves(schema: TableSchema, columns: readonly string[], level: number, placed: readonly Leaf[]): Leaf[] {
  const column = columns[level] ?? '';
  const anyNowhere = placed.some(({ path }) => path[0] !== UNKNOWN && path[level] === null);
  return codesOf(schema, column).flatMap((code) => {
    const inside = placed.filter(({ path }) => path[level] === code);
    if (inside.length > 0 && (!anyNowhere || code === UNKNOWN)) return [];
    const path = columns.map((_, at) => (at < level ? null : at === level ? code : agreed(inside, at)));
    return [{ code: JSON.stringify({ [column]: code }), path }];
  });
}

/** The coarser value that all the leaves lie in; null if there is none. */
function agreed(leaves: readonly Leaf[], level: number): string | null {
  const values = new Set(leaves.map(({ path }) => path[level] ?? null));
  const [only] = values;
  return values.size === 1 ? (only ?? null) : null;
}

/** `zone=03` shows 03 as the zone, and that districts are summed over. */
function labelsOf(schema: TableSchema, columns: readonly string[]): Map<string, string[]> {
  const all = columns.map(() => TOTAL);
  const single = columns.flatMap((column, level) =>
    codesOf(schema, column).map((code): [string, string[]] => [codeOf(column, code), all.with(level, code)]),
  );
  return new Map([...single, [TOTAL, all]]);
}

/** Every combination of codes that have rows; those of the first classification come one after the other. */
export const labelled = (classifications: readonly Classification[]): string[][] =>
  classifications.reduceRight<string[][]>(
    (tails, { labels }) => tails.flatMap((tail) => [...labels.keys()].map((code) => [code, ...tail])),
    [[]],
  );
