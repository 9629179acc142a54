import type { Cover } from './cover';
import type { Shift } from './echelon';
import { inverseOf, PRIME, times } from './field';

/**
 * Publishes again what need not be hidden, the dearest first: what remains is hidden for a cell in need.
 *
 * A cell can be published when every cell in need stays open: that is, unless one of these changes in proportion to it in
 * all shifts that remain. Publishing it takes it out of every shift, at the cost of one of them.
 *
 * @param candidates the cells that may be published, cheapest first
 * @returns what stays hidden beside what is hidden in any case; and shifts of hidden cells that keep every cell in need open
 */
export function thinOut(
  covers: readonly Cover[],
  candidates: readonly number[],
): { readonly hidden: ReadonlySet<number>; readonly shifts: readonly Shift[] } {
  const thinning = new Thinning();
  const closedBy = new Map(covers.map((cover) => [cover.dearest, cover]));
  const changed = new Set(covers.flatMap(({ shift }) => [...shift.at]));
  for (const cell of candidates.toReversed()) {
    if (!changed.has(cell)) continue;
    const cover = closedBy.get(cell);
    if (cover) thinning.consider(cover);
    else thinning.publish(cell);
  }
  const lasting = covers.filter(({ dearest }) => dearest === -1).map(({ shift }) => shift);
  return { hidden: thinning.hidden, shifts: [...lasting, ...thinning.remaining()] };
}

class Thinning {
  readonly hidden = new Set<number>();
  /** The shifts that remain, by number. */
  private readonly shifts: Map<number, number>[] = [];
  /** Unknown → the shifts that change it. */
  private readonly changing = new Map<number, Set<number>>();
  /** Cells that must stay open by these shifts from here on. */
  private readonly relying = new Set<number>();

  /** The shifts that remain. */
  remaining(): Shift[] {
    return this.shifts
      .filter(({ size }) => size > 0)
      .map((shift) => ({ at: Int32Array.from(shift.keys()), values: Float64Array.from(shift.values()) }));
  }

  /** Keeps a shift if somebody has no other, and hides its dearest cell then. */
  consider({ shift, dearest, opens }: Cover): void {
    for (const cell of opens) this.relying.add(cell);
    if (opens.every((cell) => this.shiftsOf(cell).size > 0)) return;
    this.hidden.add(dearest);
    const changes = new Map(Array.from(shift.at, (unknown, i) => [unknown, shift.values[i] ?? 0]));
    const number = this.shifts.push(changes) - 1;
    for (const unknown of shift.at) this.shiftsOf(unknown).add(number);
  }

  /** Takes a cell out of all shifts, unless a cell in need would be left with none. */
  publish(cell: number): void {
    const through = this.shiftsOf(cell);
    if (through.size === 0) return;
    const pivot = this.shortest(through);
    if (this.isNeeded(cell, pivot)) {
      this.hidden.add(cell);
      return;
    }
    const scale = inverseOf(this.at(pivot, cell));
    for (const number of [...through])
      if (number !== pivot) this.subtract(pivot, PRIME - times(scale, this.at(number, cell)), number);
    for (const unknown of this.shifts[pivot]?.keys() ?? []) this.shiftsOf(unknown).delete(pivot);
    this.shifts[pivot] = new Map();
  }

  private isNeeded(cell: number, pivot: number): boolean {
    const through = this.shiftsOf(cell);
    for (const unknown of this.shifts[pivot]?.keys() ?? [])
      if (this.relying.has(unknown) && this.isInProportion(unknown, cell, pivot, through)) return true;
    return false;
  }

  private isInProportion(one: number, other: number, pivot: number, through: ReadonlySet<number>): boolean {
    if (this.shiftsOf(one).size !== through.size) return false;
    const [here, there] = [this.at(pivot, one), this.at(pivot, other)];
    for (const number of through)
      if (times(this.at(number, one), there) !== times(this.at(number, other), here)) return false;
    return true;
  }

  private subtract(pivot: number, often: number, from: number): void {
    const target = this.shifts[from];
    for (const [unknown, by] of this.shifts[pivot] ?? []) {
      const sum = ((target?.get(unknown) ?? 0) + times(often, by)) % PRIME;
      if (sum === 0) {
        target?.delete(unknown);
        this.shiftsOf(unknown).delete(from);
      } else {
        target?.set(unknown, sum);
        this.shiftsOf(unknown).add(from);
      }
    }
  }

  private at(number: number, unknown: number): number {
    return this.shifts[number]?.get(unknown) ?? 0;
  }

  private shortest(numbers: ReadonlySet<number>): number {
    let best = -1;
    for (const number of numbers)
      if (best === -1 || (this.shifts[number]?.size ?? 0) < (this.shifts[best]?.size ?? 0)) best = number;
    return best;
  }

  private shiftsOf(unknown: number): Set<number> {
    const found = this.changing.get(unknown);
    if (found) return found;
    const none = new Set<number>();
    this.changing.set(unknown, none);
    return none;
  }
}
