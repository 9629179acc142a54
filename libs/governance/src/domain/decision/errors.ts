import { CommonsError } from '#kernel';
import type { Exact } from '../electorate/exact';

export const moreVotesThanVoters = (votes: Exact, electorate: Exact) =>
  new CommonsError(
    'refused',
    'BALLOT.MORE_VOTES_THAN_VOTERS',
    `${votes.toFraction(true)} votes were cast where there are ${electorate.toFraction(true)}; count the papers and the votes present again.`,
    { votes: votes.toFraction(), electorate: electorate.toFraction() },
  );

export const negativeVotes = (what: string, votes: Exact) =>
  new CommonsError(
    'invalid',
    'BALLOT.NEGATIVE_VOTES',
    `There cannot be ${votes.toFraction(true)} votes (${what}); count the papers and the votes present again.`,
    { what, votes: votes.toFraction() },
  );

export const moreWithheldThanCast = (what: string, withheld: Exact, cast: Exact) =>
  new CommonsError(
    'invalid',
    'BALLOT.MORE_WITHHELD_THAN_CAST',
    `${withheld.toFraction(true)} votes (${what}) cannot be taken away from ${cast.toFraction(true)}; take away only votes that were counted.`,
    { what, withheld: withheld.toFraction(), cast: cast.toFraction() },
  );

export const resistanceOfMotionsOnly = () =>
  new CommonsError(
    'refused',
    'RESISTANCE.NOT_A_MOTION',
    'The resistance test is about a motion that was adopted or not; an election has no such test: challenge its count.',
  );

export const noDelegatesOfSection = (sectionId: string) =>
  new CommonsError(
    'refused',
    'RESISTANCE.NO_DELEGATES',
    'No delegate of this separate assembly was entitled to vote in this ballot: name one that sent delegates.',
    { sectionId: sectionId.slice(0, 100) },
  );
