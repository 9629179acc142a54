import { innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import type { Component } from './component';

/** A component with what ties which of its cells, to walk in it. */
export class Neighbourhoods {
  private readonly tiesOf = new Map<CellId, readonly CellId[]>();
  private readonly tied = new Map<CellId, CellId[]>();

  constructor(
    private readonly grid: Grid,
    components: readonly Component[],
  ) {
    for (const { inner, ties } of components)
      inner.forEach((cell, i) => {
        this.tiesOf.set(cell, ties[i] ?? []);
        for (const tie of ties[i] ?? []) {
          const members = this.tied.get(tie);
          if (members) members.push(cell);
          else this.tied.set(tie, [cell]);
        }
      });
  }

  /**
   * The hidden inner cells around a cell that can change while all others stay: its own, then those that are tied to them
   * by the shortest sums, as many as fit; without those that a published cell leaves alone.
   */
  around(cell: CellId, maxCells: number, canChange: (inner: CellId) => boolean): Component {
    const found = new Set(innerCellsOf(this.grid, cell).filter((inner) => this.tiesOf.has(inner) && canChange(inner)));
    const waiting = new Set<CellId>();
    const wait = (inner: CellId) => {
      for (const tie of this.tiesOf.get(inner) ?? []) waiting.add(tie);
    };
    for (const inner of found) wait(inner);
    while (found.size < maxCells && waiting.size > 0) {
      const tie = this.shortest(waiting);
      waiting.delete(tie);
      for (const inner of this.tied.get(tie) ?? [])
        if (!found.has(inner) && canChange(inner)) {
          found.add(inner);
          wait(inner);
        }
    }
    return this.peeled(found);
  }

  private shortest(ties: ReadonlySet<CellId>): CellId {
    let [best, length] = [-1, Infinity];
    for (const tie of ties) {
      const of = this.tied.get(tie)?.length ?? 0;
      if (of >= length) continue;
      [best, length] = [tie, of];
    }
    return best;
  }

  /** Takes out, again and again, what stands alone in a published sum. */
  private peeled(cells: Set<CellId>): Component {
    const tiesOf = (cell: CellId) => this.tiesOf.get(cell) ?? [];
    const count = new Map<CellId, number>();
    for (const tie of [...cells].flatMap(tiesOf)) count.set(tie, (count.get(tie) ?? 0) + 1);
    const waiting = [...cells].filter((cell) => tiesOf(cell).some((tie) => count.get(tie) === 1));
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop())
      if (cells.delete(cell))
        for (const tie of tiesOf(cell)) {
          const left = (count.get(tie) ?? 0) - 1;
          count.set(tie, left);
          if (left === 1) waiting.push(...this.leftIn(tie, cells));
        }
    const inner = [...cells].sort((one, other) => one - other);
    return { inner, ties: inner.map(tiesOf) };
  }

  private leftIn(tie: CellId, cells: ReadonlySet<CellId>): CellId[] {
    return (this.tied.get(tie) ?? []).filter((cell) => cells.has(cell));
  }
}
