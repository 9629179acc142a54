import { Echelon } from './echelon';
import { relationsOf, type Combination, type Relations } from './relations';
import { Span, type WholeRow } from './span';
import { inWholeNumbers } from './whole';
import type { CellId } from '../grid';
import type { System } from '../system';

/**
 * What follows linearly from the cells that are not hidden, for outsiders and for those who know inner cells besides.
 *
 * Made once for a pattern, it answers many: all ways in which the hidden cells can change together are found once, and
 * somebody's knowledge is then a matter of the few that change what they know. Exact: these ways are whole numbers that were
 * checked against every equation, and what follows is decided in BigInt.
 */
export class Elimination {
  private readonly relations: Relations;
  /** Unknown → by how much each independent way of changing the hidden cells changes it. */
  private readonly rows = new Map<number, Map<number, bigint>>();

  /** @param hidden per cell: 1 = not published */
  constructor(system: System, hidden: Uint8Array) {
    this.relations = relationsOf(system);
    const unknowns = Array.from({ length: this.relations.unknowns }, (_, unknown) => unknown).filter(
      (unknown) => unknown >= system.cells || hidden[unknown] === 1,
    );
    shiftsOf(this.relations, unknowns).forEach((shift, number) => {
      for (const [unknown, by] of shift) {
        const row = this.rows.get(unknown);
        if (row) row.set(number, by);
        else this.rows.set(unknown, new Map([[number, by]]));
      }
    });
  }

  /**
   * Tells which of the cells follow.
   *
   * @param known per inner cell: 1 = known besides what is published
   */
  derivable(asked: readonly CellId[], known?: Uint8Array): CellId[] {
    const span = this.spanOf(known);
    return asked.filter((cell) => span.explain(cell, this.rowOf(cell)) !== undefined);
  }

  /**
   * Tells how the cells that follow do so: for each the sum, of whole multiples of it and of known inner cells, that the
   * published cells give away to everybody. A cell that is known itself needs none, and has none.
   */
  givenAway(asked: readonly CellId[], known?: Uint8Array): Combination[] {
    const span = this.spanOf(known);
    return asked.flatMap((cell) => {
      const factors = [...(span.explain(cell, this.rowOf(cell)) ?? [])];
      return factors.length === 0 ? [] : [factors.map(([unknown, factor]) => ({ unknown, factor: Number(factor) }))];
    });
  }

  /** Whether a sum follows: it stays what it is however the hidden cells change. */
  follows(sum: Combination): boolean {
    const changes = new Map<number, bigint>();
    for (const { unknown, factor } of sum)
      for (const [way, by] of this.rowOf(unknown)) changes.set(way, (changes.get(way) ?? 0n) + BigInt(factor) * by);
    return [...changes.values()].every((change) => change === 0n);
  }

  private spanOf(known?: Uint8Array): Span {
    const span = new Span();
    known?.forEach((isKnown, inner) => {
      const unknown = this.relations.unknownOf[inner] ?? -1;
      if (isKnown === 1 && this.rows.has(unknown)) span.add(unknown, this.rowOf(unknown));
    });
    return span;
  }

  private rowOf(unknown: number): WholeRow {
    return this.rows.get(unknown) ?? NO_ROW;
  }
}

const NO_ROW: WholeRow = new Map();

/**
 * Independent ways in which the unknowns can change together, as many as there are.
 *
 * Found modulo a prime, where there are never fewer than in whole numbers: a rank modulo a prime is at most the true
 * one. So if each of them holds in whole numbers, they are all of them. If one does not, which nobody has seen yet, they
 * are found without the prime.
 */
function shiftsOf(relations: Relations, unknowns: readonly number[]): WholeRow[] {
  const echelon = new Echelon(relations);
  const shifts: WholeRow[] = [];
  for (const unknown of unknowns) {
    if (!echelon.explains(unknown)) continue;
    const shift = inWholeNumbers(relations, echelon.shiftOf(unknown));
    if (!shift) return exactShiftsOf(relations, unknowns);
    shifts.push(new Map([...shift].map(([changed, by]) => [changed, BigInt(by)])));
  }
  return shifts;
}

/** The same in BigInt from the start; slow. */
export function exactShiftsOf({ columns }: Relations, unknowns: readonly number[]): WholeRow[] {
  const span = new Span();
  const shifts: WholeRow[] = [];
  for (const unknown of unknowns) {
    const { at, values } = columns[unknown] ?? { at: [], values: [] };
    const column = new Map(Array.from(at, (row, i) => [row, BigInt(values[i] ?? 0)]));
    const shift = span.explain(unknown, column);
    if (shift) shifts.push(shift);
    else span.add(unknown, column);
  }
  return shifts;
}
