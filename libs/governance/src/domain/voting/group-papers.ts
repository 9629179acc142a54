import { marksInvalid } from './errors';
import type { Marks, WeightedPaper } from './method';

/** All papers with the same marks, weighed together. */
export type Pile<M> = { readonly marks: M; readonly weight: bigint };

/** The papers of a ballot, sorted: those that mark options, and the weights of all. */
export type SortedPapers<M> = {
  readonly piles: readonly Pile<M>[];
  readonly valid: bigint;
  readonly blank: bigint;
  readonly abstain: bigint;
};

/** How a method knows its marks, and what is the same for equal ones. */
export type Kind<M extends Marks> = {
  readonly isOne: (marks: Marks) => marks is M;
  readonly keyOf: (marks: M) => string | number;
};

/**
 * Puts equal papers on one pile, so that a count takes as long as people disagree, not as they are many.
 *
 * @param papers with marks as `parseMarks` returns them, in any order
 * @throws BALLOT.MARKS_INVALID if a paper is of another method
 */
export function groupPapers<M extends Marks>(papers: Iterable<WeightedPaper>, kind: Kind<M>): SortedPapers<M> {
  const piles = new Map<string | number, { readonly marks: M; weight: bigint }>();
  const apart = { valid: 0n, blank: 0n, abstain: 0n };
  for (const { marks, weight } of papers) {
    if (marks === 'blank' || marks === 'abstain') {
      apart[marks] += weight;
      continue;
    }
    if (!kind.isOne(marks)) throw marksInvalid('it was filled in for another method of voting');
    apart.valid += weight;
    const key = kind.keyOf(marks);
    const pile = piles.get(key);
    if (pile) pile.weight += weight;
    else piles.set(key, { marks, weight });
  }
  return { piles: [...piles.values()], ...apart };
}
