import { breakTie, extremes } from './break-tie';
import type { Round, TieBreak } from './method';
import { inFull, optionsOf, sum, zeros, type Finding, type OptionElection } from './option-election';
import type { Ranking } from './ranking';

/**
 * Elects one option by eliminating the last, one at a time, until somebody has a majority of the papers still counted.
 *
 * Ranking the winner higher can make it lose: this method is not monotonic.
 */
export function countInstantRunoff({ piles, valid, optionCount, lot }: OptionElection<Ranking>): Finding {
  const continuing = new Set(optionsOf(optionCount));
  const history: bigint[][] = [];
  const rounds: Round[] = [];
  const tieBreaks: TieBreak[] = [];
  for (;;) {
    const totals = firstPreferences(piles, continuing, optionCount);
    history.push(totals);
    const counted = sum(totals);
    const round = { totals: inFull(totals), exhausted: String(valid - counted) };
    const winner = totals.findIndex((total) => 2n * total > counted);
    if (winner >= 0) {
      rounds.push({ ...round, elected: [winner], eliminated: [] });
      return { winners: [winner], runoff: null, rounds, tieBreaks };
    }
    const { option, tieBreak } = breakTie(extremes([...continuing], 'behind', totals), 'behind', history, lot);
    if (tieBreak) tieBreaks.push(tieBreak);
    continuing.delete(option);
    rounds.push({ ...round, elected: [], eliminated: [option] });
  }
}

function firstPreferences(
  piles: OptionElection<Ranking>['piles'],
  continuing: ReadonlySet<number>,
  optionCount: number,
): bigint[] {
  const totals = zeros(optionCount);
  for (const { marks, weight } of piles) {
    const first = marks.ranking.find(([option]) => option !== undefined && continuing.has(option))?.[0];
    if (first !== undefined) totals[first] = (totals[first] ?? 0n) + weight;
  }
  return totals;
}
