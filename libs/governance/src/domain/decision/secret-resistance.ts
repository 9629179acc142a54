import { whole, type Exact } from '../electorate/exact';
import { sentence, type Sentence } from '../sentence';
import type { Counts, MotionInput } from './decide';
import { resistanceTest, type Resistance, type Withheld } from './resistance';
import type { Verdict } from './verdict';
import { sum } from './votes';

type Mark = keyof Counts;

/** Papers that weigh the same: how they are marked, and how many of them are of those whose votes are in doubt. */
export type PapersInDoubt = {
  /** Of one paper, in votes. */
  readonly weight: Exact;
  readonly marked: Readonly<Record<Mark, number>>;
  /** At most as many as there are papers. */
  readonly withheld: number;
};

/** `undetermined`: it depends on which papers are theirs, and nobody can tell. */
export type Standing = 'stands' | 'falls' | 'undetermined';
export type Answer = { readonly standing: Standing; readonly verdict: Verdict | null; readonly reason: Sentence };

/** Which papers to take away first so that the motion has least of what it needs; the other way round, most. */
const AGAINST_THE_MOTION: readonly Mark[] = ['yes', 'blank', 'abstain', 'no'];
const FOR_THE_MOTION = AGAINST_THE_MOTION.toReversed();

/** The answer of an open ballot, where it is known whose votes are whose. */
export const answerOf = ({ stands, verdict, reason }: Resistance): Answer => ({
  standing: stands ? 'stands' : 'falls',
  verdict,
  reason,
});

/**
 * The resistance test of a secret ballot: whose papers are whose cannot be told, but how many they are can, and so can what
 * follows at worst and at best.
 *
 * The same papers are taken away twice: the ones that hurt the motion most, as many as there may be of them, and the ones
 * that hurt it least. A paper in favour takes from its votes more than from any base they are a share of; one against, or
 * an abstention in the base, takes from the base alone; one outside of the base takes nothing. So every other choice lies
 * between these two, and if they agree the answer is certain. It is found from published numbers alone, and tells nothing
 * of anybody's vote.
 *
 * @param papers every class of papers in the box, once
 * @throws as `resistanceTest`
 */
export function secretResistance(
  input: MotionInput,
  doubt: Pick<Withheld, 'whose' | 'present'>,
  papers: readonly PapersInDoubt[],
): Answer {
  const [least, most] = [AGAINST_THE_MOTION, FOR_THE_MOTION].map((order) =>
    resistanceTest(input, { ...doubt, counts: taken(papers, order), includesChair: false }),
  ) as [Resistance, Resistance];
  if (least.stands === most.stands) return answerOf(least.stands ? least : most);
  const reason = sentence((language) =>
    language === 'it'
      ? `il voto è segreto e la prova non dà una risposta certa: se quelle schede erano per quanto possibile favorevoli, ${least.reason.it}; se erano per quanto possibile contrarie, ${most.reason.it}`
      : `the vote was secret and the test has no certain answer: if those papers were in favour as far as they can have been, ${least.reason.en}; if they were against as far as they can have been, ${most.reason.en}`,
  );
  return { standing: 'undetermined', verdict: null, reason };
}

function taken(papers: readonly PapersInDoubt[], order: readonly Mark[]): Counts {
  const votes: Record<Mark, Exact[]> = { yes: [], no: [], abstain: [], blank: [] };
  for (const { weight, marked, withheld } of papers) {
    let left = withheld;
    for (const mark of order) {
      const some = Math.min(left, marked[mark]);
      left -= some;
      votes[mark].push(weight.mul(whole(some)));
    }
  }
  return { yes: sum(votes.yes), no: sum(votes.no), abstain: sum(votes.abstain), blank: sum(votes.blank) };
}
