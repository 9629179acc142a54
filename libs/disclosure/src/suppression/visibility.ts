import { invalidTable } from '../errors';
import {
  ASKED,
  idOf,
  innerCellsOf,
  isAskedFor,
  isInner,
  JOINT,
  OPEN,
  STRUCTURAL,
  UNSEEN,
  WITHHELD,
  type CellId,
  type Grid,
} from './grid';
import type { EarlierView, Table } from './table';

type Layout = Pick<Grid, 'axes' | 'size' | 'values'>;

/**
 * Says of every cell whether this table would show it, an earlier one does, none ever will, or everybody knows it empty.
 *
 * Two tables leave every cell by the columns of both open, as far as each is protected; three may tell it for certain, by
 * what each pair of them shows: such cells are joint. A table that has no more columns than another is no further one.
 *
 * @throws DISCLOSURE.INVALID_TABLE if a view or `asked` names an unknown dimension, a view shows what it has no dimension
 *   for, or a structural zero is no inner cell or has somebody in it
 */
export function visibilityOf(grid: Layout, table: Table): Pick<Grid, 'visibility' | 'asked'> {
  const names = table.dimensions.map(({ name }) => name);
  const asked = isAmong(names, table.asked ?? names);
  const [shape, visibility] = [{ ...grid, asked }, new Uint8Array(grid.size)];
  const { earlier = [], structuralZeros = [] } = table;
  const views = earlier.map(({ dimensions }) => isAmong(names, dimensions));
  const beyond = sightBeyond(asked, views);
  for (let cell = 0; cell < grid.size; cell += 1) visibility[cell] = isAskedFor(shape, cell) ? ASKED : beyond;
  for (const view of earlier) markOpen(grid, visibility, { view, names });
  for (const view of views) markWithheld(grid, visibility, view);
  markStructural(grid, visibility, structuralZeros);
  return { visibility, asked };
}

/** Of cells by more columns than are asked for: joint where two earlier tables each have some that neither this one nor the other has. */
function sightBeyond(asked: readonly boolean[], views: readonly (readonly boolean[])[]): number {
  const isWithin = (one: readonly boolean[], other: readonly boolean[]) => one.every((has, at) => !has || other[at]);
  const further = views.filter((view) => !isWithin(view, asked));
  const isJoint = further.some((one) => further.some((other) => !isWithin(one, other) && !isWithin(other, one)));
  return isJoint ? JOINT : UNSEEN;
}

function isAmong(names: readonly string[], chosen: readonly string[]): boolean[] {
  for (const name of chosen)
    if (!names.includes(name))
      throw invalidTable('a dimension is asked for that the table has not', { dimension: name });
  return names.map((name) => chosen.includes(name));
}

function markOpen(
  grid: Layout,
  visibility: Uint8Array,
  { view, names }: { view: EarlierView; names: readonly string[] },
): void {
  const chosen = isAmong(names, view.dimensions);
  for (const codes of view.published) {
    const cell = idOf(grid, codes);
    if (!isAskedFor({ ...grid, asked: chosen }, cell))
      throw invalidTable('an earlier table shows detail that it has no dimension for', { codes });
    visibility[cell] = OPEN;
  }
}

/** What earlier tables have cells for, and did not show. */
function markWithheld(grid: Layout, visibility: Uint8Array, asked: readonly boolean[]): void {
  for (let cell = 0; cell < grid.size; cell += 1)
    if ((visibility[cell] === UNSEEN || visibility[cell] === JOINT) && isAskedFor({ ...grid, asked }, cell))
      visibility[cell] = WITHHELD;
}

/** Inner cells that are known to be empty, and every margin that has no other parts. */
function markStructural(grid: Layout, visibility: Uint8Array, zeros: readonly (readonly string[])[]): void {
  if (zeros.length === 0) return;
  const known = new Set(zeros.map((codes) => structuralZero(grid, codes)));
  for (let cell = 0; cell < grid.size; cell += 1)
    if (grid.values[0]?.[cell] === 0n && innerCellsOf(grid, cell).every((inner) => known.has(inner)))
      visibility[cell] = STRUCTURAL;
}

function structuralZero(grid: Layout, codes: readonly string[]): CellId {
  const cell = idOf(grid, codes);
  if (!isInner(grid, cell)) throw invalidTable('a structural zero is no inner cell of the table', { codes });
  if (grid.values.some((values) => values[cell] !== 0n))
    throw invalidTable('a cell that everybody knows to be empty is not', { codes });
  return cell;
}
