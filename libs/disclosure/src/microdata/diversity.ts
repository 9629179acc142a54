import type { Histogram } from './histogram';

/** A difference of logarithms beyond this share of their size is no slip of rounding (about 10⁻¹¹ for 100,000 values). */
const SURELY = 1e-9;

/**
 * Entropy l-diversity: whether the entropy of the values is at least log l. Decided exactly, as nⁿ ≥ lⁿ · Π cᶜ in whole
 * numbers for counts c that sum up to n, unless logarithms tell the two apart beyond any error of theirs.
 *
 * @param l a whole number from 1 on
 * @see Machanavajjhala et al. (2007), l-Diversity: Privacy Beyond k-Anonymity, definition 4.1
 */
export function hasEntropyOf(histogram: Histogram, l: number): boolean {
  if (histogram.different < l) return false;
  const { total } = histogram;
  let gap = total * Math.log(total) - total * Math.log(l);
  for (let at = 0; at < histogram.different; at++) {
    const count = countAt(histogram, at);
    gap -= count * Math.log(count);
  }
  if (Math.abs(gap) > SURELY * total * Math.log(total + l)) return gap > 0;
  return exactlyHasEntropyOf(countsOf(histogram), l);
}

const countAt = ({ counts, present }: Histogram, at: number) => counts[present[at] as number] as number;
const countsOf = (histogram: Histogram) =>
  Array.from({ length: histogram.different }, (_, at) => countAt(histogram, at));

function exactlyHasEntropyOf(counts: readonly number[], l: number): boolean {
  const common = counts.reduce(divisor);
  const parts = counts.map((count) => BigInt(count / common));
  const total = parts.reduce((sum, part) => sum + part, 0n);
  return total ** total >= BigInt(l) ** total * parts.reduce((product, part) => product * part ** part, 1n);
}

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
