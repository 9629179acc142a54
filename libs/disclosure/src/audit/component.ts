import { cellsAbove, isInner, STRUCTURAL, type CellId, type Grid } from '../suppression/grid';

/** Hidden inner cells that hang together by published cells, and the cells whose sums tie them. */
export type Component = {
  readonly inner: readonly CellId[];
  /** The published cells over each inner cell. */
  readonly ties: readonly (readonly CellId[])[];
};

/** Splits what is hidden into parts that nothing published connects: each can be looked at by itself. */
export function componentsOf(grid: Grid, hidden: Uint8Array): Component[] {
  const inner: CellId[] = [];
  for (let cell = 0; cell < grid.size; cell += 1)
    if (hidden[cell] === 1 && grid.visibility[cell] !== STRUCTURAL && isInner(grid, cell)) inner.push(cell);
  const ties = inner.map((cell) => cellsAbove(grid, cell).filter((above) => hidden[above] !== 1));
  const parts = new Parts(inner.length);
  const firstIn = new Map<CellId, number>();
  ties.forEach((of, i) => {
    for (const tie of of) {
      const first = firstIn.get(tie);
      if (first === undefined) firstIn.set(tie, i);
      else parts.join(first, i);
    }
  });
  const components = new Map<number, { inner: CellId[]; ties: (readonly CellId[])[] }>();
  inner.forEach((cell, i) => {
    const root = parts.rootOf(i);
    const component = components.get(root) ?? { inner: [], ties: [] };
    components.set(root, component);
    component.inner.push(cell);
    component.ties.push(ties[i] ?? []);
  });
  return [...components.values()];
}

/** Disjoint sets, by number. */
class Parts {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  rootOf(of: number): number {
    let one = of;
    for (let up = this.parent[one] ?? one; up !== one; up = this.parent[one] ?? one) {
      this.parent[one] = this.parent[up] ?? up;
      one = up;
    }
    return one;
  }

  join(one: number, other: number): void {
    const [first, second] = [this.rootOf(one), this.rootOf(other)];
    this.parent[Math.max(first, second)] = Math.min(first, second);
  }
}
