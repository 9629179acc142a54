import { Echelon, type Shift } from './echelon';
import type { Relations } from './relations';

/** A shift that keeps cells open for which no cheaper one exists. */
export type Cover = {
  readonly shift: Shift;
  /** The dearest cell that it changes; -1 where all that it changes is hidden in any case. */
  readonly dearest: number;
  /** The cells that nothing cheaper keeps open. */
  readonly opens: readonly number[];
};

export type Order = {
  /** Unknowns that are hidden in any case. */
  readonly always: readonly number[];
  /** Unknowns that may be hidden, cheapest first. */
  readonly candidates: readonly number[];
  /** Unknown → 1: it must stay open; these are hidden in any case. */
  readonly needs: Uint8Array;
};

/**
 * Finds for each cell in need the cheapest shift that keeps it open: the one whose dearest cell is the cheapest.
 *
 * Cells are hidden in order of their cost, as far as anybody is in need. A cell that earlier ones explain closes a shift,
 * and every cell that this shift changes is open from then on. Whoever is left follows from cells that cannot be hidden.
 *
 * @returns the shifts that open a cell first; and the cells that nothing opens
 */
export function cheapestCovers(
  relations: Relations,
  order: Order,
): { readonly covers: readonly Cover[]; readonly closed: ReadonlySet<number> } {
  const search = new CoverSearch(relations, order);
  for (const unknown of order.always) search.hide(unknown, -1);
  for (const unknown of order.candidates) {
    if (search.closed.size === 0) break;
    search.hide(unknown, unknown);
  }
  return search;
}

class CoverSearch {
  readonly covers: Cover[] = [];
  readonly closed = new Set<number>();
  private readonly echelon: Echelon;
  /** Step → whether it, or one that was taken off it, is in need; some that are not any more may still be marked. */
  private readonly leadsToNeed: Uint8Array;
  private closedBefore: number;

  constructor(relations: Relations, { needs }: Order) {
    this.echelon = new Echelon(relations);
    this.leadsToNeed = new Uint8Array(relations.equations);
    needs.forEach((need, unknown) => {
      if (need === 1) this.closed.add(unknown);
    });
    this.closedBefore = this.closed.size;
  }

  hide(unknown: number, dearest: number): void {
    const { echelon, leadsToNeed } = this;
    if (!echelon.explains(unknown)) {
      this.note(echelon.size - 1);
      return;
    }
    const opens = this.openedBy(echelon.shiftOf(unknown, leadsToNeed));
    if (opens.length === 0) return;
    for (const cell of opens) this.closed.delete(cell);
    this.covers.push({ shift: echelon.shiftOf(unknown), dearest, opens });
    this.renew();
  }

  private note(step: number): void {
    const { unknown, before } = this.echelon.step(step);
    const leads = this.closed.has(unknown) || before.some((earlier) => this.leadsToNeed[earlier] === 1);
    this.leadsToNeed[step] = leads ? 1 : 0;
  }

  /** Forgets those who are in need no more, often enough to save work. */
  private renew(): void {
    if (this.closed.size > this.closedBefore / 2) return;
    this.closedBefore = this.closed.size;
    for (let step = 0; step < this.echelon.size; step += 1) this.note(step);
  }

  private openedBy({ at }: Shift): number[] {
    const opens: number[] = [];
    for (const unknown of at) if (this.closed.has(unknown)) opens.push(unknown);
    return opens;
  }
}
