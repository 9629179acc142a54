import loadHighs, { type Highs } from 'highs';

/** Equations over variables ≥ 0, under construction: columns and rows are numbered in the order they are added. */
export class LinearProgram {
  readonly rightHandSides: number[] = [];
  readonly costs: number[] = [];
  readonly uppers: number[] = [];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  /** An equation with this right-hand side. */
  addRow(rightHandSide: number): number {
    return this.rightHandSides.push(rightHandSide) - 1;
  }

  /** A variable between 0 and `upper`, with the same coefficient in each of its rows. */
  addColumn(cost: number, upper: number, rows: readonly number[], coefficient: number): void {
    this.costs.push(cost);
    this.uppers.push(upper);
    for (const row of rows) {
      this.indices.push(row);
      this.values.push(coefficient);
    }
    this.starts.push(this.indices.length);
  }
}

/** The optimum, or why there is none. */
export type LinearSolution =
  | { readonly status: 'optimal'; readonly objective: number; readonly values: Float64Array }
  | { readonly status: 'unbounded' | 'infeasible' | 'failed' };

/** Solves small linear programs. Answers are floating point: a hint where to look, never a proof. */
export interface LinearSolver {
  minimise(program: LinearProgram): LinearSolution;
}

let loading: Promise<Highs> | undefined;

/** HiGHS, loaded once; it is single-threaded and keeps nothing between programs, so the same program has the same answer. */
export async function loadSolver(): Promise<LinearSolver> {
  loading ??= loadHighs();
  const highs = await loading;
  return { minimise: (program) => minimise(highs, program) };
}

function minimise(highs: Highs, program: LinearProgram): LinearSolution {
  return highs.withModel(toModel(program), (model): LinearSolution => {
    model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off' });
    model.run();
    const status = model.getModelStatus();
    const known = highs.constants.modelStatus;
    if (status === known.optimal) {
      const values = model.getSolution().colValue;
      return { status: 'optimal', objective: model.getObjectiveValue(), values };
    }
    if (status === known.infeasible) return { status: 'infeasible' };
    return { status: status === known.unbounded ? 'unbounded' : 'failed' };
  });
}

function toModel({ rightHandSides, costs, uppers, starts, indices, values }: LinearProgram) {
  const shape = { numRows: rightHandSides.length, numCols: costs.length };
  const matrix = { ...shape, format: 'csc' as const, starts, indices, values };
  const bounds = { colLower: new Float64Array(costs.length), colUpper: uppers };
  return { ...shape, colCost: costs, ...bounds, rowLower: rightHandSides, rowUpper: rightHandSides, matrix };
}
