import { TOTAL, type CellStatus, type ProtectedCell } from '#disclosure';
import type { Classification } from './classification';

/** Which cells a table showed, and which it hid for themselves or for others; no number of it. */
export type ShownPattern = {
  /** One for each classification: its columns, and the codes that have rows. */
  readonly axes: readonly { readonly columns: readonly string[]; readonly codes: readonly string[] }[];
  /** A letter a cell, of the cross product of all codes; those of the first axis come one after the other. */
  readonly statuses: string;
};

const LETTERS: Readonly<Record<CellStatus, string>> = { published: 'F', primary: 'P', secondary: 'S' };
const NO_ROW = '-';

/** @param cells those that have rows, with their codes by classification */
export function patternOf(
  cells: readonly ProtectedCell[],
  classifications: readonly Pick<Classification, 'columns' | 'labels'>[],
): ShownPattern {
  const axes = classifications.map(({ columns, labels }) => ({ columns, codes: [...labels.keys()] }));
  const status = new Map(cells.map((cell) => [JSON.stringify(cell.codes), LETTERS[cell.status]]));
  const statuses = crossProduct(axes).map((codes) => status.get(JSON.stringify(codes)) ?? NO_ROW);
  return { axes, statuses: statuses.join('') };
}

/** The cells of a pattern, in its order; those without a row are left out. */
export function cellsOf({ axes, statuses }: ShownPattern): ProtectedCell[] {
  const byLetter = new Map(Object.entries(LETTERS).map(([status, letter]) => [letter, status as CellStatus]));
  return crossProduct(axes).flatMap((codes, at) => {
    const status = byLetter.get(statuses[at] ?? NO_ROW);
    return status ? [{ codes, status }] : [];
  });
}

/** Whether any number left. */
export const showsAnything = ({ statuses }: ShownPattern): boolean => statuses.includes(LETTERS.published);

/** Whether the total over everything was among what was shown. */
export const showsTotal = (pattern: ShownPattern): boolean =>
  cellsOf(pattern).some(({ codes, status }) => status === 'published' && codes.every((code) => code === TOTAL));

/**
 * The same cells by the classifications of another table, TOTAL where there is none; what that table has no code for is left out.
 *
 * @param axes of the cells
 */
export function placedIn(
  cells: readonly ProtectedCell[],
  axes: readonly Columns[],
  wider: readonly Classification[],
): ProtectedCell[] {
  const place = codesIn(axes, wider);
  const isPlaced = axes.map(({ columns }) => wider.some((one) => one.columns.some((name) => columns.includes(name))));
  return cells
    .filter(({ codes }) => codes.every((code, axis) => code === TOTAL || isPlaced[axis]))
    .map(({ codes, status }) => ({ codes: place(codes), status }))
    .filter(({ codes }) => codes.every((code, axis) => wider[axis]?.labels.has(code)));
}

/** Codes of some classifications as those of others, in their order; a code says which column it is of. */
export function codesIn(axes: readonly Columns[], others: readonly Columns[]): (codes: readonly string[]) => string[] {
  const at = others.map(({ columns }) => axes.findIndex((axis) => axis.columns.some((name) => columns.includes(name))));
  return (codes) => at.map((axis) => codes[axis] ?? TOTAL);
}

type Columns = Pick<Classification, 'columns'>;

function crossProduct(axes: ShownPattern['axes']): string[][] {
  return axes.reduceRight<string[][]>(
    (tails, { codes }) => tails.flatMap((tail) => codes.map((code) => [code, ...tail])),
    [[]],
  );
}
