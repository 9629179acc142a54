import { assertMagnitudes } from '../primary/concentration';
import { invalidTable } from '../errors';
import { codeAt, codesOf, idOf, isInner, type CellId, type Grid } from './grid';
import { assertShares } from './shares';
import type { Axis } from './axis';
import type { Cell, Share, Table } from './table';

type Shape = Pick<Grid, 'axes' | 'size'>;
type Read = Pick<Grid, 'values' | 'numbers' | 'signed' | 'given' | 'shares'>;

/** Puts the cells of a table in their places. @throws DISCLOSURE.INVALID_TABLE */
export function readCells(shape: Shape, table: Table): Read {
  const measures = 1 + (table.cells[0]?.sums?.length ?? 0);
  const given = new Map<CellId, Cell>();
  const shares = new Map<CellId, readonly Share[]>();
  for (const cell of table.cells) {
    const id = idOf(shape, cell.codes);
    if (given.has(id)) throw invalidTable('a cell is given twice', { codes: cell.codes });
    assertCounts(cell, measures);
    given.set(id, cell);
    if (cell.shares && isInner(shape, id)) shares.set(id, cell.shares);
  }
  const values = Array.from({ length: measures }, (_, measure) => valuesOf(shape.size, given, measure));
  assertShares(shape, table, shares);
  const numbers = values.map((of) => Float64Array.from(of, Number));
  return { values, numbers, signed: values.map(isSigned(shares)), given, shares };
}

function valuesOf(size: number, given: ReadonlyMap<CellId, Cell>, measure: number): bigint[] {
  const values = new Array<bigint>(size).fill(0n);
  for (const [id, { people, sums }] of given) values[id] = measure === 0 ? people : (sums?.[measure - 1] ?? 0n);
  return values;
}

function assertCounts(cell: Cell, measures: number): void {
  const { codes, people, contributors, sums = [] } = cell;
  if (people < 0n) throw invalidTable('a count of people is negative', { codes });
  if (!Number.isSafeInteger(contributors) || contributors < 0)
    throw invalidTable('a count of contributors is no whole number of zero or more', { codes });
  if (sums.length !== measures - 1) throw invalidTable('not every cell has the same number of sums', { codes });
  assertMagnitudes(cell);
}

const isSigned = (shares: ReadonlyMap<CellId, readonly Share[]>) => (values: readonly bigint[], measure: number) => {
  if (measure === 0) return false;
  if (values.some((value) => value < 0n)) return true;
  for (const of of shares.values()) if (of.some(({ sums }) => (sums[measure - 1] ?? 0n) < 0n)) return true;
  return false;
};

/**
 * Compares every margin with the sum of its parts along each axis.
 *
 * If every value is a safe integer, so is every sum that should equal one, and numbers are as exact as BigInt.
 */
export function assertAdditive(grid: Grid): void {
  grid.values.forEach((_, measure) => {
    const isSum = isExact(grid, measure) ? isSumInNumbers : isSumInBigInts;
    for (const axis of grid.axes)
      for (let cell = 0; cell < grid.size; cell += 1)
        if (codeAt(axis, cell) >= axis.leafCount && !isSum({ grid, axis, measure }, cell))
          throw invalidTable('a margin is not the sum of its parts', { codes: codesOf(grid, cell) });
  });
}

/** Negative parts may grow beyond their sum, so that half of what is safe must hold them. */
const isExact = ({ numbers, signed }: Grid, measure: number): boolean =>
  signed[measure] === false && (numbers[measure]?.every(Number.isSafeInteger) ?? true);

type Line = { readonly grid: Grid; readonly axis: Axis; readonly measure: number };

function isSumInNumbers({ grid, axis, measure }: Line, margin: CellId): boolean {
  const counts = grid.numbers[measure] ?? [];
  const code = codeAt(axis, margin);
  let sum = 0;
  for (const leaf of axis.members[code] ?? []) sum += counts[margin + (leaf - code) * axis.stride] ?? 0;
  return sum === counts[margin];
}

function isSumInBigInts({ grid, axis, measure }: Line, margin: CellId): boolean {
  const values = grid.values[measure] ?? [];
  const code = codeAt(axis, margin);
  let sum = 0n;
  for (const leaf of axis.members[code] ?? []) sum += values[margin + (leaf - code) * axis.stride] ?? 0n;
  return sum === values[margin];
}
