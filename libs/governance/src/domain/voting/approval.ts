import type { Kind } from './group-papers';
import { leaders } from './leaders';
import type { Marks } from './method';
import { inFull, zeros, type Finding, type OptionElection } from './option-election';

export type Approval = Extract<Marks, { options: unknown }>;

export const APPROVAL: Kind<Approval> = {
  isOne: (marks): marks is Approval => typeof marks === 'object' && 'options' in marks,
  keyOf: ({ options }) => options.join(),
};

/** Elects the options that most weight approves of. */
export function countApproval(election: OptionElection<Approval>, seats: number): Finding {
  const totals = zeros(election.optionCount);
  for (const { marks, weight } of election.piles) {
    for (const option of marks.options) totals[option] = (totals[option] ?? 0n) + weight;
  }
  const { chosen, tieBreaks } = leaders(totals, seats, election.lot);
  return {
    winners: chosen,
    runoff: null,
    rounds: [{ totals: inFull(totals), elected: chosen, eliminated: [], exhausted: '0' }],
    tieBreaks,
  };
}
