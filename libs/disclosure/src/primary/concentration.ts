import { invalidRule, invalidTable } from '../errors';
import type { Cause, Cell, Magnitude } from '../suppression/table';

/** Unsafe where the `n` largest contributors, one or two, hold more than `k` per cent of a sum; 1 ≤ k ≤ 99. */
export type Dominance = { readonly n: number; readonly k: number };

/** What the largest contributors to a sum may not be. Every rule that is given must hold for every measure. */
export type ConcentrationRule = {
  readonly dominance?: readonly Dominance[] | undefined;
  /** Whole per cents of a contributor's value that nobody, not even another contributor, may come nearer than; 1 to 99. */
  readonly pPercent?: number | undefined;
};

/**
 * Tells by which rules too few contributors are behind a sum for it to be published, whatever the number of people.
 *
 * (n,k): the `n` largest hold more than `k` per cent of the total. p%: the second largest, who takes its own value from
 * the total, knows the largest to within less than `p` per cent; no other contributor comes nearer to anyone's. A sum
 * with one contributor is unsafe under either, and one to which everybody adds nothing is safe. Compared in whole
 * numbers, so that exactly `k` per cent, and exactly `p`, are safe. Negative values count without their sign.
 *
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, section 4.2 (dominance and p% rules)
 */
export function concentrationBroken(
  { total, largest: [first, second] }: Magnitude,
  { dominance = [], pPercent = 0 }: ConcentrationRule,
): Cause[] {
  const dominates = ({ n, k }: Dominance) => 100n * (n === 1 ? first : first + second) > BigInt(k) * total;
  const isNear = 100n * (total - first - second) < BigInt(pPercent) * first;
  return [...(isNear ? (['pPercent'] as const) : []), ...(dominance.some(dominates) ? (['dominance'] as const) : [])];
}

export const asksForConcentration = ({ dominance = [], pPercent }: ConcentrationRule): boolean =>
  dominance.length > 0 || pPercent !== undefined;

/** @throws DISCLOSURE.INVALID_RULE if `n` is neither 1 nor 2 or is there twice, or `k` or `p` no whole number from 1 to 99 */
export function assertConcentrationRule({ dominance = [], pPercent }: ConcentrationRule): void {
  for (const { n, k } of dominance) {
    if (n !== 1 && n !== 2)
      throw invalidRule('dominance is of one or two contributors; say n 1 or 2', { n: String(n) });
    assertPerCent('k', k);
    if (dominance.some((other) => other.n === n && other.k !== k))
      throw invalidRule('it says twice how much the same number of contributors may hold; keep the lower k', { n });
  }
  if (pPercent !== undefined) assertPerCent('p', pPercent);
}

/**
 * Refuses a table that cannot be judged: a cell that does not say how its sums are shared out would pass as safe. A table
 * of people alone says so, by magnitudes of no measure.
 *
 * @throws DISCLOSURE.INVALID_TABLE
 */
export function assertMagnitudesGiven(cells: readonly Cell[], rule: ConcentrationRule): void {
  if (!asksForConcentration(rule)) return;
  const measures = cells[0]?.magnitudes?.length;
  for (const { codes, magnitudes } of cells)
    if (!magnitudes || magnitudes.length !== measures)
      throw invalidTable('a cell does not say how each of its sums is shared out', { codes });
}

/** @throws DISCLOSURE.INVALID_TABLE if the two largest are not in order, are negative or exceed the total */
export function assertMagnitudes({ codes, magnitudes = [] }: Cell): void {
  for (const { total, largest } of magnitudes) {
    const [first, second] = largest;
    if (second < 0n || first < second || total < first + second)
      throw invalidTable('the largest contributions to a sum contradict its total', { codes });
  }
}

function assertPerCent(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1 || value > 99)
    throw invalidRule(`${name} is not a whole number of per cents from 1 to 99`, { [name]: String(value) });
}
