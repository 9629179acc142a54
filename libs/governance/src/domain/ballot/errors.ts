import { CommonsError, type BallotId } from '#kernel';

const refused = (code: string, message: string, details: Record<string, string | number> = {}) =>
  new CommonsError('refused', code, message, details);

export const ballotNotOpen = (id: BallotId, closedAt: Date | null) =>
  refused(
    'BALLOT.NOT_OPEN',
    closedAt ? `This ballot closed at ${closedAt.toISOString()}; it takes no more votes.` : 'This ballot is closed.',
    { id, ...(closedAt && { closesAt: closedAt.toISOString() }) },
  );

export const notOpenYet = (id: BallotId) =>
  refused('BALLOT.NOT_OPEN_YET', 'This ballot has not been opened yet; the chair opens it in the meeting.', { id });

export const noRemoteVote = (id: BallotId, article: string) =>
  refused(
    'BALLOT.NO_REMOTE_VOTE',
    `On this matter the statute (${article}) allows votes in the meeting only: come, or give somebody a proxy.`,
    { id },
  );

export const textNeeded = (id: BallotId) =>
  refused(
    'BALLOT.TEXT_NEEDED',
    'A vote before the meeting says which text it is on: send the hash of the text you read.',
    {
      id,
    },
  );

export const otherText = (id: BallotId, textHash: string) =>
  refused(
    'BALLOT.OTHER_TEXT',
    'The text was changed since you read it. Read the one that is voted on now, and vote on that.',
    { id, textHash },
  );

export const ballotStillOpen = (id: BallotId, closesAt: Date) =>
  new CommonsError('conflict', 'BALLOT.STILL_OPEN', `This ballot is open until ${closesAt.toISOString()}.`, {
    id,
    closesAt: closesAt.toISOString(),
  });

export const notEntitled = (id: BallotId) =>
  refused('BALLOT.NOT_ENTITLED', 'You were not among the members entitled to vote when this ballot opened.', { id });

export const notYoursToMove = (id: BallotId) =>
  new CommonsError(
    'forbidden',
    'BALLOT.NOT_YOURS_TO_MOVE',
    'Who proposed the motion may move the end of this vote, or the chair or secretary: ask one of them.',
    { id },
  );

export const notYours = (id: BallotId) =>
  refused('BALLOT.NOT_YOURS', 'You may not cast this member’s vote: you hold no proxy of theirs that counts now.', {
    id,
  });

export const notPresent = (id: BallotId) =>
  refused('BALLOT.NOT_PRESENT', 'Only members who are present vote now: check in to the meeting first.', { id });

export const alreadyVoted = (id: BallotId) =>
  refused('BALLOT.ALREADY_VOTED', 'Your vote is already in; a vote once cast is final.', { id });

export const onBallotAlready = (proposalId: string) =>
  refused('PROPOSAL.ON_BALLOT', 'This proposal has already been put to a vote.', { proposalId });

export const closingTimeOutOfRange = (earliest: Date, latest: Date) =>
  refused(
    'BALLOT.CLOSING_TIME',
    `By the statute this ballot closes between ${earliest.toISOString()} and ${latest.toISOString()}.`,
    { earliest: earliest.toISOString(), latest: latest.toISOString() },
  );

export const meetingOnly = (matter: string) =>
  refused('BALLOT.MEETING_ONLY', 'By the statute this is decided in a meeting: put it on the agenda of an assembly.', {
    matter,
  });

export const hasVotes = (id: BallotId) =>
  refused('BALLOT.HAS_VOTES', 'Votes are in: neither the rules nor the closing time of this ballot change any more.', {
    id,
  });

export const emptyElectorate = () =>
  refused('BALLOT.EMPTY_ELECTORATE', 'Nobody in the members’ books is entitled to vote today.');

export const notCountedYet = (id: BallotId) =>
  refused('BALLOT.NOT_COUNTED', 'The papers of a ballot are published when it has been counted, and not before.', {
    id,
  });

export const severalVotes = (id: BallotId, memberIds: readonly string[]) =>
  new CommonsError(
    'refused',
    'BALLOT.SEVERAL_VOTES',
    'You cast the votes of several members: say for which one this is.',
    {
      id,
      memberIds,
    },
  );

export const linkInvalid = () =>
  new CommonsError(
    'unauthenticated',
    'BALLOT.LINK_INVALID',
    'This link does not vote: its ballot has been counted, or it never was one. Sign in to see the ballots that are open.',
  );
