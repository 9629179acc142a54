import type { Kind } from './group-papers';
import { leaders } from './leaders';
import type { Marks } from './method';
import { inFull, zeros, type Finding, type OptionElection } from './option-election';

export type Scores = Extract<Marks, { scores: unknown }>;

export const SCORES: Kind<Scores> = {
  isOne: (marks): marks is Scores => typeof marks === 'object' && 'scores' in marks,
  keyOf: ({ scores }) => scores.join(),
};

/** Elects the options with the highest sums. A sum is of score × weight; nobody is elected with a sum of 0. */
export function countScores(election: OptionElection<Scores>, seats: number): Finding {
  const totals = zeros(election.optionCount);
  for (const { marks, weight } of election.piles) {
    marks.scores.forEach((score, option) => {
      if (score !== null) totals[option] = (totals[option] ?? 0n) + BigInt(score) * weight;
    });
  }
  const { chosen, tieBreaks } = leaders(totals, seats, election.lot);
  return {
    winners: chosen,
    runoff: null,
    rounds: [{ totals: inFull(totals), elected: chosen, eliminated: [], exhausted: '0' }],
    tieBreaks,
  };
}
