import loadHighs, { type Highs, type Model } from 'highs';

/** Equations over variables, under construction: columns and rows are numbered in the order they are added. */
export class LinearProgram {
  readonly rows: { readonly lower: number; readonly upper: number }[] = [];
  readonly costs: number[] = [];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  /** A sum that stays between these. */
  addRow(lower: number, upper: number): number {
    return this.rows.push({ lower, upper }) - 1;
  }

  /** A variable ≥ 0 with the same coefficient in each of its rows. */
  addColumn(cost: number, rows: readonly number[], coefficient: number): number {
    for (const row of rows) {
      this.indices.push(row);
      this.values.push(coefficient);
    }
    this.starts.push(this.indices.length);
    return this.costs.push(cost) - 1;
  }
}

/**
 * A linear program that stays in the solver while its bounds change: each answer starts from the one before. Answers are
 * floating point: a hint where to look, never a proof.
 */
export interface PersistentProgram {
  boundColumns(lower: Float64Array, upper: Float64Array): void;
  boundRow(row: number, lower: number, upper: number): void;
  /** The values of the cheapest solution; undefined if there is none, or the solver gave up. */
  solve(): Float64Array | undefined;
  /** The least cost of a solution when columns cost so much. @throws Error if there is none */
  optimise(costs: Float64Array): number | 'unbounded';
  dispose(): void;
}

export interface LinearSolver {
  load(program: LinearProgram): PersistentProgram;
}

let loading: Promise<Highs> | undefined;

/** HiGHS, loaded once; it is single-threaded, and does the same for the same questions in the same order. */
export async function loadSolver(): Promise<LinearSolver> {
  loading ??= loadHighs();
  const highs = await loading;
  return { load: (program) => new HighsProgram(highs, program) };
}

class HighsProgram implements PersistentProgram {
  private readonly model: Model;
  private readonly columns: number;

  constructor(
    private readonly highs: Highs,
    program: LinearProgram,
  ) {
    this.columns = program.costs.length;
    this.model = highs.createModel(toModel(program));
    this.model.options.set({
      output_flag: false,
      solver: 'simplex',
      presolve: 'off',
      simplex_iteration_limit: 200_000,
    });
  }

  boundColumns(lower: Float64Array, upper: Float64Array): void {
    this.model.changeColsBounds({ kind: 'range', from: 0, to: this.columns - 1 }, lower, upper);
  }

  boundRow(row: number, lower: number, upper: number): void {
    this.model.changeRowBounds(row, lower, upper);
  }

  solve(): Float64Array | undefined {
    this.model.run();
    const isOptimal = this.model.getModelStatus() === this.highs.constants.modelStatus.optimal;
    return isOptimal ? this.model.getSolution().colValue : undefined;
  }

  optimise(costs: Float64Array): number | 'unbounded' {
    const { optimal, unbounded } = this.highs.constants.modelStatus;
    this.model.changeColsCost({ kind: 'range', from: 0, to: this.columns - 1 }, costs);
    this.model.run();
    const status = this.model.getModelStatus();
    if (status === unbounded) return 'unbounded';
    if (status !== optimal) throw new Error(`the solver ended with status ${status}`);
    return this.model.getObjectiveValue();
  }

  dispose(): void {
    this.model.dispose();
  }
}

function toModel({ rows, costs, starts, indices, values }: LinearProgram) {
  const shape = { numRows: rows.length, numCols: costs.length };
  const matrix = { ...shape, format: 'csc' as const, starts, indices, values };
  const bounds = { colLower: new Float64Array(costs.length), colUpper: new Float64Array(costs.length).fill(Infinity) };
  const rowLower = rows.map(({ lower }) => lower);
  const rowUpper = rows.map(({ upper }) => upper);
  return { ...shape, colCost: costs, ...bounds, rowLower, rowUpper, matrix };
}
