import { invalidCertificate } from '../errors';
import type { PrimaryRule } from '../primary/primary';
import { Elimination } from '../suppression/elimination';
import { ASKED, codeAt, codesOf, idOf, isInner, OPEN, STRUCTURAL, type CellId, type Grid } from '../suppression/grid';
import { layOutTable } from '../suppression/lay-out-table';
import { layOutSystem } from '../suppression/layout';
import { primariesOf } from '../suppression/primaries';
import type { ProtectedCell, Share, Table } from '../suppression/table';
import { unsafeUnions } from '../suppression/unions';
import type { Certificate, CertifiedMove } from './certificate';
import { exposedBefore, type Readings } from './exposed';
import { needsOf } from './need';

/** What a move changes, by inner cell and by every cell that anybody could be shown. */
type ReadMove = {
  readonly inner: ReadonlyMap<CellId, bigint>;
  readonly changes: ReadonlyMap<CellId, bigint>;
  /** What each sum does with a move of people that is made once. */
  readonly sums: readonly ReadonlyMap<CellId, bigint>[];
  /** Holders of parts of what is moved. */
  readonly holders: ReadonlySet<number>;
  /** Steps that were counted before. */
  readonly counted: Map<string, Distance>;
};

/**
 * Checks, in exact arithmetic and from the definitions alone, that what a release hides stays as open as the rule asks for.
 *
 * It trusts neither a solver nor an elimination, nor whoever wrote the certificate. For each primary cell it makes the
 * moves that the certificate names: each leads from the true table to others that show the same numbers in every cell that
 * is published, now or by an earlier release, and that agree with what the reader knows: outsiders, each holder, each
 * declared coalition. The values that the cell has in these tables must reach as far as its need.
 *
 * @param table the table as it was protected
 * @param cells every cell that was asked for, with its status
 * @throws DISCLOSURE.INVALID_CERTIFICATE with the first cell or move that does not hold; DISCLOSURE.INVALID_TABLE, DISCLOSURE.INVALID_RULE
 */
export function verifyCertificate(
  table: Table,
  cells: readonly ProtectedCell[],
  certificate: Certificate,
  rule: PrimaryRule,
): void {
  const grid = layOutTable(table);
  const shown = shownCells(grid, table, cells);
  const moves = certificate.moves.map((move, number) => readMove(grid, shown, move, number));
  const readers = readersOf(grid, table);
  assertUnions(grid, shown, rule);
  const exposed = exposedCells({ grid, rule, readers }, certificate);
  const proofs = new Map(certificate.cells.map(({ codes, moves: of }) => [idOf(grid, codes), of]));
  for (const cell of primariesOf(grid, table, rule).keys()) {
    const isOut = exposed.has(cell) && grid.visibility[cell] === OPEN;
    if (shown.has(cell) && !isOut)
      throw invalidCertificate('a primary cell is published', { codes: codesOf(grid, cell) });
    if (exposed.has(cell)) continue;
    const proof = (proofs.get(cell) ?? []).map((number) => moves[number] ?? NO_MOVE);
    for (const reader of readers.filter((one) => knowsMore(one, proof)))
      assertOpen({ grid, rule, reader }, cell, proof);
  }
}

/** No published sum less its published parts is unsafe, but for what follows from earlier releases whatever this one hides. */
function assertUnions(grid: Grid, shown: ReadonlySet<CellId>, rule: PrimaryRule): void {
  const layout = layOutSystem(grid);
  const { system, open } = layout.task;
  const hidden = Uint8Array.from(layout.cells, (cell) => (shown.has(cell) ? 0 : 1));
  const unsafe = unsafeUnions(grid, layout, hidden, rule);
  if (unsafe.length === 0) return;
  const before = new Elimination(
    system,
    open.map((isOpen) => 1 - isOpen),
  );
  if (unsafe.some((union) => !before.follows(union)))
    throw invalidCertificate('a published sum less its published parts is unsafe');
}

/** Cells that nothing can be proven of, because earlier releases give them away: found again, whatever the certificate says. */
function exposedCells(among: Readings, { exposed }: Certificate): ReadonlySet<CellId> {
  const cells = exposed.map((codes) => idOf(among.grid, codes));
  const found = exposedBefore(among, cells);
  for (const cell of cells)
    if (!found.has(cell))
      throw invalidCertificate('a cell is given up although earlier releases do not give it away', {
        codes: codesOf(among.grid, cell),
      });
  return found;
}

const NO_MOVE: ReadMove = { inner: new Map(), changes: new Map(), sums: [], holders: new Set(), counted: new Map() };

/** Who holds nothing of what is moved is in the place of an outsider, whose needs are the greatest. */
const knowsMore = (reader: readonly number[], proof: readonly ReadMove[]): boolean =>
  reader.length === 0 || proof.some(({ holders }) => reader.some((holder) => holders.has(holder)));

