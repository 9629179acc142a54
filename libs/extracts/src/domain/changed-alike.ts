import { commonBase, exact } from '#disclosure';
import type { Terms } from './permit';

type Changing = Pick<Terms, 'roundingBases' | 'rounding' | 'cellKey'>;

/**
 * Whether the same number, shown in two tables as the terms of each ask, is told no more nearly by both than by one of them.
 *
 * Beside an exact number no other tells anything. Moved by keys it is told alike under one perturbation table; another moves
 * it once more, and both are averaged. Rounded by itself to 5 and to 15 it is told as to 5; to 10 it is not: 15 by fives is
 * 13 to 17, and 10 by tens takes away all but 13 and 14. Rounded together, it goes to either multiple beside it, and multiples
 * of 10 are among those of 5; in both ways at once it is told which half of a step it lies in.
 */
export function changedAlike(one: Changing, other: Changing): boolean {
  if (isExact(one) || isExact(other)) return true;
  return movesOf(one) === movesOf(other) && isRoundedAlike(one, other);
}

const baseOf = ({ roundingBases = [] }: Changing): bigint => commonBase(roundingBases);
const wayOf = ({ rounding, cellKey }: Changing) => (cellKey ? 'independent' : (rounding ?? 'independent'));
const isExact = (terms: Changing): boolean => baseOf(terms) === 1n && terms.cellKey === undefined;

/** One text for each perturbation table; how many tables may leave is no part of it. */
const movesOf = ({ cellKey }: Changing): string =>
  cellKey ? `${cellKey.maxNoise} ${exact(cellKey.variance).toFraction()}` : '';

/** Whether every step of the coarser base is a number of whole steps of the finer one. */
function isRoundedAlike(one: Changing, other: Changing): boolean {
  const [finer = 1n, coarser = 1n] = [baseOf(one), baseOf(other)].sort((a, b) => (a < b ? -1 : 1));
  if (finer === 1n) return true;
  if (wayOf(one) !== wayOf(other) || coarser % finer !== 0n) return false;
  return wayOf(one) === 'controlled' || (coarser / finer) % 2n === 1n;
}
