import type { BallotId, FederationId, PersonId, ProposalId } from '#kernel';
import { ballotNotOpen, ballotStillOpen } from './errors';
import { tally, type Choice, type Rule, type Tally } from './tally';

/** One vote of an assembly on one proposal. The rule and the electorate are those of its opening. */
export type Ballot = {
  readonly id: BallotId;
  readonly proposalId: ProposalId;
  readonly federationId: FederationId;
  readonly rule: Rule;
  /** Members entitled to vote, fixed at opening; a count ≥ 1. */
  readonly electorate: number;
  readonly opensAt: Date;
  /** The first moment at which no vote is taken any more. */
  readonly closesAt: Date;
  /** null until it is counted. */
  readonly tally: Tally | null;
  readonly closedAt: Date | null;
};

export type ClosedBallot = Ballot & { readonly tally: Tally; readonly closedAt: Date };

export const isDue = ({ tally: counted, closesAt }: Ballot, now: Date): boolean => !counted && now >= closesAt;

/** @throws BALLOT.NOT_OPEN from the closing time on, counted or not */
export function assertTakesVotes({ id, tally: counted, closesAt }: Ballot, now: Date): void {
  if (counted || now >= closesAt) throw ballotNotOpen(id, closesAt);
}

/** Counts a ballot whose time is over. @throws BALLOT.STILL_OPEN, BALLOT.MORE_VOTES_THAN_VOTERS */
export function closeBallot(ballot: Ballot, votes: ReadonlyMap<PersonId, Choice>, now: Date): ClosedBallot {
  if (now < ballot.closesAt) throw ballotStillOpen(ballot.id, ballot.closesAt);
  return { ...ballot, tally: tally(votes, ballot.electorate, ballot.rule), closedAt: now };
}
