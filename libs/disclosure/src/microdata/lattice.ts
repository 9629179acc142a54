import { tooMuchMicrodata } from './errors';

/** One choice of a level for each column, as a number; 0 is the data as they are. */
export type Node = number;

/** More nodes would be searched for minutes. */
const MAX_NODES = 250_000;

/** All choices of one level for each column, from the finest to the coarsest. */
export class Lattice {
  readonly size: number;
  private readonly strides: readonly number[];

  /**
   * @param heights how many levels each column has, the values themselves included
   * @throws MICRODATA.TOO_MUCH
   */
  constructor(private readonly heights: readonly number[]) {
    const strides: number[] = [];
    let size = 1;
    for (const height of heights) {
      strides.push(size);
      size *= height;
    }
    if (size > MAX_NODES)
      throw tooMuchMicrodata(
        `there are more than ${MAX_NODES} ways to coarsen these columns; ask for fewer columns, or for coarser levels`,
      );
    this.size = size;
    this.strides = strides;
  }

  levelsOf(node: Node): number[] {
    return this.heights.map((height, column) => Math.floor(node / (this.strides[column] as number)) % height);
  }

  /** One column one level coarser. */
  above(node: Node): Node[] {
    return this.neighbours(node, 1);
  }

  /** One column one level finer. */
  below(node: Node): Node[] {
    return this.neighbours(node, -1);
  }

  private neighbours(node: Node, step: 1 | -1): Node[] {
    const found: Node[] = [];
    for (const [column, stride] of this.strides.entries()) {
      const height = this.heights[column] as number;
      const level = (Math.floor(node / stride) % height) + step;
      if (level >= 0 && level < height) found.push(node + step * stride);
    }
    return found;
  }
}
