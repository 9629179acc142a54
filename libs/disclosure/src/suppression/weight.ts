import { coordinatesOf, type Grid } from './grid';

const LARGEST = 1n << 30n;

/**
 * What hiding each cell costs its readers: whole numbers that grow with the logarithm of the count, twice as much for
 * each axis that shows a group and four times for each that shows the total, because those are read and quoted most.
 */
export function weightsOf(grid: Grid): Float64Array {
  const weights = new Float64Array(grid.size);
  for (let cell = 0; cell < grid.size; cell += 1) {
    const level = coordinatesOf(grid, cell).reduce((factor, code, i) => factor * levelOf(grid, i, code), 1);
    weights[cell] = level * (16 + sixteenthsOfBits(grid.people[cell] ?? 0n));
  }
  return weights;
}

function levelOf(grid: Grid, i: number, code: number): number {
  const { leafCount = 0, codes = [] } = grid.axes[i] ?? {};
  if (code < leafCount) return 1;
  return code === codes.length - 1 ? 4 : 2;
}

/** Sixteen times the binary logarithm, piecewise linear and in whole numbers, so that every machine weighs alike. */
function sixteenthsOfBits(people: bigint): number {
  if (people < 1n) return 0;
  const count = Number(people < LARGEST ? people : LARGEST);
  const bits = 31 - Math.clz32(count);
  return 16 * bits + Math.floor((16 * (count - 2 ** bits)) / 2 ** bits);
}
