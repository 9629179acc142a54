import { Agenda } from './agenda';
import { inverseOf, negative, PRIME, remainderOf, times } from './field';
import type { Relations, Sparse } from './relations';

/** One column of the basis, less what earlier ones explain of it. */
type Step = {
  readonly unknown: number;
  /** The equation in which what is left has a 1. */
  readonly pivot: number;
  /** What is left of it in other equations. */
  readonly lower: Sparse;
  /** The earlier steps that were taken off, and how often. */
  readonly upper: Sparse;
  /** What the rest was multiplied by to have a 1 at the pivot. */
  readonly scale: number;
};

/** Remainders at unknowns that keep every equation: a change of hidden cells that no published cell shows. */
export type Shift = Sparse;

/**
 * Takes the columns of the equations one after the other, and says of each whether the earlier ones explain it.
 *
 * Left-looking sparse elimination modulo PRIME (Gilbert & Peierls): a column meets only the steps that touch it, and is
 * never touched again, so that the work is that of the entries that are there. Its pivot is the equation that the fewest
 * columns still to come stand in.
 */
export class Echelon {
  private readonly steps: Step[] = [];
  /** Equation → the step that has its pivot there, -1: none. */
  private readonly stepAt: Int32Array;
  /** Equation → how many columns still to come stand in it. */
  private readonly uses: Int32Array;
  /** The column at hand, by equation, and the equations where it may not be zero. */
  private readonly column: Float64Array;
  private readonly isTouched: Uint8Array;
  private touched: number[] = [];
  /** The steps that were taken off the column at hand, and how often. */
  private taken: number[] = [];
  private often: number[] = [];
  private readonly forward: Agenda;
  private readonly backward: Agenda;
  private readonly share: Float64Array;

  constructor(private readonly relations: Relations) {
    const { equations, columns } = relations;
    this.stepAt = new Int32Array(equations).fill(-1);
    this.uses = new Int32Array(equations);
    this.column = new Float64Array(equations);
    this.isTouched = new Uint8Array(equations);
    this.forward = new Agenda(equations);
    this.backward = new Agenda(equations);
    this.share = new Float64Array(equations);
    for (const { at } of columns) for (const row of at) this.uses[row] = (this.uses[row] ?? 0) + 1;
  }

  /** How many columns are in the basis: as many as nobody explained. */
  get size(): number {
    return this.steps.length;
  }

  /** Adds the column of an unknown. @returns whether earlier ones explain it */
  explains(unknown: number): boolean {
    this.load(unknown);
    for (let step = this.forward.take(); step !== -1; step = this.forward.take()) this.takeOff(step);
    const pivot = this.rarest();
    if (pivot !== -1) this.keep(unknown, pivot);
    for (const row of this.touched) {
      this.column[row] = 0;
      this.isTouched[row] = 0;
    }
    this.touched = [];
    return pivot === -1;
  }

  /** The column of a step, and the earlier steps that were taken off it. */
  step(number: number): { readonly unknown: number; readonly before: Int32Array } {
    const step = this.steps[number];
    return { unknown: step?.unknown ?? -1, before: step?.upper.at ?? EMPTY.at };
  }

  /**
   * The change that the last column, an explained one, makes together with the columns that explain it.
   *
   * @param matters step → 1: look at it; the others are left out
   */
  shiftOf(unknown: number, matters?: Uint8Array): Shift {
    const [at, values] = [[unknown], [1]];
    const last = this.steps.length - 1;
    this.taken.forEach((step, i) => {
      this.passOn(step, this.often[i] ?? 0, matters);
    });
    for (let turn = this.backward.take(); turn !== -1; turn = this.backward.take()) {
      const step = this.steps[last - turn];
      const often = this.share[last - turn] ?? 0;
      this.share[last - turn] = 0;
      if (often === 0 || !step) continue;
      const part = negative(times(often, step.scale));
      at.push(step.unknown);
      values.push(part);
      this.passAllOn(step.upper, part, matters);
    }
    return { at: Int32Array.from(at), values: Float64Array.from(values) };
  }

  private passAllOn({ at, values }: Sparse, part: number, matters?: Uint8Array): void {
    for (let i = 0; i < at.length; i += 1) this.passOn(at[i] ?? 0, times(part, values[i] ?? 0), matters);
  }

  private passOn(step: number, often: number, matters?: Uint8Array): void {
    if (matters?.[step] === 0) return;
    const sum = (this.share[step] ?? 0) + often;
    this.share[step] = sum >= PRIME ? sum - PRIME : sum;
    this.backward.add(this.steps.length - 1 - step);
  }

  private load(unknown: number): void {
    this.taken = [];
    this.often = [];
    const { at, values } = this.relations.columns[unknown] ?? EMPTY;
    for (let i = 0; i < at.length; i += 1) {
      const row = at[i] ?? 0;
      this.column[row] = remainderOf(values[i] ?? 0);
      this.uses[row] = (this.uses[row] ?? 0) - 1;
      this.touch(row);
    }
  }

  private takeOff(number: number): void {
    const step = this.steps[number];
    if (!step) return;
    const often = this.column[step.pivot] ?? 0;
    if (often === 0) return;
    this.taken.push(number);
    this.often.push(often);
    this.column[step.pivot] = 0;
    this.subtract(step.lower, often);
  }

  private subtract({ at, values }: Sparse, often: number): void {
    for (let i = 0; i < at.length; i += 1) {
      const row = at[i] ?? 0;
      const less = (this.column[row] ?? 0) - times(often, values[i] ?? 0);
      this.column[row] = less < 0 ? less + PRIME : less;
      if (this.isTouched[row] === 0) this.touch(row);
    }
  }

  private touch(row: number): void {
    this.isTouched[row] = 1;
    this.touched.push(row);
    const step = this.stepAt[row] ?? -1;
    if (step !== -1) this.forward.add(step);
  }

  private rarest(): number {
    let best = -1;
    for (const row of this.touched)
      if (this.column[row] !== 0 && (best === -1 || (this.uses[row] ?? 0) < (this.uses[best] ?? 0))) best = row;
    return best;
  }

  private keep(unknown: number, pivot: number): void {
    const scale = inverseOf(this.column[pivot] ?? 0);
    const rows = this.touched.filter((row) => row !== pivot && this.column[row] !== 0);
    const lower = Float64Array.from(rows, (row) => times(scale, this.column[row] ?? 0));
    this.stepAt[pivot] = this.steps.length;
    this.steps.push({
      unknown,
      pivot,
      scale,
      lower: { at: Int32Array.from(rows), values: lower },
      upper: { at: Int32Array.from(this.taken), values: Float64Array.from(this.often) },
    });
  }
}

const EMPTY: Sparse = { at: new Int32Array(0), values: new Float64Array(0) };
