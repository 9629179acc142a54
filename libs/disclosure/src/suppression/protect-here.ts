import { certify } from '../audit/certify';
import { verifyCertificate } from '../audit/verify';
import type { PrimaryRule } from '../primary/primary';
import { derivable, suppress, type Combination } from './elimination';
import { codesOf, isAskedFor, OPEN, WITHHELD, type CellId, type Grid } from './grid';
import { layOutTable } from './lay-out-table';
import { layOutSystem } from './layout';
import { Pattern } from './pattern';
import { primariesOf } from './primaries';
import { Search } from './search';
import type { CellStatus, OnProgress, Protection, Table } from './table';
import { unsafeUnions } from './unions';

/** Protects a table in this thread; see `protectTable`. */
export async function protectHere(table: Table, rule: PrimaryRule, onProgress?: OnProgress): Promise<Protection> {
  const grid = layOutTable(table);
  const causes = primariesOf(grid, table, rule);
  const exposed = exposedIn(grid, [...causes.keys()]);
  const primaries = [...causes.keys()].filter((cell) => !exposed.has(cell));
  const pattern = new Pattern(grid);
  eliminate(grid, pattern, { unsafe: [...causes.keys()], exposed });
  const kept = keepUnions(grid, pattern, rule);
  let search = new Search(grid, table, rule, { primaries, pattern, keeps: (cell) => kept.has(cell) });
  await search.run(onProgress);
  // What was shown again may have left others alone.
  while (keepUnions(grid, pattern, rule).size > 0) {
    search = new Search(grid, table, rule, { primaries, pattern, keeps: () => true });
    await search.run(onProgress);
  }
  for (const cell of search.givenUp) exposed.add(cell);
  const proven = primaries.filter((cell) => !exposed.has(cell));
  const certificate = certify(grid, proven, search.evidence, [...exposed]);
  const protection = {
    ...statusesOf(grid, causes, pattern.hidden),
    causes: [...causes]
      .filter(([cell]) => isAskedFor(grid, cell))
      .map(([cell, of]) => ({ codes: codesOf(grid, cell), causes: of })),
    widths: proven.filter((cell) => isAskedFor(grid, cell)).map((cell) => search.widthOf(cell)),
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

/**
 * Hides so much more that no sum of hidden cells that could not be published follows from what is shown; as far as that is
 * not shown by earlier releases.
 *
 * @returns what was hidden for that
 */
function keepUnions(grid: Grid, pattern: Pattern, rule: PrimaryRule): ReadonlySet<CellId> {
  const layout = layOutSystem(grid, new Uint8Array(grid.size));
  const { task, cells } = layout;
  const added = new Set<CellId>();
  let hidden: Uint8Array = Uint8Array.from(cells, (cell) => pattern.hidden[cell] ?? 0);
  const guarded: Combination[] = [];
  for (let before = -1; before < added.size;) {
    before = added.size;
    guarded.push(...unsafeUnions(grid, layout, hidden, rule));
    if (guarded.length === 0) break;
    hidden = suppress({ ...task, hide: hidden, guarded });
    for (const [number, cell] of cells.entries()) if (hidden[number] === 1 && pattern.hide(cell)) added.add(cell);
  }
  return added;
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
