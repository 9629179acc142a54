import { invalidRule } from '../errors';
import { boundsOf, expOf, ONE, product, type Bounds } from './bounds';
import { exact, ratio, rootOf, type Exact } from './exact';
import type { ColumnNoise } from './plan';

/** Both ends belong to it. */
export type NoisyInterval = { readonly least: bigint; readonly most: bigint };

/** From here on the bell curve stands for the discrete one, whose tail is no heavier one step further in. */
const LARGE_VARIANCE = 2_500;

/**
 * The least whole number that the size of the noise exceeds with a chance of at most 1 − confidence.
 *
 * Worked out in whole numbers, and rounded to the safe side: exact tail sums; for Gaussian noise of a variance of 2,500 or
 * more the tail of the normal distribution one step further in, which is never lighter.
 *
 * @param confidence above 0 and below 1, such as 95/100
 * @throws DISCLOSURE.INVALID_RULE
 * @see Canonne, Kamath & Steinke (2020), proposition 25
 */
export function halfWidth(noise: ColumnNoise, confidence: Exact): bigint {
  if (confidence.compare(0) <= 0 || confidence.compare(1) >= 0)
    throw invalidRule('a confidence is not between 0 and 1', { confidence: confidence.toFraction() });
  const known = widths.get(noise) ?? new Map<string, bigint>();
  const width = known.get(confidence.toFraction()) ?? widthOf(noise, boundsOf(exact(1).sub(confidence)).least);
  widths.set(noise, known.set(confidence.toFraction(), width));
  return width;
}

/** A column has thousands of cells and one noise: widths are remembered with it. */
const widths = new WeakMap<ColumnNoise, Map<string, bigint>>();

function widthOf(noise: ColumnNoise, outside: bigint): bigint {
  if (noise.distribution === 'laplace') return laplaceWidth(noise.scale, outside);
  return noise.variance.compare(LARGE_VARIANCE) < 0
    ? smallGaussianWidth(noise.variance, outside)
    : normalWidth(noise.variance, outside);
}

/** Where the true number lies, with this confidence; see halfWidth. */
export function confidenceInterval(noisy: bigint, noise: ColumnNoise, confidence: Exact): NoisyInterval {
  const width = halfWidth(noise, confidence);
  return { least: noisy - width, most: noisy + width };
}

/** The least whole number from 0 on for which a test holds that holds for all later ones. */
function leastThat(holds: (width: bigint) => boolean): bigint {
  let [below, reached] = [-1n, 1n];
  while (!holds(reached)) [below, reached] = [reached, 2n * reached];
  while (reached - below > 1n) {
    const middle = (below + reached) >> 1n;
    if (holds(middle)) reached = middle;
    else below = middle;
  }
  return reached;
}

/** P(|x| > w) = 2 · q^(w+1) / (1 + q) with q = e^(−1/scale). */
function laplaceWidth(scale: Exact, outside: bigint): bigint {
  const power = (exponent: bigint) => expOf(boundsOf(ratio(-exponent, 1n).div(scale)));
  const whole = ONE + power(1n).least;
  return leastThat((width) => 2n * power(width + 1n).most * ONE <= outside * whole);
}

/** Sums the weights e^(−x²/2σ²) from the far end inwards, until they are more than may lie outside. */
function smallGaussianWidth(variance: Exact, outside: bigint): bigint {
  const weights = weightsOf(variance);
  const all = weights.reduce((sum, { least }, x) => sum + (x === 0 ? least : 2n * least), 0n);
  // What lies further out than the weights is less than a unit.
  let tail = 1n;
  for (let x = weights.length - 1; x > 0; x -= 1) {
    tail += 2n * (weights[x]?.most ?? 0n);
    if (tail * ONE > outside * all) return BigInt(x);
  }
  return 0n;
}

/** e^(−x²/2σ²) for x = 0, 1, … 40σ, where it is below 2⁻¹¹⁰⁰; each from the one before, by a factor that shrinks evenly. */
function weightsOf(variance: Exact): Bounds[] {
  const root = expOf(boundsOf(ratio(-1n, 2n).div(variance)));
  const square = product(root, root);
  const weights: Bounds[] = [];
  let [weight, factor]: [Bounds, Bounds] = [boundsOf(exact(1)), root];
  for (let x = 0; x <= 40 * Math.sqrt(variance.valueOf()) + 1; x += 1) {
    weights.push(weight);
    weight = product(weight, factor);
    factor = product(factor, square);
  }
  return weights;
}

/** P(|x| > w) ≤ 2 · P(normal ≥ w). */
const normalWidth = (variance: Exact, outside: bigint): bigint =>
  leastThat((width) => 2n * normalTail(ratio(width * width, 1n).div(variance)) <= outside);

const PI_ABOVE = exact('3.14159265358979323846264338327950288420');

/**
 * P(normal ≥ z) from z², rounded up: 1/2 − e^(−z²/2) · z/√2π · Σ z^(2n) / (1·3·5…(2n+1)), and never above e^(−z²/2) / 2.
 *
 * All terms are positive, so that leaving some out and rounding down errs on the safe side.
 *
 * @see Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.6
 */
function normalTail(squared: Exact): bigint {
  const bell = expOf(boundsOf(squared.div(-2)));
  const { least: z } = boundsOf(squared);
  let [term, series] = [ONE, ONE];
  for (let odd = 3n; term > 0n; odd += 2n) {
    term = (term * z) / (ONE * odd);
    series += term;
  }
  const slope = rootOf(boundsOf(squared.div(PI_ABOVE).div(2)).least * ONE);
  const inner = (((bell.least * slope) / ONE) * series) / ONE;
  const [bySeries, byBell] = [ONE / 2n - inner, bell.most / 2n + 1n];
  return bySeries < byBell ? bySeries : byBell;
}
