import type { PersonId } from '#kernel';
import { moreVotesThanVoters } from './errors';

export const CHOICES = ['yes', 'no', 'abstain'] as const;
export type Choice = (typeof CHOICES)[number];

/** An exact share: two thirds is `{ part: 2, of: 3 }`; 0 ≤ part ≤ of, of ≥ 1. */
export type Share = { readonly part: number; readonly of: number };
export type Rule = { readonly quorum: Share; readonly majority: Share };
export type Outcome = 'adopted' | 'rejected' | 'inquorate';
export type Tally = { readonly outcome: Outcome; readonly counts: Readonly<Record<Choice, number>> };

const reaches = (count: number, total: number, share: Share) => count * share.of >= share.part * total;

/**
 * Decides a ballot: one member, one vote, whatever their capital.
 *
 * Abstentions count towards the quorum, never towards the majority; a tie rejects. Shares are compared as whole
 * numbers, so two thirds of nine is exactly six.
 *
 * @param votes the choice of each member who voted
 * @param electorate members entitled to vote when the ballot opened; a count ≥ 1
 * @param rule quorum, as a share of the electorate; majority, as a share of yes + no
 * @returns the outcome with its counts, in members (not percentages)
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS if `votes` outnumber the `electorate`
 * @see Codice civile, art. 2538 (one head, one vote)
 */
export function tally(votes: ReadonlyMap<PersonId, Choice>, electorate: number, rule: Rule): Tally {
  if (votes.size > electorate) throw moreVotesThanVoters(votes.size, electorate);
  const counts = { yes: 0, no: 0, abstain: 0 };
  for (const choice of votes.values()) counts[choice] += 1;

  if (!reaches(votes.size, electorate, rule.quorum)) return { outcome: 'inquorate', counts };
  const adopted = counts.yes > counts.no && reaches(counts.yes, counts.yes + counts.no, rule.majority);
  return { outcome: adopted ? 'adopted' : 'rejected', counts };
}
