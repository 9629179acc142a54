import { certify } from '../audit/certify';
import { exposedBefore, type Readings } from '../audit/exposed';
import { readersOf, verifyCertificate } from '../audit/verify';
import { infeasible } from '../errors';
import type { PrimaryRule } from '../primary/primary';
import { derivable, suppress, type Combination } from './elimination';
import { codesOf, isAskedFor, isKept, OPEN, type CellId, type Grid } from './grid';
import { layOutTable } from './lay-out-table';
import { layOutSystem } from './layout';
import { Pattern } from './pattern';
import { primariesOf } from './primaries';
import { Search } from './search';
import type { CellStatus, OnProgress, Protection, Table } from './table';
import { unsafeUnions } from './unions';

/** How often all is eliminated anew for unions; what is left then is hidden on top at the end. */
const MOST_ROUNDS = 6;

/** Protects a table in this thread; see `protectTable`. */
export async function protectHere(table: Table, rule: PrimaryRule, onProgress?: OnProgress): Promise<Protection> {
  const grid = layOutTable(table);
  const causes = primariesOf(grid, table, rule);
  const exposed = exposedIn(grid, [...causes.keys()]);
  const primaries = [...causes.keys()].filter((cell) => !exposed.has(cell));
  const pattern = new Pattern(grid);
  eliminate(grid, pattern, { unsafe: [...causes.keys()], exposed, rule });
  const search = new Search(grid, table, rule, { primaries, pattern });
  await search.run(onProgress);
  // What is given up is hidden all the same, though no proof needs it.
  for (const cell of causes.keys()) if (pattern.canHide(cell)) pattern.hide(cell);
  keepUnions(grid, pattern, rule);
  assertExposed({ grid, rule, readers: readersOf(grid, table) }, search.givenUp);
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
  const { task, cells } = layOutSystem(grid);
  const numberOf = new Map([...cells].map((cell, number) => [cell, number]));
  const closed = task.open.map((open) => 1 - open);
  const asked = unsafe.map((cell) => numberOf.get(cell) ?? -1).filter((number) => number >= 0);
  for (const number of derivable(task.system, closed, asked)) exposed.add(cells[number] ?? -1);
  return exposed;
}

/** What was given up must be given away already: what is merely not proven may not be released. @throws DISCLOSURE.INFEASIBLE */
function assertExposed(among: Readings, givenUp: readonly CellId[]): void {
  const found = exposedBefore(among, givenUp);
  const unproven = givenUp.find((cell) => !found.has(cell));
  if (unproven !== undefined) throw infeasible({ codes: codesOf(among.grid, unproven) });
}

type Unsafe = {
  readonly unsafe: readonly CellId[];
  readonly exposed: ReadonlySet<CellId>;
  readonly rule: PrimaryRule;
};

/** Hides what subtraction needs, for the unsafe cells and for the unsafe unions that come of it: by elimination, all anew. */
function eliminate(grid: Grid, pattern: Pattern, { unsafe, exposed, rule }: Unsafe): void {
  const layout = layOutSystem(grid);
  const { cells } = layout;
  const primaries = new Set(unsafe.filter((cell) => !exposed.has(cell)));
  const isHidden = (cell: CellId) => (exposed.has(cell) && pattern.canHide(cell)) || isKept(grid, cell);
  const task = {
    ...layout.task,
    primary: Uint8Array.from(cells, (cell) => (primaries.has(cell) ? 1 : 0)),
    hide: Uint8Array.from(cells, (cell) => (isHidden(cell) ? 1 : 0)),
  };
  const guarded = new Map<string, Combination>();
  let hidden = suppress(task);
  for (let round = 0, before = -1; round < MOST_ROUNDS && before < guarded.size; round += 1) {
    before = guarded.size;
    for (const union of unsafeUnions(grid, layout, hidden, rule))
      guarded.set(union.map(({ unknown }) => unknown).join(), union);
    if (guarded.size > before) hidden = suppress({ ...task, guarded: [...guarded.values()] });
  }
  hidden.forEach((is, number) => {
    if (is === 1) pattern.hide(cells[number] ?? -1);
  });
}

/** Hides what unions need that came up since, and nothing again: a proof within less that is hidden is one within more. */
function keepUnions(grid: Grid, pattern: Pattern, rule: PrimaryRule): void {
  const layout = layOutSystem(grid);
  const { task, cells } = layout;
  const primary = new Uint8Array(cells.length);
  const guarded: Combination[] = [];
  for (let before = -1, added = 0; before < added;) {
    before = added;
    const hide = Uint8Array.from(cells, (cell) => pattern.hidden[cell] ?? 0);
    guarded.push(...unsafeUnions(grid, layout, hide, rule));
    if (guarded.length === 0) return;
    const hidden = suppress({ ...task, primary, hide, guarded });
    for (const [number, cell] of cells.entries()) if (hidden[number] === 1 && pattern.hide(cell)) added += 1;
  }
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
