import { CommonsError, type BallotId } from '#kernel';

export const moreVotesThanVoters = (votes: number, electorate: number) =>
  new CommonsError(
    'refused',
    'BALLOT.MORE_VOTES_THAN_VOTERS',
    `${votes} votes were cast by an electorate of ${electorate}.`,
    { votes, electorate },
  );

export const ballotNotOpen = (id: BallotId, closesAt: Date) =>
  new CommonsError(
    'refused',
    'BALLOT.NOT_OPEN',
    `This ballot closed at ${closesAt.toISOString()}; it takes no more votes.`,
    {
      id,
      closesAt: closesAt.toISOString(),
    },
  );

export const ballotStillOpen = (id: BallotId, closesAt: Date) =>
  new CommonsError('conflict', 'BALLOT.STILL_OPEN', `This ballot is open until ${closesAt.toISOString()}.`, {
    id,
    closesAt: closesAt.toISOString(),
  });

export const notEntitled = (id: BallotId) =>
  new CommonsError(
    'refused',
    'BALLOT.NOT_ENTITLED',
    'You were not among the members entitled to vote when this ballot opened.',
    { id },
  );

export const alreadyVoted = (id: BallotId) =>
  new CommonsError('refused', 'BALLOT.ALREADY_VOTED', 'Your vote is already in; a vote once cast is final.', { id });

export const onBallotAlready = (proposalId: string) =>
  new CommonsError('refused', 'PROPOSAL.ON_BALLOT', 'This proposal has already been put to a vote.', { proposalId });

export const closingTimeOutOfRange = (earliest: Date, latest: Date) =>
  new CommonsError(
    'refused',
    'BALLOT.CLOSING_TIME',
    `By the statute this ballot closes between ${earliest.toISOString()} and ${latest.toISOString()}.`,
    { earliest: earliest.toISOString(), latest: latest.toISOString() },
  );

export const emptyElectorate = () =>
  new CommonsError('refused', 'BALLOT.EMPTY_ELECTORATE', 'Nobody in the members’ books is entitled to vote today.');

export const invalidStatute = (problem: string) =>
  new CommonsError('invalid', 'STATUTE.INVALID', `This statute contradicts itself: ${problem}.`, { problem });
