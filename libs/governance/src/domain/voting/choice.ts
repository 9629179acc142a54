import type { Kind } from './group-papers';
import { leaders } from './leaders';
import type { Marks } from './method';
import { inFull, zeros, type Finding, type OptionElection } from './option-election';

export type Choice = Extract<Marks, { option: number }>;

export const CHOICE: Kind<Choice> = {
  isOne: (marks): marks is Choice => typeof marks === 'object' && 'option' in marks,
  keyOf: ({ option }) => option,
};

/**
 * Decides a choice of one option: whoever has more than half of the valid votes wins, else the first two go to a runoff.
 *
 * Between two options there is no sense in a runoff of the same two: a tie is broken by lot.
 */
export function countChoice({ piles, valid, optionCount, lot }: OptionElection<Choice>): Finding {
  const totals = zeros(optionCount);
  for (const { marks, weight } of piles) totals[marks.option] = (totals[marks.option] ?? 0n) + weight;

  const isDecided = optionCount <= 2 || totals.some((total) => 2n * total > valid);
  const { chosen, tieBreaks } = leaders(totals, isDecided ? 1 : 2, lot);
  const winners = isDecided ? chosen : [];
  return {
    winners,
    runoff: isDecided ? null : chosen,
    rounds: [{ totals: inFull(totals), elected: winners, eliminated: [], exhausted: '0' }],
    tieBreaks,
  };
}
