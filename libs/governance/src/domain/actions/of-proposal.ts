import type { Ballot } from '../ballot/ballot';
import { leavesOpen } from '../ballot/draft-ballot';
import { meetingOnly, onBallotAlready } from '../ballot/errors';
import { amendmentNotOpen, notAmendable, notForYouToDecide, proposalFrozen, proposalReplaced } from '../motion/errors';
import { matterOf, type AmendStatute, type EnactPolicy, type Motion, type Proposal } from '../motion/motion';
import type { StatuteDocument } from '../statute/statute-document';

type Text = Pick<Proposal, 'id' | 'replacedBy'>;

/**
 * A proposal may be put to the vote, at once or on an agenda, if it is the latest text and no round on it is announced,
 * open or final.
 *
 * @param last its latest round, if there was one
 * @throws PROPOSAL.REPLACED, PROPOSAL.ON_BALLOT
 */
export function assertFree({ id, replacedBy }: Text, last: Ballot | undefined): void {
  if (replacedBy) throw proposalReplaced(id, replacedBy);
  if (last && !leavesOpen(last)) throw onBallotAlready(id);
}

/** @throws PROPOSAL.REPLACED, PROPOSAL.ON_BALLOT; BALLOT.MEETING_ONLY where the statute lets only meetings decide on it */
export function assertMayOpenBallot(
  statute: Pick<StatuteDocument, 'matters'>,
  proposal: Text & { readonly motion: Pick<Motion, 'kind'> },
  last: Ballot | undefined,
): void {
  assertFree(proposal, last);
  const matter = matterOf(proposal.motion);
  if (!statute.matters[matter].standing) throw meetingOnly(matter);
}

/** A text that is being voted on, or was, stays as it is. @throws PROPOSAL.REPLACED, PROPOSAL.FROZEN */
export function assertAmendable({ id, replacedBy }: Text, rounds: readonly Pick<Ballot, 'state'>[]): void {
  if (replacedBy) throw proposalReplaced(id, replacedBy);
  if (rounds.some(({ state }) => state !== 'announced')) throw proposalFrozen(id);
}

/** Policies and statutes are amended clause by clause, and nothing else is. @throws AMENDMENT.NOT_AMENDABLE */
export function assertHasClauses(motion: Motion): asserts motion is EnactPolicy | AmendStatute {
  assertKindHasClauses(motion.kind);
}

/** @throws AMENDMENT.NOT_AMENDABLE */
export function assertKindHasClauses(kind: Motion['kind']): void {
  if (kind !== 'enactPolicy' && kind !== 'amendStatute') throw notAmendable(kind);
}

/**
 * Who proposed a motion decides on its amendments, or the chair; as long as it can be amended.
 *
 * @param states of the amendments that are to be decided
 * @throws AMENDMENT.DECIDED if one of them is decided, or there is none; PROPOSAL.REPLACED, PROPOSAL.FROZEN,
 *   AMENDMENT.NOT_YOURS
 */
export function assertMayDecideAmendments(
  proposal: Text,
  amendments: { readonly states: readonly string[]; readonly rounds: readonly Ballot[]; readonly mayDecide: boolean },
): void {
  const { states, rounds, mayDecide } = amendments;
  if (states.length === 0 || states.some((state) => state !== 'submitted')) throw amendmentNotOpen();
  assertAmendable(proposal, rounds);
  if (!mayDecide) throw notForYouToDecide();
}
