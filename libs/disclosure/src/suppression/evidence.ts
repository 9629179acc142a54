import type { CellId } from './grid';
import type { Move } from './move';

/** A move, with every cell that it changes. */
export type Witness = { readonly move: Move; readonly changes: readonly CellId[] };

/** Which witness each primary leans on, and which witnesses a published cell would refute. */
export class Evidence {
  private readonly witnessOf = new Map<CellId, Witness>();
  private readonly leaning = new Map<Witness, CellId[]>();
  private readonly changing = new Map<CellId, Witness[]>();

  constructor(private readonly isPrimary: (cell: CellId) => boolean) {}

  of(primary: CellId): Witness | undefined {
    return this.witnessOf.get(primary);
  }

  /** Every primary that a witness changes and that has none yet leans on it. */
  add(witness: Witness): void {
    const primaries = witness.changes.filter((cell) => this.isPrimary(cell) && !this.witnessOf.has(cell));
    if (primaries.length === 0) return;
    for (const primary of primaries) this.witnessOf.set(primary, witness);
    this.leaning.set(witness, primaries);
    for (const cell of witness.changes) {
      if (this.isPrimary(cell)) continue;
      const witnesses = this.changing.get(cell);
      if (witnesses) witnesses.push(witness);
      else this.changing.set(cell, [witness]);
    }
  }

  /** The primaries that would lose their witness if a secondary cell were published, ascending. */
  leaningOn(secondary: CellId): CellId[] {
    const witnesses = this.changing.get(secondary) ?? [];
    return witnesses.flatMap((witness) => this.leaning.get(witness) ?? []).sort((one, other) => one - other);
  }

  /** Forgets every witness that changes a cell, because it is published now. */
  refute(secondary: CellId): void {
    for (const witness of this.changing.get(secondary) ?? []) {
      for (const primary of this.leaning.get(witness) ?? []) this.witnessOf.delete(primary);
      this.leaning.delete(witness);
    }
    this.changing.delete(secondary);
  }
}
