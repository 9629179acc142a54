import { TOTAL, type Cell, type CellStatus, type ProtectedCell, type Share, type Table } from '#disclosure';
import type { Aggregate, AggregateCell, ImpossibleCombination, OutputColumn, OutputTable } from '#warehouse';
import { codeOf, combinationOf, leafOf, type Classification } from './classification';
import type { Holders } from './holders';
import { structuralZeros } from './structural-zeros';

/** Columns of every table that leaves the commons. */
export const PEOPLE = 'people';
export const CONF_STATUS = 'conf_status';
/** SDMX CONF_STATUS: free for publication, or confidential. */
export const FREE = 'F';
export const CONFIDENTIAL = 'C';

/** What is known of a table besides its cells. */
type Around = { readonly holders?: Holders; readonly impossible?: readonly ImpossibleCombination[] | undefined };

/**
 * The table that disclosure control decides on: one cell for each combination of codes that has rows.
 *
 * @param around holders: where shares were counted; impossible: what the schema declares so
 */
export function tableOf(
  aggregate: Aggregate,
  classifications: readonly Classification[],
  { holders, impossible = [] }: Around = {},
): Table {
  const found = cellsOf(aggregate, classifications, holders);
  return {
    dimensions: classifications.map(({ dimension }) => dimension),
    cells: found,
    ...(holders && { holders: holders.holders, coalitions: holders.coalitions }),
    ...(impossible.length > 0 && { structuralZeros: structuralZeros(impossible, classifications, found) }),
  };
}

function cellsOf(aggregate: Aggregate, classifications: readonly Classification[], holders?: Holders): Cell[] {
  const shares = holders && sharesByCodes(aggregate, classifications, holders);
  return aggregate.cells.flatMap(({ codes: texts, ...cell }) => {
    const codes = cellCodes(aggregate.dimensions, texts, classifications);
    return codes ? [{ ...cell, codes, shares: shares?.get(keyOf(codes)) }] : [];
  });
}

/** What each contributor has of each inner cell: of the rows that have a value in every column. */
function sharesByCodes(
  { dimensions, cells }: Aggregate,
  classifications: readonly Classification[],
  { share }: Holders,
): Map<string, Share[]> {
  const detailed = cells.filter(({ codes }) => !codes.includes(TOTAL));
  return new Map(
    detailed.map(({ codes, shares = [] }) => {
      const leaves = classifications.map((one) =>
        leafOf(
          one,
          one.columns.map((column) => codes[dimensions.indexOf(column)] ?? TOTAL),
        ),
      );
      return [keyOf(leaves), shares.map(share)];
    }),
  );
}

/** The cells that a release has a row for, suppressed or not; the others exist for the sums alone. */
export const shownCells = (
  cells: readonly ProtectedCell[],
  classifications: readonly Classification[],
): ProtectedCell[] => cells.filter(({ codes }) => codes.every((code, at) => classifications[at]?.labels.has(code)));

/** How many cells have each status. */
export function countByStatus(cells: readonly ProtectedCell[]): Record<CellStatus, number> {
  const counts = { published: 0, primary: 0, secondary: 0 };
  for (const { status } of cells) counts[status] += 1;
  return counts;
}

/**
 * The table as it leaves the commons: every cell of the cross product with its margins, in the order of the code
 * lists; a suppressed cell shows its codes, no number, and the status C.
 *
 * @param shown cells with their status, as `shownCells` chose them
 * @param measures columns of the aggregate's sums, in its order
 * @see SDMX, code list CL_CONF_STATUS
 */
export function outputOf(
  aggregate: Aggregate,
  classifications: readonly Classification[],
  shown: readonly ProtectedCell[],
  measures: readonly OutputColumn[],
): OutputTable {
  const values = valuesByCodes(aggregate, classifications);
  return {
    columns: [
      ...aggregate.dimensions.map((name) => ({ name, type: 'string' as const })),
      { name: PEOPLE, type: 'integer' as const },
      ...measures,
      { name: CONF_STATUS, type: 'string' as const },
    ],
    rows: shown.map(({ codes, status }) => {
      const labels = labelsOf(codes, aggregate.dimensions, classifications);
      const value = status === 'published' ? values.get(keyOf(codes)) : undefined;
      if (!value) return [...labels, null, ...measures.map(() => null), CONFIDENTIAL];
      return [...labels, value.people, ...value.sums, FREE];
    }),
  };
}

/** Codes by classification; null for a combination that says nothing new (a zone together with its own district). */
export function cellCodes(
  dimensions: readonly string[],
  codes: readonly string[],
  classifications: readonly Classification[],
): string[] | null {
  const merged: string[] = [];
  for (const classification of classifications) {
    const code = codeWithin(
      classification,
      classification.columns.map((column) => codes[dimensions.indexOf(column)] ?? TOTAL),
    );
    if (code === null) return null;
    merged.push(code);
  }
  return merged;
}

/** @param values one per column of the classification */
function codeWithin({ columns, combinations }: Classification, values: readonly string[]): string | null {
  const set = columns.flatMap((column, at) => (values[at] === TOTAL ? [] : [codeOf(column, values[at] ?? '')]));
  if (set.length < 2) return set[0] ?? TOTAL;
  const combination = combinationOf(values);
  return combinations.has(combination) ? combination : null;
}

function valuesByCodes({ dimensions, cells }: Aggregate, classifications: readonly Classification[]) {
  const values = new Map<string, AggregateCell>();
  for (const cell of cells) {
    const codes = cellCodes(dimensions, cell.codes, classifications);
    if (codes) values.set(keyOf(codes), cell);
  }
  return values;
}

/** Back from the codes of classifications to one label a column, in the order of the request. */
const labelsOf = (
  codes: readonly string[],
  dimensions: readonly string[],
  classifications: readonly Classification[],
) =>
  dimensions.map((name) => {
    const at = classifications.findIndex(({ columns }) => columns.includes(name));
    const classification = classifications[at];
    return classification?.labels.get(codes[at] ?? TOTAL)?.[classification.columns.indexOf(name)] ?? TOTAL;
  });

const keyOf = (codes: readonly string[]) => JSON.stringify(codes);
