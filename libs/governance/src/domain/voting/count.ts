import { APPROVAL, countApproval } from './approval';
import { CHOICE, countChoice } from './choice';
import { groupPapers, type Kind } from './group-papers';
import { countInstantRunoff } from './instant-runoff';
import { assertLot } from './lot';
import type { Marks, Method, OptionCount, WeightedPaper } from './method';
import type { Finding, OptionElection } from './option-election';
import { rankingsOf } from './ranking';
import { RULES } from './rules';
import { countSchulze } from './schulze';
import { countScores, SCORES } from './score';
import { countStv } from './stv';

/** A method of choosing among options. */
export type OptionMethod = Exclude<Method, { kind: 'yesNo' }>;

/**
 * Counts the papers of a ballot on options. Who counts the same papers again, with the same lot, finds the same.
 *
 * Blank papers and abstentions are counted apart, whatever the method; if no valid paper has any weight, nobody is elected.
 *
 * @param optionCount how many options are on the paper, ≥ 1
 * @param papers with marks as `parseMarks` returns them for this method, in any order
 * @param lot every option once (see `lotOf`): wherever the rule leaves options equal, the earlier one wins, the later one is
 *   eliminated
 * @throws BALLOT.MARKS_INVALID if a paper is of another method
 * @throws BALLOT.LOT_INVALID
 */
export function countOptions(
  method: OptionMethod,
  optionCount: number,
  papers: Iterable<WeightedPaper>,
  lot: readonly number[],
): OptionCount {
  assertLot(lot, optionCount);
  const count = counting(papers, { kind: method.kind, optionCount, lot });
  switch (method.kind) {
    case 'choice':
      return count(CHOICE, countChoice);
    case 'approval':
      return count(APPROVAL, (election) => countApproval(election, method.seats));
    case 'score':
      return count(SCORES, (election) => countScores(election, method.seats));
    case 'schulze':
      return count(rankingsOf(optionCount), countSchulze);
    case 'instantRunoff':
      return count(rankingsOf(optionCount), countInstantRunoff);
    case 'stv':
      return count(rankingsOf(optionCount), (election) => countStv(election, method.seats));
  }
}

type Ballot = { readonly kind: OptionMethod['kind']; readonly optionCount: number; readonly lot: readonly number[] };

const NOTHING: Finding = { winners: [], runoff: null, rounds: [], tieBreaks: [] };

/** What all methods do alike: sort the papers, and stop if none has any weight. */
const counting =
  (papers: Iterable<WeightedPaper>, { kind, optionCount, lot }: Ballot) =>
  <M extends Marks>(marks: Kind<M>, find: (election: OptionElection<M>) => Finding): OptionCount => {
    const { piles, valid, blank, abstain } = groupPapers(papers, marks);
    const finding = valid === 0n ? NOTHING : find({ piles, valid, optionCount, lot });
    const weights = { valid: String(valid), blank: String(blank), abstain: String(abstain) };
    return { method: kind, rule: RULES[kind], ...weights, ...finding };
  };
