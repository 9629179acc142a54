import { Fraction } from 'fraction.js';
import type { Count, Round } from './method';

/**
 * A count as members read it, in votes. Where ceilings cut votes into fractions a count is made in smaller units; then
 * its numbers are exact fractions of votes, as `100/3`.
 *
 * @param unit how many units of the count make one vote, a whole number ≥ 1
 * @returns the same count if the unit is one vote
 */
export function countInVotes(count: Count, unit: string): Count {
  if (unit === '1') return count;
  const votes = (weight: string) => new Fraction(weight).div(new Fraction(unit)).toFraction();
  if (count.method === 'yesNo') {
    const { yes, no, abstain, blank } = count;
    return { method: 'yesNo', yes: votes(yes), no: votes(no), abstain: votes(abstain), blank: votes(blank) };
  }
  // What an option of a Schulze count has in total are other options, not votes.
  const totals = (round: Round) => (count.method === 'schulze' ? round.totals : round.totals.map(votes));
  return {
    ...count,
    ...{ valid: votes(count.valid), blank: votes(count.blank), abstain: votes(count.abstain) },
    rounds: count.rounds.map((round) => ({ ...round, totals: totals(round), exhausted: votes(round.exhausted) })),
    ...(count.quota !== undefined && { quota: votes(count.quota) }),
    ...(count.pairwise && { pairwise: count.pairwise.map((row) => row.map(votes)) }),
  };
}
