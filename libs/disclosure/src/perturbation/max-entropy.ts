/**
 * The chances of whole numbers, of mean 0 and of a given variance, that say nothing else: those of largest entropy.
 *
 * They are in proportion to x^v · y^(v²); x and y are found by Newton's method. Only sums, products and quotients of
 * floats are used, which every machine rounds alike, so that all find the same chances to the last bit.
 *
 * @param values ascending, from below zero to above
 * @param variance strictly between the least and the largest that the values can have
 * @returns null where the variance is too near its limits to be found
 * @see Giessing (2016), Computational Issues in the Design of Transition Probabilities and Disclosure Risk Estimation
 */
export function maxEntropy(values: readonly number[], variance: number): number[] | null {
  let dual = { x: 1, y: 1 };
  let state = stateAt(values, variance, dual);
  for (let step = 0; step < 500 && state.miss > 1e-26; step += 1) {
    const next = nearer(values, variance, { dual, state });
    if (!next) break;
    ({ dual, state } = next);
  }
  return state.miss < 1e-20 ? state.chances : null;
}

type Dual = { readonly x: number; readonly y: number };
type State = {
  readonly chances: number[];
  /** What mean and variance miss, in units of the variance and squared: a step has to make it smaller. */
  readonly miss: number;
  readonly moments: readonly [number, number, number, number];
};

function stateAt(values: readonly number[], variance: number, { x, y }: Dual): State {
  const weights = values.map((v) => power(x, v) * power(y, v * v));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const chances = weights.map((weight) => weight / all);
  const moment = (order: number) => values.reduce((sum, v, i) => sum + power(v, order) * (chances[i] ?? 0), 0);
  const moments = [moment(1), moment(2), moment(3), moment(4)] as const;
  const [offMean, offVariance] = [moments[0], moments[1] - variance];
  return {
    chances,
    moments,
    miss: (offMean * offMean) / variance + (offVariance * offVariance) / (variance * variance),
  };
}

/** One step of Newton's method on the logarithms of x and y, halved until it brings the moments nearer. */
function nearer(values: readonly number[], variance: number, { dual, state }: { dual: Dual; state: State }) {
  const [first, second, third, fourth] = state.moments;
  const [meanOfMean, meanOfSquare, squareOfSquare] = [
    second - first * first,
    third - first * second,
    fourth - second * second,
  ];
  const determinant = meanOfMean * squareOfSquare - meanOfSquare * meanOfSquare;
  const [offMean, offVariance] = [-first, variance - second];
  const byX = (squareOfSquare * offMean - meanOfSquare * offVariance) / determinant;
  const byY = (meanOfMean * offVariance - meanOfSquare * offMean) / determinant;
  for (let size = 1; size > 1e-12; size /= 2) {
    const [stepX, stepY] = [size * byX, size * byY];
    if (!(stepX * stepX < 1 && stepY * stepY < 1)) continue;
    const moved = { x: dual.x * growth(stepX), y: dual.y * growth(stepY) };
    const there = stateAt(values, variance, moved);
    if (there.miss < state.miss) return { dual: moved, state: there };
  }
  return null;
}

/** Near e^step for short steps, which is near enough: what counts is where the steps end. */
const growth = (step: number) => (2 + step) / (2 - step);

function power(base: number, exponent: number): number {
  if (exponent < 0) return 1 / power(base, -exponent);
  let result = 1;
  for (let squared = base, rest = exponent; rest > 0; rest = (rest - (rest % 2)) / 2) {
    if (rest % 2 === 1) result *= squared;
    squared *= squared;
  }
  return result;
}
