import type { CellId } from './grid';

/** For each margin, the inner cells that could change in it: how many, and their numbers combined by XOR. */
export class Tally {
  private readonly count: Uint32Array;
  private readonly combined: Uint32Array;

  constructor(size: number) {
    this.count = new Uint32Array(size);
    this.combined = new Uint32Array(size);
  }

  add(margins: readonly CellId[], inner: CellId): void {
    for (const margin of margins) this.change(margin, inner, 1);
  }

  remove(margins: readonly CellId[], inner: CellId): void {
    for (const margin of margins) this.change(margin, inner, -1);
  }

  /** The inner cell that stands alone in a margin, if one does. */
  aloneIn(margin: CellId): CellId | undefined {
    return this.count[margin] === 1 ? this.combined[margin] : undefined;
  }

  private change(margin: CellId, inner: CellId, by: 1 | -1): void {
    this.count[margin] = (this.count[margin] ?? 0) + by;
    this.combined[margin] = (this.combined[margin] ?? 0) ^ inner;
  }
}
