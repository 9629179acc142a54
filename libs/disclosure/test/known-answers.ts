import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemOf, type System } from '../src/suppression/system';

/** Figures that peers computed; they stand beside the repository, not in it. */
const FOLDER = join(__dirname, '../../../../shared/data/disclosure');
const present = existsSync(FOLDER);

/** Tests against figures of peers; where these are absent, one that is skipped and says so. */
export function describeWithAnswers(title: string, tests: () => void): void {
  const absent = () => {
    it.skip(`there is no ${FOLDER}`, () => undefined);
  };
  describe(title, present ? tests : absent);
}

export type Row = Readonly<Record<string, string>>;

export function rowsOf(file: string): Row[] {
  const [head = [], ...rows] = readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

export const jsonOf = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

/** A column to cross, and coarser columns of it. */
export type Column = { readonly leaf: string; readonly groups?: readonly string[] };

/** The cells that peers list, as a system over the distinct leaves of the rows. `Total` is what they call a total. */
export function systemFrom(rows: readonly Row[], columns: readonly Column[], cells: readonly Row[]): System {
  const innerOf = innerCells(rows, columns);
  return systemOf(
    innerOf.size,
    cells.map((cell) => {
      let keys = [''];
      for (const column of columns)
        keys = keys.flatMap((key) => leavesOf(rows, column, cell[column.leaf] ?? '').map((leaf) => `${key}|${leaf}`));
      return keys.map((key) => innerOf.get(key) ?? -1);
    }),
  );
}

/** Rows → the number of their inner cell. */
export function innerCellsOfRows(rows: readonly Row[], columns: readonly Column[]): number[] {
  const innerOf = innerCells(rows, columns);
  return rows.map((row) => innerOf.get(columns.map(({ leaf }) => `|${row[leaf] ?? ''}`).join('')) ?? -1);
}

function innerCells(rows: readonly Row[], columns: readonly Column[]): Map<string, number> {
  let keys = [''];
  for (const { leaf } of columns)
    keys = keys.flatMap((key) => [...new Set(rows.map((row) => row[leaf] ?? ''))].map((code) => `${key}|${code}`));
  return new Map(keys.map((key, number) => [key, number]));
}

const memo = new WeakMap<readonly Row[], Map<string, string[]>>();

function leavesOf(rows: readonly Row[], { leaf, groups = [] }: Column, code: string): string[] {
  const known = memo.get(rows) ?? new Map<string, string[]>();
  memo.set(rows, known);
  const found = known.get(`${leaf}|${code}`);
  if (found) return found;
  const matches = (row: Row) => code === 'Total' || [leaf, ...groups].some((name) => row[name] === code);
  const leaves = [...new Set(rows.filter(matches).map((row) => row[leaf] ?? ''))];
  known.set(`${leaf}|${code}`, leaves);
  return leaves;
}
