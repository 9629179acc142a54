import { codeAt, type Grid } from './grid';

const LARGEST = 2 ** 30;

/**
 * What hiding each cell costs its readers: whole numbers that grow with the logarithm of the count, twice as much for
 * each axis that shows a group and four times for each that shows the total, because those are read and quoted most.
 */
export function weightsOf(grid: Grid): Float64Array {
  const weights = (grid.numbers[0] ?? new Float64Array(grid.size)).map((people) => 16 + sixteenthsOfBits(people));
  for (const axis of grid.axes)
    for (let cell = 0; cell < grid.size; cell += 1) {
      const code = codeAt(axis, cell);
      if (code >= axis.leafCount) weights[cell] = (weights[cell] ?? 0) * (code === axis.codes.length - 1 ? 4 : 2);
    }
  return weights;
}

/** Sixteen times the binary logarithm, piecewise linear and in whole numbers, so that every machine weighs alike. */
function sixteenthsOfBits(people: number): number {
  if (people < 1) return 0;
  const count = Math.min(people, LARGEST);
  const bits = 31 - Math.clz32(count);
  return 16 * bits + Math.floor((16 * (count - 2 ** bits)) / 2 ** bits);
}
