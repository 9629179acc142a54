import type { AgendaItemId, AssemblyId, BallotId, BodyId, FederationId, OrganisationId, ProposalId } from '#kernel';
import type { Verdict } from '../decision/verdict';
import type { Sentence, Sentences } from '../sentence';
import type { CallRules, Matter, StatuteDocument } from '../statute/statute-document';
import type { Count, Method } from '../voting/method';
import { ballotNotOpen, ballotStillOpen, noRemoteVote, notOpenYet, otherText, textNeeded } from './errors';

/** What decides a ballot, taken from the statute when it was opened; it changes no more. */
export type BallotRules = Pick<StatuteDocument, 'ties' | 'caps'> & {
  readonly callNumber: 1 | 2;
  readonly call: CallRules;
  readonly remote: boolean;
};

/** A sentence that belongs to a result, with the code that names it. */
export type Warning = Sentence & { readonly code: string };

export type Result = {
  readonly count: Count;
  readonly verdict: Verdict;
  /** How many units of the count make one vote: more than 1 where ceilings cut votes into fractions. */
  readonly unit: string;
  /** How many members were present or represented. */
  readonly members: number;
  /** Votes of all who are entitled and of all present or represented, after ceilings; exact, `100/3` if need be. */
  readonly entitled: string;
  readonly present: string;
  /** How the ceilings were reached, step by step, or that they cut nothing. */
  readonly steps: Sentences;
  /** Merkle root of the published papers; null for a ballot counted before papers were published. */
  readonly root: string | null;
  /** SHA-256 of the header of the published export: of title, rules, classes and result. */
  readonly headerHash: string | null;
  readonly warnings: readonly Warning[];
};

/** One vote of a body on one proposal. The rules and the electorate are those of its opening. */
export type Ballot = {
  readonly id: BallotId;
  readonly proposalId: ProposalId;
  readonly bodyId: BodyId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId | null;
  /** From 1: a second call or a runoff is another round on the same proposal. */
  readonly round: number;
  readonly matter: Matter;
  /** Of the text that is voted on. */
  readonly textHash: string;
  readonly statuteNumber: number;
  readonly rules: BallotRules;
  readonly method: Method;
  readonly options: readonly string[];
  readonly secrecy: 'open' | 'secret';
  /** In which meeting; null: outside of any. */
  readonly assemblyId: AssemblyId | null;
  readonly itemId: AgendaItemId | null;
  /** Members entitled to vote, and the votes they have before ceilings. */
  readonly electorate: number;
  readonly votes: number;
  readonly state: 'announced' | 'open' | 'closed';
  readonly opensAt: Date | null;
  /** The first moment at which no vote is taken any more. */
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
  /** null until it is counted. */
  readonly result: Result | null;
};

export type ClosedBallot = Ballot & { readonly result: Result; readonly closedAt: Date };

export const isDue = ({ state, closesAt }: Ballot, now: Date): boolean =>
  state === 'open' && closesAt !== null && now >= closesAt;

/**
 * Whether a vote is taken now, and how: before a meeting only on the text that the notice announced, so that nobody
 * votes on what they have not seen.
 *
 * @param textHash of the text the voter has read; undefined: they see the motion while they vote
 * @throws BALLOT.NOT_OPEN, BALLOT.NOT_OPEN_YET, BALLOT.NO_REMOTE_VOTE, BALLOT.TEXT_NEEDED, BALLOT.OTHER_TEXT
 * @see Codice civile, art. 2538 co. 6
 */
export function assertTakesVotes(ballot: Ballot, now: Date, textHash: string | undefined): 'inAdvance' | 'live' {
  if (ballot.state === 'closed' || isDue(ballot, now))
    throw ballotNotOpen(ballot.id, ballot.closedAt ?? ballot.closesAt);
  const isEarly = ballot.state === 'announced';
  if (isEarly) assertAnnounced(ballot, textHash);
  if (textHash !== undefined && textHash !== ballot.textHash) throw otherText(ballot.id, ballot.textHash);
  return isEarly ? 'inAdvance' : 'live';
}

function assertAnnounced({ id, assemblyId, rules }: Ballot, textHash: string | undefined): void {
  if (assemblyId === null) throw notOpenYet(id);
  if (!rules.remote) throw noRemoteVote(id, rules.call.article);
  if (textHash === undefined) throw textNeeded(id);
}

/** @throws BALLOT.STILL_OPEN before the closing time, unless the chair closes it; BALLOT.NOT_OPEN_YET */
export function assertMayClose(ballot: Ballot, now: Date, byChair: boolean): void {
  if (ballot.state === 'announced' || !ballot.closesAt) throw notOpenYet(ballot.id);
  if (!byChair && now < ballot.closesAt) throw ballotStillOpen(ballot.id, ballot.closesAt);
}
