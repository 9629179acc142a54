import loadHighs, { type Highs } from 'highs';

/** Equations over variables between 0 and a bound, under construction; rows and columns are numbered as they are added. */
export class WholeProgram {
  readonly rightHandSides: number[] = [];
  readonly costs: number[] = [];
  readonly uppers: number[] = [];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  addRow(rightHandSide: number): number {
    return this.rightHandSides.push(rightHandSide) - 1;
  }

  /** A variable with the same coefficient in each of its rows. */
  addColumn(
    cost: number,
    upper: number,
    { rows, coefficient }: { rows: readonly number[]; coefficient: number },
  ): void {
    this.costs.push(cost);
    this.uppers.push(upper);
    for (const row of rows) {
      this.indices.push(row);
      this.values.push(coefficient);
    }
    this.starts.push(this.indices.length);
  }
}

/** Nodes and not seconds, so that a slow machine finds what a fast one finds. */
const MOST_NODES = 200;
/** Solutions within so much of the best are taken. */
const GAP = 0.02;

let loading: Promise<Highs> | undefined;

/**
 * The cheapest solution; or, in whole numbers, the cheapest that was found.
 *
 * @param whole whether every variable has to be a whole number
 * @returns a hint in floats, to be checked; null where none was found
 */
export async function solve(program: WholeProgram, whole: boolean): Promise<Float64Array | null> {
  loading ??= loadHighs();
  const highs = await loading;
  return highs.withModel(toModel(program, whole, highs), (model) => {
    model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: GAP, mip_max_nodes: MOST_NODES });
    model.run();
    const known = highs.constants.modelStatus;
    const status = model.getModelStatus();
    if (status === known.infeasible || status === known.unbounded) return null;
    const values = Float64Array.from(model.getSolution().colValue);
    return values.length === program.costs.length ? values : null;
  });
}

function toModel(program: WholeProgram, whole: boolean, highs: Highs) {
  const { rightHandSides, costs, uppers, starts, indices, values } = program;
  const shape = { numRows: rightHandSides.length, numCols: costs.length };
  const matrix = { ...shape, format: 'csc' as const, starts, indices, values };
  const bounds = { colLower: new Float64Array(costs.length), colUpper: uppers };
  const rows = { rowLower: rightHandSides, rowUpper: rightHandSides };
  const integrality = whole ? { integrality: costs.map(() => highs.constants.variableType.integer) } : {};
  return { ...shape, colCost: costs, ...bounds, ...rows, matrix, ...integrality };
}
