/** A row that a column is in, and its coefficient there. */
export type Entry = readonly [row: number, coefficient: number];

export type Column = {
  readonly cost: number;
  /** 0 where left out. */
  readonly lower?: number;
  /** Without end where left out. */
  readonly upper?: number;
  /** Whether `solveWhole` has to find a whole number for it. */
  readonly isWhole?: boolean;
};

/** Sums of variables that stay between bounds, under construction: the cheapest solution is asked for. Rows and columns are numbered as they are added. */
export class Program {
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly costs: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly isWhole: boolean[] = [];
  /** The columns one after the other, in rows and coefficients: `starts[i]` is where the entries of column i begin. */
  readonly starts: number[] = [0];
  readonly rows: number[] = [];
  readonly coefficients: number[] = [];

  /** A sum that stays between these, both included. @returns its number */
  addRow(lower: number, upper: number): number {
    this.rowUpper.push(upper);
    return this.rowLower.push(lower) - 1;
  }

  /** @param entries each row at most once @returns its number */
  addColumn({ cost, lower = 0, upper = Infinity, isWhole = false }: Column, entries: readonly Entry[]): number {
    for (const [row, coefficient] of entries) {
      this.rows.push(row);
      this.coefficients.push(coefficient);
    }
    this.starts.push(this.rows.length);
    this.lower.push(lower);
    this.upper.push(upper);
    this.isWhole.push(isWhole);
    return this.costs.push(cost) - 1;
  }
}

/** The same coefficient in each of these rows. */
export const inRows = (rows: readonly number[], coefficient: number): Entry[] =>
  rows.map((row) => [row, coefficient] as const);

/** The row of each thing that may not change, by its number: made when it is first asked for. */
export function rowsOfTies(program: Program): (tie: number) => number {
  const rowOf = new Map<number, number>();
  return (tie) => {
    const row = rowOf.get(tie) ?? program.addRow(0, 0);
    rowOf.set(tie, row);
    return row;
  };
}
