import { whole, type Exact } from '../electorate/exact';
import { sentence, type Sentence } from '../sentence';
import type { Threshold } from '../share';
import type { Base, CallRules, StatuteDocument } from '../statute/statute-document';
import type { OptionCount, YesNoCount } from '../voting/method';
import { electionReason } from './election-reasons';
import { moreVotesThanVoters, negativeVotes } from './errors';
import {
  adoptedReason,
  inquorateReason,
  nobodyInFavourReason,
  outvotedReason,
  presenceIn,
  tieReason,
  tooFewReason,
} from './reasons';
import type { Test, Verdict } from './verdict';
import { sum, testOf, type Portion } from './votes';

/** Votes on a motion; every paper cast is in one of the four. */
export type Counts = Readonly<Record<keyof Omit<YesNoCount, 'method'>, Exact>>;

/** @param unitsPerVote how many units of the count make one vote, ≥ 1; more than 1 where ceilings divide votes */
export const countsOf = ({ yes, no, abstain, blank }: YesNoCount, unitsPerVote: bigint): Counts => {
  const votes = (units: string) => whole(BigInt(units)).div(unitsPerVote);
  return { yes: votes(yes), no: votes(no), abstain: votes(abstain), blank: votes(blank) };
};

/** Votes, not heads: of all who are entitled, and of those present, represented or voting from afar. */
export type VotesPresent = { readonly entitled: Exact; readonly present: Exact };

/** A motion as it stands when its ballot is closed. */
export type MotionInput = {
  readonly call: CallRules;
  readonly ties: StatuteDocument['ties'];
  /** null: the chair voted neither for nor against, or in secret. */
  readonly chairVoted: 'yes' | 'no' | null;
  readonly votes: VotesPresent & { readonly counts: Counts };
};

/** An election as it stands when its papers are counted. */
export type ElectionInput = {
  readonly call: CallRules;
  readonly votes: VotesPresent;
  readonly count: OptionCount;
  /** What the places on the paper stand for, from 0. */
  readonly labels: readonly string[];
};

const MORE_THAN_HALF: Threshold = { share: { part: 1, of: 2 }, reach: 'moreThan' };

/**
 * Tests whether enough votes are present for a resolution to be valid; who abstains is present.
 *
 * @param votes exact, 0 ≤ present ≤ entitled
 * @returns null if the statute asks for no quorum
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS, BALLOT.NEGATIVE_VOTES
 * @see Codice civile, art. 2538 co. 5 (quorums are of votes, not of capital)
 */
export function quorumTest(call: CallRules, votes: VotesPresent): Test | null {
  assertPossible(votes, whole(0));
  if (call.quorum === null) return null;
  return testOf({ have: votes.present, of: votes.entitled, base: 'entitled' }, call.quorum, call.article);
}

/**
 * Decides a motion, and says why: first the quorum, then the majority on the base that the statute names.
 *
 * More votes in favour than against are asked always, also where the statute's share is smaller; a base of zero never
 * adopts. Where the chair decides ties, its vote tips the scale and no more: in a tie `more than one half` becomes
 * `one half`, while two thirds stay two thirds. The verdict's `majority` is the test that decided: the statute's, or the
 * plain one of more votes for than against where only that failed; so the outcome is `adopted` if and only if both
 * tests are met.
 *
 * @param input votes exact; cast ≤ present ≤ entitled
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS if more are cast than present, or present than entitled; BALLOT.NEGATIVE_VOTES
 * @see Codice civile, art. 2538 co. 5, 2368, 2369
 */
export function decideMotion(input: MotionInput): Verdict {
  const { call, votes } = input;
  assertPossible(votes, sum(Object.values(votes.counts)), votes.counts);
  const quorum = quorumTest(call, votes);
  if (quorum?.met === false) {
    return { outcome: 'inquorate', quorum, majority: null, reason: inquorateReason(call, votes, quorum) };
  }
  const { test, reason } = majorityOf(input);
  return { outcome: test.met ? 'adopted' : 'rejected', quorum, majority: test, reason };
}

/**
 * Decides an election: with a quorum, whom the count elected, or who goes to another ballot.
 *
 * The majority of the call is not asked: who wins is said by the rule of the count, which the reason names, as it names
 * every tie and what decided it.
 *
 * @param input votes exact, present ≤ entitled; `labels` one per option of the count
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS, BALLOT.NEGATIVE_VOTES
 */
export function decideElection({ call, votes, count, labels }: ElectionInput): Verdict {
  const quorum = quorumTest(call, votes);
  if (quorum?.met === false) {
    return { outcome: 'inquorate', quorum, majority: null, reason: inquorateReason(call, votes, quorum) };
  }
  const outcome = outcomeOf(count);
  const presence = sentence((language) => presenceIn(language, call, votes));
  return { outcome, quorum, majority: null, reason: electionReason(outcome, count, labels, presence) };
}

function outcomeOf({ winners, runoff }: OptionCount): 'elected' | 'runoff' | 'noResult' {
  if (runoff !== null) return 'runoff';
  return winners.length > 0 ? 'elected' : 'noResult';
}

type Ruling = { readonly test: Test; readonly reason: Sentence };

function majorityOf(input: MotionInput): Ruling {
  const { call, votes } = input;
  const { yes, no } = votes.counts;
  const test = testOf(portionOf(input), call.majority, call.article);

  if (yes.equals(0)) return { test: test.met ? moreThanAgainst(input) : test, reason: nobodyInFavourReason(no) };
  if (yes.equals(no)) return tieOf(input, test);
  if (!test.met) return { test, reason: tooFewReason(call, test) };
  if (yes.lt(no)) return { test: moreThanAgainst(input), reason: outvotedReason(yes, no) };
  return { test, reason: adoptedReason(call, votes, test) };
}

/** A tie is what decides only if the motion lacks nothing but one vote more; two thirds are out of its reach. */
function tieOf(input: MotionInput, test: Test): Ruling {
  const { call, ties, chairVoted, votes } = input;
  const tipped = testOf(portionOf(input), { ...call.majority, reach: 'atLeast' }, call.article);
  if (!tipped.met) return { test, reason: tooFewReason(call, test) };
  const adopts = ties.rule === 'chairDecides' && chairVoted === 'yes';
  return { test: adopts ? tipped : moreThanAgainst(input), reason: tieReason(votes.counts.yes, ties, chairVoted) };
}

const portionOf = ({ call, votes }: MotionInput): Portion => ({
  have: votes.counts.yes,
  of: baseOf(call.majority.base, votes),
  base: call.majority.base,
});

function moreThanAgainst({ call, votes }: MotionInput): Test {
  const { yes, no } = votes.counts;
  return testOf({ have: yes, of: yes.add(no), base: 'yesNo' }, MORE_THAN_HALF, call.article);
}

/** The votes of which a majority is a share. */
function baseOf(base: Base, { entitled, present, counts }: MotionInput['votes']): Exact {
  const yesNo = counts.yes.add(counts.no);
  const valid = yesNo.add(counts.abstain);
  return { entitled, present, cast: valid.add(counts.blank), valid, yesNo }[base];
}

function assertPossible({ entitled, present }: VotesPresent, cast: Exact, counts: Partial<Counts> = {}): void {
  for (const [what, votes] of Object.entries({ entitled, present, ...counts })) {
    if (votes.lt(0)) throw negativeVotes(what, votes);
  }
  if (cast.gt(present)) throw moreVotesThanVoters(cast, present);
  if (present.gt(entitled)) throw moreVotesThanVoters(present, entitled);
}
