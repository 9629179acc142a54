import { TOTAL, type Dimension, type ProtectedCell, type Table } from '#disclosure';
import loadHighs, { type Highs } from 'highs';

let loading: Promise<Highs> | undefined;

const keyOf = (codes: readonly string[]) => codes.join('|');

/** What a reader can conclude of a value, both ends included. */
export type Bounds = { readonly least: number; readonly most: number };

/** A cell, and how many times it is taken. */
type Term = { readonly codes: readonly string[]; readonly times: number };

/** Who reads a table: what it knows besides what is printed. */
type ReaderOptions = {
  /** The holders whose books it has; none: somebody from outside. */
  readonly holders?: readonly number[];
  /** 0: people; 1, 2 …: the sums. */
  readonly measure?: number;
};

/** The inner cells of the cross product; the first dimension changes slowest. */
export const innerCodes = (dimensions: readonly Dimension[]): string[][] =>
  dimensions.reduce<string[][]>(
    (heads, { leaves }) => heads.flatMap((head) => leaves.map((leaf) => [...head, leaf])),
    [[]],
  );

const isPart = (dimensions: readonly Dimension[], codes: readonly string[], leaves: readonly string[]) =>
  dimensions.every(({ groups }, i) => {
    const code = codes[i] ?? '';
    if (code === TOTAL || code === leaves[i]) return true;
    return groups.some((group) => group.code === code && group.leaves.includes(leaves[i] ?? ''));
  });

/**
 * Somebody who reads published cells, knows the books of some holders, and has a solver for linear programs. It was written
 * from the definitions: it shares no code with what it attacks, and no matrix.
 */
export class TableReader {
  private readonly inner: readonly (readonly string[])[];
  private readonly own: readonly number[];
  private readonly truth: ReadonlyMap<string, number>;
  private readonly isKnown: readonly boolean[];
  private readonly isSigned: boolean;
  private readonly published: readonly (readonly string[])[];

  constructor(
    private readonly table: Table,
    cells: readonly ProtectedCell[],
    { holders = [], measure = 0 }: ReaderOptions = {},
  ) {
    const { dimensions } = table;
    this.inner = innerCodes(dimensions);
    this.published = cells.filter(({ status }) => status === 'published').map(({ codes }) => codes);
    const valueOf = ({ people, sums = [] }: { people: bigint; sums?: readonly bigint[] | undefined }) =>
      Number(measure === 0 ? people : (sums[measure - 1] ?? 0n));
    this.truth = new Map(table.cells.map((cell) => [keyOf(cell.codes), valueOf(cell)]));
    const shares = new Map(table.cells.map(({ codes, shares: of = [] }) => [keyOf(codes), of]));
    const sharesOf = (codes: readonly string[]) => shares.get(keyOf(codes)) ?? [];
    this.own = this.inner.map((codes) =>
      sharesOf(codes).reduce((sum, share) => sum + (holders.includes(share.holder) ? valueOf(share) : 0), 0),
    );
    this.isKnown = this.inner.map((codes) => {
      const of = sharesOf(codes);
      return of.length > 0 && of.every(({ holder }) => holders.includes(holder));
    });
    this.isSigned = table.cells.some(
      (cell) => valueOf(cell) < 0 || (cell.shares ?? []).some((one) => valueOf(one) < 0),
    );
  }

  valueOf(codes: readonly string[]): number {
    return this.truth.get(keyOf(codes)) ?? 0;
  }

  private partsOf(codes: readonly string[]): number[] {
    return this.inner.flatMap((leaves, i) => (isPart(this.table.dimensions, codes, leaves) ? [i] : []));
  }

  /** Between what values each of these cells can be, for all that the reader knows. */
  bounds(asked: readonly (readonly string[])[]): Promise<Bounds[]> {
    return this.ranges(asked.map((codes) => [{ codes, times: 1 }]));
  }

  /** How far apart these values are, at most. */
  async widths(asked: readonly (readonly string[])[]): Promise<number[]> {
    return (await this.bounds(asked)).map(({ least, most }) => most - least);
  }

  /** Between what values each of these sums of cells can be. */
  async ranges(asked: readonly (readonly Term[])[]): Promise<Bounds[]> {
    loading ??= loadHighs();
    const highs = await loading;
    const model = highs.createModel(this.model());
    model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off' });
    const { optimal, unbounded } = highs.constants.modelStatus;
    const last = this.inner.length - 1;
    const furthest = (times: readonly number[], sign: 1 | -1): number => {
      model.changeColsCost(
        { kind: 'range', from: 0, to: last },
        Float64Array.from(times, (of) => sign * of),
      );
      model.run();
      const status = model.getModelStatus();
      if (status === unbounded) return -sign * Infinity;
      if (status !== optimal) throw new Error(`the solver ended with status ${status}`);
      return sign * model.getObjectiveValue();
    };
    try {
      return asked.map((terms) => {
        const times = this.timesIn(terms);
        return { least: furthest(times, 1), most: furthest(times, -1) };
      });
    } finally {
      model.dispose();
    }
  }

  private timesIn(terms: readonly Term[]): number[] {
    const times = this.inner.map(() => 0);
    for (const term of terms) for (const at of this.partsOf(term.codes)) times[at] = (times[at] ?? 0) + term.times;
    return times;
  }

  private model() {
    const rows = this.published.map((codes) => this.partsOf(codes));
    const right = this.published.map((codes) => this.valueOf(codes));
    const columns = this.inner.map((_, at) => rows.flatMap((parts, row) => (parts.includes(at) ? [row] : [])));
    const upper = this.inner.map((codes, at) => (this.isKnown[at] ? this.valueOf(codes) : Infinity));
    const shape = { numRows: rows.length, numCols: columns.length };
    const matrix = {
      ...{ ...shape, format: 'csc' as const, indices: columns.flat(), values: columns.flat().map(() => 1) },
      starts: columns.reduce<number[]>((starts, of) => [...starts, (starts.at(-1) ?? 0) + of.length], [0]),
    };
    const colLower = Float64Array.from(this.inner, (codes, at) => this.lowest(codes, at));
    const bounds = { colLower, colUpper: Float64Array.from(upper), rowLower: right, rowUpper: right };
    return { ...shape, colCost: columns.map(() => 0), ...bounds, matrix };
  }

  private lowest(codes: readonly string[], at: number): number {
    if (this.isKnown[at]) return this.valueOf(codes);
    return this.isSigned ? -Infinity : (this.own[at] ?? 0);
  }
}