/** Everything that a reader sees: what this release publishes and what earlier ones did. */
function shownCells(grid: Grid, table: Table, cells: readonly ProtectedCell[]): ReadonlySet<CellId> {
  const shown = new Set<CellId>(
    (table.earlier ?? []).flatMap(({ published }) => published.map((codes) => idOf(grid, codes))),
  );
  const listed = new Set<CellId>();
  for (const { codes, status } of cells) {
    const cell = idOf(grid, codes);
    listed.add(cell);
    if (status === 'published') shown.add(cell);
  }
  for (let cell = 0; cell < grid.size; cell += 1)
    if (grid.visibility[cell] === STRUCTURAL || (grid.visibility[cell] === ASKED && !listed.has(cell))) shown.add(cell);
  return shown;
}

/** Reads a move and follows it to every cell. @throws DISCLOSURE.INVALID_CERTIFICATE if it would be seen */
function readMove(grid: Grid, shown: ReadonlySet<CellId>, certified: CertifiedMove, number: number): ReadMove {
  const cells = certified.inner.map((codes) => {
    const cell = idOf(grid, codes);
    if (!isInner(grid, cell)) throw invalidCertificate('a move changes a margin by itself', { codes });
    return cell;
  });
  const inner = movedBy(cells, certified.by);
  const sums = (certified.sums ?? []).map((digits) => movedBy(cells, digits));
  const [changes, ...spent] = [changesOf(grid, inner), ...sums.map((sum) => changesOf(grid, sum))];
  for (const of of [changes, ...spent])
    for (const [cell, change] of of)
      if (change !== 0n && shown.has(cell))
        throw invalidCertificate('a move changes what is published', { move: number, codes: codesOf(grid, cell) });
  const holders = new Set(cells.flatMap((cell) => (grid.shares.get(cell) ?? []).map(({ holder }) => holder)));
  return { inner, changes, sums, holders, counted: new Map() };
}

function movedBy(cells: readonly CellId[], digits: readonly string[]): Map<CellId, bigint> {
  const moved = new Map<CellId, bigint>();
  cells.forEach((cell, i) => moved.set(cell, (moved.get(cell) ?? 0n) + BigInt(digits[i] ?? '0')));
  return moved;
}

function changesOf(grid: Grid, moved: ReadonlyMap<CellId, bigint>): Map<CellId, bigint> {
  const changes = new Map<CellId, bigint>();
  for (const [cell, change] of moved)
    for (const above of summing(grid, cell)) changes.set(above, (changes.get(above) ?? 0n) + change);
  return changes;
}

/** The cells whose codes have the leaves of an inner cell among their members. */
function summing(grid: Grid, inner: CellId): CellId[] {
  return grid.axes.reduce<CellId[]>(
    (cells, axis) => {
      const leaf = codeAt(axis, inner);
      const codes = axis.members.flatMap((leaves, code) => (leaves.includes(leaf) ? [code] : []));
      return cells.flatMap((cell) => codes.map((code) => cell + code * axis.stride));
    },
    [0],
  );
}

/** Outsiders, each holder whose parts are known, and each coalition of them. */
export function readersOf(grid: Grid, { holders = 0, coalitions = [] }: Table): (readonly number[])[] {
  if (grid.shares.size === 0) return [[]];
  return [[], ...Array.from({ length: holders }, (_, holder) => [holder]), ...coalitions];
}

type Reading = { readonly grid: Grid; readonly rule: PrimaryRule; readonly reader: readonly number[] };

function assertOpen(reading: Reading, cell: CellId, proof: readonly ReadMove[]): void {
  const { grid, rule, reader } = reading;
  needsOf(grid, rule, cell, reader)?.forEach((need, measure) => {
    const up = furthest(reading, { cell, measure, direction: 1n }, proof);
    const down = furthest(reading, { cell, measure, direction: -1n }, proof);
    const isOpen = isAtLeast(up, need.up) && isAtLeast(down, need.down);
    const width = up === null || down === null ? null : up + down;
    if (!isOpen || !isAtLeast(width, need.width))
      throw invalidCertificate('a primary cell is not shown to be open', {
        codes: codesOf(grid, cell),
        measure,
        reader,
      });
  });
}

/** A distance; null without bound. */
type Distance = bigint | null;
const isAtLeast = (distance: Distance, need: bigint) => distance === null || distance >= need;

type Question = { readonly cell: CellId; readonly measure: number; readonly direction: 1n | -1n };

/** How far a value goes by the best of the moves, for what the reader knows. */
function furthest(reading: Reading, { cell, measure, direction }: Question, proof: readonly ReadMove[]): Distance {
  let best = 0n;
  for (const move of proof) {
    const change = (move.changes.get(cell) ?? 0n) * direction;
    if (change === 0n) continue;
    const steps = stepsOf(reading, move, { measure, sign: change > 0n ? 1n : -1n });
    if (steps === null) return null;
    const reach = steps * (change > 0n ? change : -change);
    if (reach > best) best = reach;
  }
  return best;
}

type Way = { readonly measure: number; readonly sign: 1n | -1n };

function stepsOf(reading: Reading, move: ReadMove, way: Way): Distance {
  const { inner, sums, counted } = move;
  const key = `${reading.reader.join()} ${way.measure} ${way.sign}`;
  const before = counted.get(key);
  if (before !== undefined) return before;
  const steps = sums.length > 0 ? stepsWithSums(reading, move, way) : countSteps(reading, inner, way);
  counted.set(key, steps);
  return steps;
}

