import { invalidRule } from '../errors';
import { happensExp, happensExpBig, happensInverseE, SMALL } from './chance';
import { bigLaplace, smallLaplace, type Sampler } from './discrete-laplace';
import { rootOf, type Exact } from './exact';
import type { RandomInts } from './random-ints';

/**
 * The discrete Gaussian distribution: x with probability in proportion to e^(−x² / 2σ²), exactly, for every whole x.
 *
 * Laplace draws are kept or thrown away; the arithmetic is in safe integers where all of it fits, else in BigInt.
 *
 * @param variance σ², above 0; adds noise of ρ = sensitivity² / 2σ²
 * @throws DISCLOSURE.INVALID_RULE
 * @see Canonne, Kamath & Steinke (2020), algorithm 3
 */
export function discreteGaussian(variance: Exact): Sampler {
  if (variance.compare(0) <= 0) throw invalidRule('the variance of Gaussian noise is not above zero');
  const scale = rootOf(variance.n / variance.d) + 1n;
  const numbers = { numerator: variance.n, denominator: variance.d, scale };
  const divisor = 2n * variance.n * variance.d * scale * scale;
  if (divisor < SMALL) return smallGaussian(numbers, Number(divisor));
  if (scale < SMALL) return (random) => gaussian(random, numbers, () => BigInt(smallLaplace(random, Number(scale), 1)));
  return (random) => gaussian(random, numbers, () => bigLaplace(random, scale, 1n));
}

type Numbers = { readonly numerator: bigint; readonly denominator: bigint; readonly scale: bigint };

function gaussian(random: RandomInts, numbers: Numbers, laplace: () => bigint): bigint {
  for (;;) {
    const drawn = laplace();
    if (keeps(random, drawn, numbers)) return drawn;
  }
}

/** True with probability e^(−(|y| − σ²/t)² / 2σ²), both sides of the quotient times (t · denominator)². */
function keeps(random: RandomInts, drawn: bigint, { numerator, denominator, scale }: Numbers): boolean {
  const step = scale * denominator;
  const gap = (drawn < 0n ? -drawn : drawn) * step - numerator;
  return happensExpBig(random, gap * gap, 2n * numerator * step * scale);
}

function smallGaussian(numbers: Numbers, divisor: number): Sampler {
  const [scale, numerator] = [Number(numbers.scale), Number(numbers.numerator)];
  const step = scale * Number(numbers.denominator);
  return (random) => {
    for (;;) {
      const drawn = smallLaplace(random, scale, 1);
      const gap = Math.abs(drawn) * step - numerator;
      const squared = gap * gap;
      const kept = Number.isSafeInteger(squared)
        ? keepsSmall(random, squared, divisor)
        : keeps(random, BigInt(drawn), numbers);
      if (kept) return BigInt(drawn);
    }
  };
}

function keepsSmall(random: RandomInts, squared: number, divisor: number): boolean {
  let rest = squared;
  for (; rest >= divisor; rest -= divisor) if (!happensInverseE(random)) return false;
  return happensExp(random, rest, divisor);
}
