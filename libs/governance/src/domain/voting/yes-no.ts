import { marksInvalid } from './errors';
import type { WeightedPaper, YesNoCount } from './method';

/**
 * Counts the papers on a motion. Whether they adopt it is not decided here: that takes the statute.
 *
 * @param papers with marks as `parseMarks` returns them, in any order
 * @returns weights, in the unit of the papers
 * @throws BALLOT.MARKS_INVALID if a paper marks options
 */
export function countYesNo(papers: Iterable<WeightedPaper>): YesNoCount {
  const totals = { yes: 0n, no: 0n, abstain: 0n, blank: 0n };
  for (const { marks, weight } of papers) {
    if (typeof marks !== 'string') throw marksInvalid('it was filled in for another method of voting');
    totals[marks] += weight;
  }
  const { yes, no, abstain, blank } = totals;
  return { method: 'yesNo', yes: `${yes}`, no: `${no}`, abstain: `${abstain}`, blank: `${blank}` };
}
