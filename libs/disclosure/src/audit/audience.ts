import { isInner, STRUCTURAL, type CellId, type Grid } from '../suppression/grid';
import type { Share, Table } from '../suppression/table';

/** Somebody who reads the table: outsiders first, then each holder, then each declared coalition; by number. */
export type AudienceId = number;
export const OUTSIDERS: AudienceId = 0;
/** For a search only: a reader who knows what any of the others knows. What is open to it is open to all. */
export const ANYBODY: AudienceId = -1;

/** A value that cannot change, because the audience knows it. */
export const KNOWN = -1;

/** Largest number that a search calculates with; beyond, values are counted in larger units, rounded to the safe side. */
const MOST = 2n ** 50n;

/**
 * What each audience knows of the inner cells besides the release, as the room in which a value can go down: outsiders know
 * that counts are not negative, and so are sums where none is; who holds a part knows that no less than it is there, and
 * who is the only holder of a cell knows all of it.
 *
 * Numbers are whole and exact, in units of `unitOf(measure)`; the room is rounded down.
 */
export class Knowledge {
  /** Who they are: the holders of each audience; none for outsiders. */
  readonly audiences: readonly (readonly number[])[];
  /** Audiences by holder. */
  private readonly joinedBy: readonly (readonly AudienceId[])[];
  private readonly base: readonly Float64Array[];
  private readonly inside = new Map<CellId, ReadonlyMap<AudienceId, readonly number[]>>();
  private readonly units: readonly bigint[];
  private readonly least: readonly Float64Array[];
  /** Whether an inner cell that might have people has none. */
  readonly hasEmpty: boolean;
  /** Whether any sum of a cell is other than nothing. */
  private readonly spending: Uint8Array;

  constructor(
    private readonly grid: Grid,
    table: Pick<Table, 'holders' | 'coalitions'>,
  ) {
    const holders = grid.shares.size > 0 ? (table.holders ?? 0) : 0;
    const alone = Array.from({ length: holders }, (_, holder) => [holder]);
    const together = holders > 0 ? (table.coalitions ?? []).map((of) => [...new Set(of)]) : [];
    this.audiences = [[], ...alone, ...together.filter((of) => of.length > 1)];
    this.joinedBy = alone.map(([holder]) =>
      this.audiences.flatMap((of, audience) => (of.includes(holder ?? -1) ? [audience] : [])),
    );
    this.units = grid.values.map(unitFor);
    this.base = grid.values.map((_, measure) => this.baseOf(measure));
    for (const [cell, shares] of grid.shares) if (shares.length > 0) this.inside.set(cell, this.insideOf(cell, shares));
    this.least = this.base.map((room, measure) => this.leastOf(room, measure));
    this.hasEmpty = this.base[0]?.includes(0) === true;
    const sums = grid.values.slice(1);
    this.spending = Uint8Array.from({ length: grid.size }, (_, cell) => (sums.some((of) => of[cell] !== 0n) ? 1 : 0));
  }

  unitOf(measure: number): bigint {
    return this.units[measure] ?? 1n;
  }

  /** How far a value may go down for all that an audience knows, in units; KNOWN where it cannot change at all. */
  room(audience: AudienceId, measure: number, inner: CellId): number {
    const rooms = audience === ANYBODY ? this.least : this.base;
    const own = audience > OUTSIDERS ? this.inside.get(inner)?.get(audience) : undefined;
    return (own ? own[measure] : rooms[measure]?.[inner]) ?? KNOWN;
  }

  /** What others have in an inner cell, for all that an audience knows: exactly, and with its sign. */
  left(audience: AudienceId, measure: number, inner: CellId): bigint {
    const holders = this.audiences[audience] ?? [];
    const own = (this.grid.shares.get(inner) ?? []).filter(({ holder }) => holders.includes(holder));
    return own.reduce((left, share) => left - partOf(share, measure), this.grid.values[measure]?.[inner] ?? 0n);
  }

  isSigned(measure: number): boolean {
    return this.grid.signed[measure] === true;
  }

  /**
   * As `room`, for moves of one value while all others stay: where people are, one stays for as long as anything is spent
   * there; where nobody is, nothing can be.
   */
  freeRoom(audience: AudienceId, measure: number, inner: CellId): number {
    const room = this.room(audience, measure, inner);
    if (room <= 0 && measure === 0) return room;
    if (measure > 0) return this.room(audience, 0, inner) === 0 ? KNOWN : room;
    return this.spending[inner] === 1 ? room - 1 : room;
  }

  /** As `room`, for moves of a sum that bring somebody into empty cells: two people stay where anything is lost. */
  openedRoom(audience: AudienceId, measure: number, inner: CellId): number {
    if (measure === 0) return this.freeRoom(audience, measure, inner);
    const room = this.room(audience, measure, inner);
    return this.room(audience, 0, inner) < 2 ? Math.min(room, 0) : room;
  }

  /** The audiences that know more of an inner cell than outsiders do. */
  insidersOf(inner: CellId): Iterable<AudienceId> {
    return this.inside.get(inner)?.keys() ?? [];
  }

  private baseOf(measure: number): Float64Array {
    const { grid } = this;
    const unit = this.unitOf(measure);
    const isBounded = grid.signed[measure] !== true;
    return Float64Array.from(grid.values[measure] ?? [], (value, cell) => {
      if (!isInner(grid, cell) || grid.visibility[cell] === STRUCTURAL) return KNOWN;
      return isBounded ? Number(unit === 1n ? value : value / unit) : Infinity;
    });
  }

  private leastOf(base: Float64Array, measure: number): Float64Array {
    const least = base.slice();
    for (const [cell, rooms] of this.inside)
      for (const room of rooms.values()) least[cell] = Math.min(least[cell] ?? KNOWN, room[measure] ?? KNOWN);
    return least;
  }

  private insideOf(cell: CellId, shares: readonly Share[]): Map<AudienceId, number[]> {
    const rooms = new Map<AudienceId, number[]>();
    const audiences = new Set(shares.flatMap(({ holder }) => this.joinedBy[holder] ?? []));
    for (const audience of audiences) {
      const others = shares.filter(({ holder }) => !this.audiences[audience]?.includes(holder));
      rooms.set(
        audience,
        this.grid.values.map((_, measure) => this.roomOf(cell, measure, others)),
      );
    }
    return rooms;
  }

  private roomOf(cell: CellId, measure: number, others: readonly Share[]): number {
    const base = this.base[measure]?.[cell] ?? KNOWN;
    if (base === KNOWN || others.length === 0) return KNOWN;
    if (base === Infinity) return Infinity;
    const left = others.reduce((sum, share) => sum + partOf(share, measure), 0n);
    return Number(left / this.unitOf(measure));
  }
}

/** One holder's part of people (0) or of a sum. */
export const partOf = ({ people, sums }: Share, measure: number): bigint =>
  measure === 0 ? people : (sums[measure - 1] ?? 0n);

function unitFor(values: readonly bigint[]): bigint {
  let largest = 0n;
  for (const value of values) if (value > largest) largest = value;
  let unit = 1n;
  while (largest / unit > MOST) unit *= 2n;
  return unit;
}