/** A move of people that says what each sum does with it is made once and one way: if that is a table that the reader must reckon with. */
function stepsWithSums({ grid, reader }: Reading, { inner, sums }: ReadMove, { measure, sign }: Way): bigint {
  if (measure > 0 || sign < 0n) return 0n;
  const isPossible = [...inner.keys()].every((cell) => {
    const changes = grid.values.map((_, of) => (of === 0 ? inner : sums[of - 1])?.get(cell) ?? 0n);
    if (changes.every((change) => change === 0n)) return true;
    const [people = 0n, ...spent] = changes.map((change, of) => leftOf(grid, cell, { measure: of, reader }) + change);
    const isSpendable = (sum: bigint, i: number) =>
      people === 0n ? sum === 0n : sum >= 0n || grid.signed[i + 1] === true;
    return !isAllKnown(grid.shares.get(cell) ?? [], reader) && people >= 0n && spent.every(isSpendable);
  });
  return isPossible ? 1n : 0n;
}

/**
 * How often a move can be made for all that the reader knows; where nobody is, nothing can be spent. People and each sum may
 * be moved differently often: a sum at all only if people can be in all that is moved, people to the last only if
 * everything that they spent can leave with them.
 */
function countSteps(reading: Reading, inner: ReadonlyMap<CellId, bigint>, way: Way): Distance {
  const steps = stepsAlone(reading, inner, way);
  if (steps === 0n) return steps;
  if (way.measure > 0) return canBePeopled(reading, inner) ? steps : 0n;
  return steps === null || canLeave(reading, inner, { steps, sign: way.sign }) ? steps : steps - 1n;
}

/** How often before a value falls below what the reader knows to be there, whatever happens to the others. */
function stepsAlone({ grid, reader }: Reading, inner: ReadonlyMap<CellId, bigint>, { measure, sign }: Way): Distance {
  let steps: Distance = null;
  for (const [cell, change] of inner) {
    const shares = grid.shares.get(cell) ?? [];
    const by = change * sign;
    if (by !== 0n && isAllKnown(shares, reader)) return 0n;
    if (by >= 0n || grid.signed[measure] === true) continue;
    steps = nearer(steps, leftOf(grid, cell, { measure, reader }) / -by);
  }
  return steps;
}

/** Whether some number of steps leaves people in every cell that is moved. */
function canBePeopled(reading: Reading, inner: ReadonlyMap<CellId, bigint>): boolean {
  const { grid, reader } = reading;
  const isPeopled = ([cell, by]: readonly [CellId, bigint]) =>
    by === 0n || leftOf(grid, cell, { measure: 0, reader }) > 0n;
  return (
    [...inner].every(isPeopled) ||
    ([1n, -1n] as const).some((sign) => isAtLeast(stepsAlone(reading, inner, { measure: 0, sign }), 2n))
  );
}

type LastStep = { readonly steps: bigint; readonly sign: 1n | -1n };

/**
 * Whether each sum can be moved so that nothing of it is where nobody is after these steps. Where all that is moved is a
 * loss it can: no sum that it is in is shown.
 */
function canLeave({ grid, reader }: Reading, inner: ReadonlyMap<CellId, bigint>, { steps, sign }: LastStep): boolean {
  const moved = [...inner].map(([cell, change]) => ({ cell, by: -change * sign })).filter(({ by }) => by !== 0n);
  const losing = moved.filter(({ by }) => by > 0n);
  const left = (cell: CellId, measure: number) => leftOf(grid, cell, { measure, reader });
  const emptied = losing.filter(({ cell, by }) => left(cell, 0) === steps * by);
  const [first] = emptied;
  if (!first || losing.length === moved.length) return true;
  return grid.values.every((_, measure) => {
    if (measure === 0) return true;
    const along = left(first.cell, measure) / first.by;
    const isGone = emptied.every(({ cell, by }) => left(cell, measure) === along * by);
    return isGone && losing.every(({ cell, by }) => grid.signed[measure] === true || left(cell, measure) >= along * by);
  });
}

type Left = { readonly measure: number; readonly reader: readonly number[] };

const leftOf = ({ values, shares }: Grid, cell: CellId, { measure, reader }: Left): bigint =>
  (values[measure]?.[cell] ?? 0n) - ownPart(shares.get(cell) ?? [], reader, measure);
const nearer = (one: Distance, other: bigint): bigint => (one === null || other < one ? other : one);

/** Whoever holds all parts of a cell knows it. */
const isAllKnown = (shares: readonly Share[], reader: readonly number[]): boolean =>
  shares.length > 0 && shares.every(({ holder }) => reader.includes(holder));

const ownPart = (shares: readonly Share[], reader: readonly number[], measure: number): bigint =>
  shares
    .filter(({ holder }) => reader.includes(holder))
    .reduce((sum, { people, sums }) => sum + (measure === 0 ? people : (sums[measure - 1] ?? 0n)), 0n);
