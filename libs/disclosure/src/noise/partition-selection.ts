import { invalidRule } from '../errors';
import { boundsOf, expOf, lowest } from './bounds';
import { happensBig } from './chance';
import type { PrivacyBudget, PrivacyCharge } from './charge';
import { ceiling, exact, larger, NOTHING, ratio, type Exact } from './exact';
import type { RandomInts } from './random-ints';

/** Says which groups exist at all, where that is not public. */
export type PartitionSelection = {
  /** The chance that a group of so many persons is shown; 0 for nobody. */
  chance(persons: bigint): Exact;
  /** Draws once; the answer has to be kept. */
  shows(persons: bigint, random: RandomInts): boolean;
  /** What the selection costs as a whole. */
  readonly charge: PrivacyCharge;
};

/**
 * Truncated geometric partition selection: shows groups as readily as (ε, δ) allows at all, exactly in fractions.
 *
 * Groups that are public anyway, such as a code list's, need none of it. e^ε is rounded down to 2⁻⁶⁴ and long fractions to
 * 2⁻²⁵⁶, which can only hide more.
 *
 * @param groupsPerPerson groups that one person can be in; each gets its share of ε and of δ
 * @throws DISCLOSURE.INVALID_RULE
 * @see Desfontaines, Voss, Gipson & Mandayam (2022), Differentially private partition selection, theorem 1
 */
export function selectPartitions(budget: PrivacyBudget, groupsPerPerson: number): PartitionSelection {
  const { epsilon, delta } = budget;
  if (epsilon.compare(0) <= 0 || delta.compare(0) <= 0 || delta.compare(1) >= 0)
    throw invalidRule('partitions are selected with an epsilon above zero and a delta between 0 and 1');
  if (!Number.isSafeInteger(groupsPerPerson) || groupsPerPerson < 1)
    throw invalidRule('a person can be in one group or more, a whole number', { groupsPerPerson });
  const each = epsilon.div(groupsPerPerson);
  const growth = larger(exact(1), cutTo(64n, lowest(expOf(boundsOf(each)))));
  const chance = chancesOf(growth, delta.div(groupsPerPerson));
  return {
    chance,
    shows(persons, random) {
      const { n, d } = chance(persons);
      return happensBig(random, n, d);
    },
    charge: { rho: epsilon.mul(each).div(2), epsilon, delta },
  };
}

/** Rounded down to a multiple of 2^−bits. */
const cutTo = (bits: bigint, value: Exact): Exact => ratio(-ceiling(value.mul(-(1n << bits))), 1n << bits);

/**
 * π(0) = 0 and π(n+1) = min(e^ε·π(n) + δ, 1 − (1 − π(n) − δ) / e^ε, 1), remembered as far as it was asked for.
 *
 * @param growth e^ε or less, at least 1
 */
export function chancesOf(growth: Exact, delta: Exact): (persons: bigint) => Exact {
  const chances = [NOTHING];
  return (persons) => {
    let last = chances.at(-1) ?? NOTHING;
    while (chances.length <= persons && last.compare(1) < 0) {
      const next = smallest(last.mul(growth).add(delta), exact(1).sub(exact(1).sub(last).sub(delta).div(growth)));
      last = next.d > 1n << 512n ? cutTo(256n, next) : next;
      chances.push(last);
    }
    return chances[Number(persons < BigInt(chances.length) ? persons : chances.length - 1)] ?? last;
  };
}

const smallest = (...values: readonly Exact[]): Exact =>
  values.reduce((least, value) => (value.compare(least) < 0 ? value : least), exact(1));
