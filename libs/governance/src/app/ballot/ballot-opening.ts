import { Injectable } from '@nestjs/common';
import { newId, type BallotId, type ProposalId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import type { Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertMovable, assertMover } from '../../domain/actions/of-ballot';
import { assertMayOpenBallot } from '../../domain/actions/of-proposal';
import type { AgendaItem, Call } from '../../domain/assembly/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import type { StatuteVersion } from '../../domain/body/body';
import { assertClosingTime, draftBallot, leavesOpen, rulesOf } from '../../domain/ballot/draft-ballot';
import { emptyElectorate, hasVotes, onBallotAlready } from '../../domain/ballot/errors';
import type { Elector } from '../../domain/electorate/elector';
import { withoutConflicted } from '../../domain/electorate/conflicts';
import { matterOf, type Proposal } from '../../domain/motion/motion';
import { CLOSE_BALLOT, MAIL_BALLOT } from '../../jobs';
import { authoriseIn } from '../access';
import { BallotBox } from './ballot-box';
import { Electorate } from '../body/electorate';

const countVotes = (electors: readonly Elector[]) => electors.reduce((sum, { votes }) => sum + votes, 0);

/** Puts proposals to the vote: at once, or in a meeting whose notice announces them first. */
@Injectable()
export class BallotOpening {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly box: BallotBox,
  ) {}

  /**
   * Puts a proposal to the vote outside of a meeting: of the books as they are at this moment, under the statute of this
   * moment. Everybody entitled is sent the paper.
   *
   * @throws PROPOSAL.MISSING, PROPOSAL.ON_BALLOT, PROPOSAL.REPLACED, BALLOT.MEETING_ONLY, BALLOT.CLOSING_TIME,
   *   BALLOT.EMPTY_ELECTORATE, POLICY.FORBIDDEN
   */
  open(by: Actor, proposalId: ProposalId, closesAt: Date): Promise<Ballot> {
    return this.work.run(by, (tx) => this.openIn(tx, by, proposalId, closesAt));
  }

  /** The same, in the transaction in which it is called for. @see open */
  async openIn(tx: Transaction, by: Actor, proposalId: ProposalId, closesAt: Date): Promise<Ballot> {
    const proposal = await this.lockProposal(tx, by, proposalId);
    const opensAt = await tx.now();
    const statute = await this.stores.statutes.current(tx, proposal.bodyId);
    assertMayOpenBallot(statute.document, proposal, (await this.stores.ballots.rounds(tx, proposalId)).at(-1));
    assertClosingTime(statute.document, matterOf(proposal.motion), { opensAt }, closesAt);
    const announced = await this.draft(tx, proposal, null);
    const ballot = await this.begin(tx, announced, { callNumber: 1, opensAt, closesAt });
    promisePapers(tx, ballot.id, await this.stores.votes.electors(tx, ballot.id));
    return ballot;
  }

  /**
   * Moves the end of a ballot outside of a meeting, as long as nobody has voted; its voters are sent the paper again. For
   * who proposed the motion, and the body's officers: others could end a vote before anybody knows of it.
   *
   * @throws BALLOT.MISSING, BALLOT.NOT_YOURS_TO_MOVE, BALLOT.IN_MEETING, BALLOT.NOT_OPEN, BALLOT.HAS_VOTES,
   *   BALLOT.CLOSING_TIME, POLICY.FORBIDDEN
   */
  reschedule(by: Actor, id: BallotId, closesAt: Date): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      const ballot = await this.stores.ballots.lockToClose(tx, id);
      authoriseIn(by, 'propose', 'ballot', ballot);
      const { proposedBy } = await this.stores.proposals.find(tx, ballot.proposalId);
      const isOfficer = await this.stores.seats.holds(tx, ballot.bodyId, by, ['chair', 'secretary']);
      assertMover(ballot, isOfficer || proposedBy === by.id);
      const now = await tx.now();
      assertMovable(ballot, now);
      const { opensAt, textHash, matter } = ballot;
      const electors = await this.stores.votes.electors(tx, id);
      const members = electors.map(({ memberId }) => memberId);
      if ((await this.stores.votes.voted(tx, id, textHash, members)).size > 0) throw hasVotes(id);
      const { document } = await this.stores.statutes.version(tx, ballot.bodyId, ballot.statuteNumber);
      assertClosingTime(document, matter, { opensAt, from: now }, closesAt);
      const moved = { ...ballot, closesAt };
      await this.stores.ballots.update(tx, moved);
      tx.enqueue(CLOSE_BALLOT, { ballotId: id }, closesAt);
      promisePapers(tx, id, electors);
      tx.record({ type: 'ballot.rescheduled', ballotId: id, closesAt: closesAt.toISOString() });
      return moved;
    });
  }

  /** Announces an item of the agenda, so that who votes from afar may vote before the meeting on the text of the notice. */
  async announce(tx: Transaction, item: AgendaItem, firstCallAt: Date): Promise<Ballot> {
    const proposal = await this.stores.proposals.find(tx, item.proposalId);
    const ballot = await this.draft(tx, proposal, item);
    const entitled = await this.electors(tx, ballot, firstCallAt);
    const counted = { ...ballot, electorate: entitled.length, votes: countVotes(entitled) };
    await this.stores.votes.addElectors(tx, ballot.id, entitled);
    await this.stores.ballots.update(tx, counted);
    return counted;
  }

  /**
   * The next round of an item in its meeting: a runoff, or the second call, for which votes sent in before the meeting
   * count too, as far as they were open.
   *
   * @throws PROPOSAL.ON_BALLOT
   */
  async nextRound(tx: Transaction, item: AgendaItem, at: Date): Promise<Ballot> {
    const proposal = await this.stores.proposals.find(tx, item.proposalId);
    const previous = (await this.stores.ballots.rounds(tx, proposal.id)).at(-1);
    const ballot = await this.draft(tx, proposal, item);
    const isSamePaper = previous?.itemId === item.id && previous.result?.verdict.outcome === 'inquorate';
    if (!isSamePaper) return ballot;
    await this.stores.votes.addElectors(tx, ballot.id, await this.electors(tx, ballot, at));
    await this.stores.votes.carryAdvance(tx, previous.id, ballot.id, ballot.textHash);
    return ballot;
  }

  /** From now on votes are taken, by the books, conflicts and rules of this moment. @throws BALLOT.EMPTY_ELECTORATE */
  async begin(
    tx: Transaction,
    announced: Ballot,
    { callNumber, opensAt, closesAt }: { readonly callNumber: Call; readonly opensAt: Date; readonly closesAt: Date },
  ): Promise<Ballot> {
    const entitled = await this.electors(tx, announced, opensAt);
    await this.stores.votes.addElectors(tx, announced.id, entitled);
    await this.stores.votes.keepElectors(
      tx,
      announced.id,
      entitled.map(({ memberId }) => memberId),
    );
    const electors = await this.stores.votes.electors(tx, announced.id);
    if (electors.length === 0) throw emptyElectorate();
    const { document } = await this.stores.statutes.version(tx, announced.bodyId, announced.statuteNumber);
    const ballot: Ballot = {
      ...announced,
      ...{
        rules: rulesOf(document, announced.matter, callNumber),
        electorate: electors.length,
        votes: countVotes(electors),
      },
      ...{ state: 'open', opensAt, closesAt },
    };
    await this.stores.ballots.update(tx, ballot);
    tx.enqueue(CLOSE_BALLOT, { ballotId: ballot.id }, closesAt);
    const { id: ballotId, proposalId, electorate } = ballot;
    tx.record({ type: 'ballot.opened', ballotId, proposalId, electorate, textHash: ballot.textHash });
    return ballot;
  }

  private async lockProposal(tx: Transaction, by: Actor, id: ProposalId): Promise<Proposal> {
    const proposal = await this.stores.proposals.lock(tx, id);
    authoriseIn(by, 'propose', 'proposal', proposal);
    return proposal;
  }

  private async draft(tx: Transaction, proposal: Proposal, item: AgendaItem | null): Promise<Ballot> {
    const previous = (await this.stores.ballots.rounds(tx, proposal.id)).at(-1);
    if (previous && !leavesOpen(previous)) throw onBallotAlready(proposal.id);
    const statute = await this.statuteFor(tx, proposal, item);
    const ballot = draftBallot(newId<BallotId>(), proposal, statute, { item, previous });
    if (!(await this.stores.ballots.insert(tx, ballot))) throw onBallotAlready(proposal.id);
    await this.box.prepare(tx, ballot);
    return ballot;
  }

  /** A meeting is held by the statute under which it was convened, also if it changes that statute itself. */
  private async statuteFor(tx: Transaction, { bodyId }: Proposal, item: AgendaItem | null): Promise<StatuteVersion> {
    const assembly = item && (await this.stores.assemblies.find(tx, item.assemblyId));
    return assembly && assembly.state !== 'draft'
      ? this.stores.statutes.version(tx, bodyId, assembly.statuteNumber)
      : this.stores.statutes.current(tx, bodyId);
  }

  /** Who is entitled at that moment, without those whom the statute excludes for a conflict of interest they declared. */
  private async electors(tx: Transaction, ballot: Ballot, at: Date): Promise<readonly Elector[]> {
    const body = await this.stores.bodies.find(tx, ballot.bodyId);
    const { document } = await this.stores.statutes.version(tx, ballot.bodyId, ballot.statuteNumber);
    const { electors } = await this.electorate.entitled(tx, body, document, at);
    const declared = await this.stores.meetings.conflicts(tx, ballot.proposalId);
    return withoutConflicted(
      document,
      electors,
      declared.map(({ memberId }) => memberId),
    ).electors;
  }
}

function promisePapers(tx: Transaction, ballotId: BallotId, electors: readonly Elector[]): void {
  for (const personId of new Set(electors.map(({ voterId }) => voterId)))
    tx.enqueue(MAIL_BALLOT, { ballotId, personId });
}
