import { boundsOf, expOf, highest, logOf, lowest, minus, plus, times, type Bounds } from './bounds';
import { ceiling, exact, larger, NOTHING, ratio, type Exact } from './exact';

/*
 * ρ-zCDP is (ε, δ)-differential privacy wherever, for some α > 1,
 *
 *   ε ≥ ρα + log(1 / (αδ)) / (α − 1) + log(1 − 1/α).
 *
 * It holds for every α; the best one only makes ε small. So floats may look for α, and the value at the α that they find
 * is then bounded in whole numbers and rounded to the safe side: a poor search costs accuracy, never privacy.
 */

/** Decimals of ρ and ε, of which a ledger keeps a record. */
const DECIMALS = 15n;
const FINE_DECIMALS = 40n;

const roundedUp = (value: Exact, decimals: bigint): Exact => {
  const units = 10n ** decimals;
  return ratio(ceiling(value.mul(units)), units);
};
const roundedDown = (value: Exact, decimals: bigint): Exact => roundedUp(value.neg(), decimals).neg();

/**
 * The ε of ρ-zCDP at this δ, rounded up.
 *
 * @param delta between 0 and 1, both excluded
 * @see Canonne, Kamath & Steinke (2020), The Discrete Gaussian for Differential Privacy, proposition 12 and corollary 13
 */
export function epsilonOf(rho: Exact, delta: Exact): Exact {
  if (rho.equals(0)) return NOTHING;
  const [r, d] = [rho.valueOf(), delta.valueOf()];
  const order = bestOrder((less) => r * (1 + less) + overhead(less, d));
  return larger(NOTHING, roundedUp(highest(plus(boundsOf(rho.mul(order)), exactOverhead(order, delta))), DECIMALS));
}

/**
 * The ρ that may be spent within (ε, δ), rounded down; 0 where there is none.
 *
 * @param delta between 0 and 1, both excluded
 * @see epsilonOf, solved for ρ
 */
export function rhoOf(epsilon: Exact, delta: Exact): Exact {
  const [e, d] = [epsilon.valueOf(), delta.valueOf()];
  const order = bestOrder((less) => (overhead(less, d) - e) / (1 + less));
  const left = minus(boundsOf(epsilon), exactOverhead(order, delta));
  return larger(NOTHING, roundedDown(lowest(left).div(order), DECIMALS));
}

/** The δ of ρ-zCDP at this ε, rounded up. @see epsilonOf, solved for δ */
export function deltaOf(rho: Exact, epsilon: Exact): Exact {
  if (rho.equals(0)) return NOTHING;
  const [r, e] = [rho.valueOf(), epsilon.valueOf()];
  const exponent = (less: number) =>
    less * ((1 + less) * r - e) - Math.log1p(less) + less * (Math.log(less) - Math.log1p(less));
  const order = bestOrder(exponent);
  const less = order.sub(1);
  const gap = rho.mul(order).sub(epsilon).mul(less);
  const shrinking = negative(times(logOf(order.div(less)), less));
  const power = minus(plus(boundsOf(gap), shrinking), logOf(order));
  return roundedUp(highest(expOf(power)), FINE_DECIMALS);
}

const negative = ({ least, most }: Bounds): Bounds => ({ least: -most, most: -least });

/** log(1 / (αδ)) / (α − 1) + log(1 − 1/α), where `less` is α − 1. */
const overhead = (less: number, delta: number) =>
  -(Math.log(delta) + Math.log1p(less)) / less + Math.log(less) - Math.log1p(less);

function exactOverhead(order: Exact, delta: Exact): Bounds {
  const less = order.sub(1);
  const perOrder = negativeTimes(logOf(order.mul(delta)), less.inverse());
  return minus(perOrder, logOf(order.div(less)));
}

const negativeTimes = (bounds: Bounds, by: Exact): Bounds => times(negative(bounds), by);

/** Golden-section search for the α at which a cost is least, on the logarithm of α − 1 between 10⁻⁶ and 10⁹. */
function bestOrder(cost: (less: number) => number): Exact {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(1e-6), Math.log(1e9)];
  while (high - low > 1e-10) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (cost(Math.exp(left)) < cost(Math.exp(right))) high = right;
    else low = left;
  }
  return exact(1).add(ratio(BigInt(Math.round(Math.exp(low) * 2 ** 30)), 2n ** 30n));
}
