import loadHighs, { type Highs, type Model } from 'highs';
import type { Program } from './program';

/**
 * What became of a question. `best`: no solution is cheaper (by more than was allowed); `found`: a solution, and the search
 * ended before it was known to be the best. `none`: there is no solution; `unbounded`: there is no cheapest one; `unknown`:
 * the search ended without an answer.
 *
 * Values and costs are floats that hold within 10^-6: a hint where to look, never a proof.
 */
export type Answer =
  | { readonly outcome: 'best' | 'found'; readonly cost: number; readonly values: Float64Array }
  | { readonly outcome: 'none' | 'unbounded' | 'unknown' };

/** Where a search for whole numbers ends: in nodes and not in seconds, so that a slow machine finds what a fast one finds. */
export type WholeLimits = {
  readonly maxNodes: number;
  /** Solutions within so much of the best, as a share of it, are taken; 0 where left out. */
  readonly gap?: number;
};

/** A program that stays in the solver while it changes: each answer starts from the one before. It is freed by `dispose`. */
export interface LoadedProgram {
  /** One bound for each column. */
  boundColumns(lower: Float64Array, upper: Float64Array): void;
  /** One cost for each column. */
  price(costs: Float64Array): void;
  /** The cheapest solution, in fractions where these are cheaper. */
  solve(): Answer;
  /** The cheapest solution in which every whole column is a whole number. */
  solveWhole(limits: WholeLimits): Answer;
  /** Steps of the simplex method that the last answer took. */
  readonly steps: number;
  dispose(): void;
}

export interface Solver {
  load(program: Program): LoadedProgram;
  /** Solves a program that is asked once: in whole numbers with limits, in fractions without. */
  solve(program: Program, limits?: WholeLimits): Answer;
}

/** Primal where the last solution still keeps all bounds, as when costs changed; dual else. */
const AS_FITS = 0;
/** Steps of the simplex method after which it is given up. */
const MOST_STEPS = 200_000;

let loading: Promise<Highs> | undefined;

/** HiGHS, loaded once a thread; it has one thread, and does the same for the same questions in the same order. */
export async function loadSolver(): Promise<Solver> {
  loading ??= loadHighs();
  const highs = await loading;
  return {
    load: (program) => new HighsProgram(highs, program, 'off'),
    solve: (program, limits) => {
      const once = new HighsProgram(highs, program, 'on');
      try {
        return limits ? once.solveWhole(limits) : once.solve();
      } finally {
        once.dispose();
      }
    },
  };
}

class HighsProgram implements LoadedProgram {
  private readonly model: Model;
  private readonly columns: number;

  /** @param presolve of fractions: makes single questions fast, and later ones forget what was found before */
  constructor(
    private readonly highs: Highs,
    program: Program,
    private readonly presolve: 'on' | 'off',
  ) {
    this.columns = program.costs.length;
    this.model = highs.createModel(toModel(program, highs));
    this.model.options.set({ output_flag: false, random_seed: 0, simplex_iteration_limit: MOST_STEPS });
    if (presolve === 'off') this.model.options.set({ simplex_strategy: AS_FITS });
  }

  boundColumns(lower: Float64Array, upper: Float64Array): void {
    this.model.changeColsBounds({ kind: 'range', from: 0, to: this.columns - 1 }, lower, upper);
  }

  price(costs: Float64Array): void {
    this.model.changeColsCost({ kind: 'range', from: 0, to: this.columns - 1 }, costs);
  }

  solve(): Answer {
    this.model.options.set({ solve_relaxation: true, solver: 'simplex', presolve: this.presolve });
    return this.answer();
  }

  solveWhole({ maxNodes, gap = 0 }: WholeLimits): Answer {
    this.model.options.set({ solve_relaxation: false, solver: 'choose', presolve: 'on' });
    this.model.options.set({ mip_max_nodes: maxNodes, mip_rel_gap: gap });
    return this.answer();
  }

  get steps(): number {
    return Number(this.model.info.get('simplex_iteration_count'));
  }

  dispose(): void {
    this.model.dispose();
  }

  private answer(): Answer {
    this.model.run();
    const { optimal, infeasible, unbounded } = this.highs.constants.modelStatus;
    const status = this.model.getModelStatus();
    if (status === infeasible) return { outcome: 'none' };
    if (status === unbounded) return { outcome: 'unbounded' };
    if (status !== optimal && this.model.info.get('primal_solution_status') !== FEASIBLE) return { outcome: 'unknown' };
    const values = Float64Array.from(this.model.getSolution().colValue);
    return { outcome: status === optimal ? 'best' : 'found', cost: this.model.getObjectiveValue(), values };
  }
}

/** What HiGHS says of a solution that keeps all bounds. */
const FEASIBLE = 2;

function toModel(program: Program, highs: Highs) {
  const { costs, lower, upper, isWhole, rowLower, rowUpper, starts, rows, coefficients } = program;
  const shape = { numRows: rowLower.length, numCols: costs.length };
  const matrix = { ...shape, format: 'csc' as const, starts, indices: rows, values: coefficients };
  const { integer, continuous } = highs.constants.variableType;
  const integrality = isWhole.includes(true)
    ? { integrality: isWhole.map((whole) => (whole ? integer : continuous)) }
    : {};
  return { ...shape, colCost: costs, colLower: lower, colUpper: upper, rowLower, rowUpper, matrix, ...integrality };
}
