import { TOTAL, type Dimension, type ProtectedCell, type Table } from '#disclosure';
import loadHighs from 'highs';

const keyOf = (codes: readonly string[]) => codes.join('|');

/** What a reader can conclude of a value, both ends included. */
export type Bounds = { readonly least: number; readonly most: number };

/** Who reads a table: what it knows besides what is printed. */
export type ReaderOptions = {
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
    this.isSigned = table.cells.some((cell) => valueOf(cell) < 0 || (cell.shares ?? []).some((one) => valueOf(one) < 0));
  }

  valueOf(codes: readonly string[]): number {
    return this.truth.get(keyOf(codes)) ?? 0;
  }

  /** The reader's own part of a cell. */
  ownOf(codes: readonly string[]): number {
    return this.partsOf(codes).reduce((sum, part) => sum + (this.own[part] ?? 0), 0);
  }

  private partsOf(codes: readonly string[]): number[] {
    return this.inner.flatMap((leaves, i) => (isPart(this.table.dimensions, codes, leaves) ? [i] : []));
  }

  /** Between what values each of these cells can be, for all that the reader knows. */
  async bounds(asked: readonly (readonly string[])[]): Promise<Bounds[]> {
    const highs = await loadHighs();
    const rows = this.published.map((codes) => this.partsOf(codes));
    const right = this.published.map((codes) => this.valueOf(codes));
    const columns = this.inner.map((_, at) => rows.flatMap((parts, row) => (parts.includes(at) ? [row] : [])));
    const lower = this.inner.map((codes, at) => this.lowest(codes, at));
    const upper = this.inner.map((codes, at) => (this.isKnown[at] ? this.valueOf(codes) : Infinity));
    const model = highs.createModel({
      ...{ numRows: rows.length, numCols: columns.length, colCost: columns.map(() => 0) },
      ...{ colLower: Float64Array.from(lower), colUpper: Float64Array.from(upper), rowLower: right, rowUpper: right },
      matrix: {
        ...{ numRows: rows.length, numCols: columns.length, format: 'csc', indices: columns.flat() },
        starts: columns.reduce<number[]>((starts, of) => [...starts, (starts.at(-1) ?? 0) + of.length], [0]),
        values: columns.flat().map(() => 1),
      },
    });
    model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off' });
    const furthest = (parts: readonly number[], sign: 1 | -1): number => {
      const costs = Float64Array.from(columns, (_, at) => (parts.includes(at) ? sign : 0));
      model.changeColsCost({ kind: 'range', from: 0, to: columns.length - 1 }, costs);
      model.run();
      const status = model.getModelStatus();
      if (status === highs.constants.modelStatus.unbounded) return sign === 1 ? -Infinity : Infinity;
      if (status !== highs.constants.modelStatus.optimal) throw new Error(`the solver ended with status ${status}`);
      return sign * model.getObjectiveValue();
    };
    try {
      return asked.map((codes) => {
        const parts = this.partsOf(codes);
        return { least: furthest(parts, 1), most: furthest(parts, -1) };
      });
    } finally {
      model.dispose();
    }
  }

  private lowest(codes: readonly string[], at: number): number {
    if (this.isKnown[at]) return this.valueOf(codes);
    return this.isSigned ? -Infinity : (this.own[at] ?? 0);
  }
}
