import { certify } from '../audit/certify';
import { verifyCertificate } from '../audit/verify';
import type { PrimaryRule } from '../primary/primary';
import { derivable, suppress } from './elimination';
import { codesOf, isAskedFor, layOutTable, OPEN, WITHHELD, type CellId, type Grid } from './grid';
import { layOutSystem } from './layout';
import { Pattern } from './pattern';
import { primariesOf } from './primaries';
import { Search } from './search';
import type { CellStatus, Protection, Table } from './table';

/**
 * Decides which cells of a table may be published, so that nothing unsafe can be worked out from the rest.
 */
export async function protectTable(table: Table, rule: PrimaryRule): Promise<Protection> {
  const grid = layOutTable(table);
  const causes = primariesOf(grid, table, rule);
  const exposed = exposedIn(grid, [...causes.keys()]);
  const primaries = [...causes.keys()].filter((cell) => !exposed.has(cell));
  const pattern = new Pattern(grid);
  eliminate(grid, pattern, { unsafe: [...causes.keys()], exposed });
  const search = new Search(grid, table, rule, { primaries, pattern });
  await search.run();
  for (const cell of search.givenUp) exposed.add(cell);
  const kept = primaries.filter((cell) => !exposed.has(cell));
  const certificate = certify(grid, kept, search.evidence, [...exposed]);
  const protection = {
    ...statusesOf(grid, causes, pattern.hidden),
    causes: [...causes]
      .filter(([cell]) => isAskedFor(grid, cell))
      .map(([cell, of]) => ({ codes: codesOf(grid, cell), causes: of })),
    widths: kept.filter((cell) => isAskedFor(grid, cell)).map((cell) => search.widthOf(cell)),
    certificate,
    repaired: search.repaired,
    exposed: certificate.exposed,
  };
  verifyCertificate(table, protection.cells, certificate, rule);
  return protection;
}

/** Primary cells that earlier releases show, or that follow from what they show. */
function exposedIn(grid: Grid, unsafe: readonly CellId[]): Set<CellId> {
  const exposed = new Set(unsafe.filter((cell) => grid.visibility[cell] === OPEN));
  if (!grid.visibility.includes(OPEN)) return exposed;
  const { task, cells } = layOutSystem(grid, new Uint8Array(grid.size));
  const numberOf = new Map([...cells].map((cell, number) => [cell, number]));
  const closed = task.open.map((open) => 1 - open);
  const asked = unsafe.map((cell) => numberOf.get(cell) ?? -1).filter((number) => number >= 0);
  for (const number of derivable(task.system, closed, asked)) exposed.add(cells[number] ?? -1);
  return exposed;
}

type Unsafe = { readonly unsafe: readonly CellId[]; readonly exposed: ReadonlySet<CellId> };

/** Hides what subtraction needs: by elimination, from the unsafe cells. */
function eliminate(grid: Grid, pattern: Pattern, { unsafe, exposed }: Unsafe): void {
  const primary = new Uint8Array(grid.size);
  for (const cell of unsafe) if (!exposed.has(cell)) primary[cell] = 1;
  const { task, cells } = layOutSystem(grid, primary);
  const given = new Set([...exposed].filter((cell) => pattern.canHide(cell)));
  const isHidden = (cell: CellId) => given.has(cell) || grid.visibility[cell] === WITHHELD;
  const hide = Uint8Array.from(cells, (cell) => (isHidden(cell) ? 1 : 0));
  suppress({ ...task, hide }).forEach((hidden, number) => {
    if (hidden === 1) pattern.hide(cells[number] ?? -1);
  });
}

function statusesOf(grid: Grid, unsafe: ReadonlyMap<CellId, unknown>, hidden: Uint8Array) {
  const counts = { primary: 0, secondary: 0, published: 0 };
  const cells = [];
  for (let cell = 0; cell < grid.size; cell += 1) {
    if (!isAskedFor(grid, cell)) continue;
    const status: CellStatus = unsafe.has(cell) ? 'primary' : hidden[cell] === 1 ? 'secondary' : 'published';
    counts[status] += 1;
    cells.push({ codes: codesOf(grid, cell), status });
  }
  return { cells, ...counts };
}
