import type { BallotId } from '#kernel';
import type { AgendaItem, Call } from '../assembly/assembly';
import type { StatuteVersion } from '../body/body';
import { matterOf, methodOf, optionsOf, type Proposal } from '../motion/motion';
import type { Matter, StatuteDocument } from '../statute/statute-document';
import type { Ballot, BallotRules } from './ballot';
import { closingTimeOutOfRange, meetingOnly } from './errors';

/** The rules of a matter on one call; where there is one call only, it is the same on the second. */
export function rulesOf(statute: StatuteDocument, matter: Matter, callNumber: Call): BallotRules {
  const { calls, remote } = statute.matters[matter];
  const [first, second = first] = calls;
  return { callNumber, call: callNumber === 1 ? first : second, remote, ties: statute.ties, caps: statute.caps };
}

/** A round of a proposal before anybody may vote on it: a runoff has the options that the round before left. */
export function draftBallot(
  id: BallotId,
  proposal: Proposal,
  statute: StatuteVersion,
  place: { readonly item: AgendaItem | null; readonly previous: Ballot | undefined },
): Ballot {
  const matter = matterOf(proposal.motion);
  const runoff = runoffOf(place.previous);
  const paper = runoff
    ? { method: { kind: 'choice' } as const, options: runoff }
    : { method: methodOf(proposal.motion), options: optionsOf(proposal.motion) };
  return {
    id,
    proposalId: proposal.id,
    bodyId: proposal.bodyId,
    federationId: proposal.federationId,
    organisationId: proposal.organisationId,
    round: (place.previous?.round ?? 0) + 1,
    matter,
    textHash: proposal.hash,
    statuteNumber: statute.number,
    rules: rulesOf(statute.document, matter, 1),
    ...paper,
    secrecy: statute.document.matters[matter].secrecy,
    assemblyId: place.item?.assemblyId ?? null,
    itemId: place.item?.id ?? null,
    ...{ electorate: 0, votes: 0, state: 'announced', opensAt: null, closesAt: null, closedAt: null, result: null },
  };
}

/** The options of the next round, in words; null: the last one was no runoff. */
function runoffOf(previous: Ballot | undefined): string[] | null {
  const count = previous?.result?.count;
  if (!previous || !count || count.method === 'yesNo' || !count.runoff) return null;
  return count.runoff.flatMap((place) => previous.options[place] ?? []);
}

/** Whether another round may follow: after a runoff, or on second call where the first was inquorate. */
export const leavesOpen = (ballot: Ballot): boolean => {
  const outcome = ballot.result?.verdict.outcome;
  return outcome === 'runoff' || (outcome === 'inquorate' && ballot.assemblyId !== null);
};

/**
 * A ballot outside of a meeting closes between the times that the statute gives for its matter.
 *
 * @param from when it opens, or is rescheduled: from then on members have the least time; the most counts from the opening
 * @throws BALLOT.MEETING_ONLY, BALLOT.CLOSING_TIME naming the earliest and the latest that the statute allows
 */
export function assertClosingTime(
  statute: StatuteDocument,
  matter: Matter,
  { opensAt, from = opensAt }: { readonly opensAt: Date; readonly from?: Date },
  closesAt: Date,
): void {
  const { standing } = statute.matters[matter];
  if (!standing) throw meetingOnly(matter);
  const earliest = new Date(from.getTime() + standing.minSeconds * 1_000);
  const latest = new Date(opensAt.getTime() + standing.maxSeconds * 1_000);
  const allowed = closesAt >= earliest && closesAt <= latest; // false for a date that is none
  if (!allowed) throw closingTimeOutOfRange(earliest, latest);
}
