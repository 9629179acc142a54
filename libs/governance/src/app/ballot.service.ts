import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import { newId, type BallotId, type ProposalId } from '#kernel';
import { Database, UnitOfWork, type Principal, type Transaction } from '#platform';
import { authorise, personOf, PolicyService, type Actor } from '#policy';
import { GovernanceStores } from '../db/governance.stores';
import { assertTakesVotes, closeBallot, isDue, type Ballot, type ClosedBallot } from '../domain/ballot';
import { alreadyVoted, emptyElectorate, notEntitled, onBallotAlready } from '../domain/errors';
import type { Proposal } from '../domain/motion';
import { assertClosingTime } from '../domain/statute';
import type { Choice } from '../domain/tally';
import { CLOSE_BALLOT, MAIL_MINUTES } from '../jobs';
import { authoriseOnProposal } from './proposal-access';

@Injectable()
export class BallotService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly members: MembersBook,
    private readonly policies: PolicyService,
    private readonly db: Database,
  ) {}

  /**
   * Puts a proposal to the vote of the members' book as it is at this moment, under the statute of this moment.
   *
   * @throws PROPOSAL.MISSING, PROPOSAL.ON_BALLOT, BALLOT.CLOSING_TIME, BALLOT.EMPTY_ELECTORATE, POLICY.FORBIDDEN
   */
  open(by: Actor, proposalId: ProposalId, closesAt: Date): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      const proposal = await this.stores.proposals.find(tx, proposalId);
      authoriseOnProposal(by, 'propose', proposal);
      const { federationId } = proposal;
      const opensAt = await tx.now();
      const statute = await this.stores.statutes.find(tx, federationId);
      assertClosingTime(statute, opensAt, closesAt);
      const electors = await this.members.entitledVoters(tx, federationId, opensAt);
      if (electors.length === 0) throw emptyElectorate();
      const ballot: Ballot = {
        ...{ id: newId<BallotId>(), proposalId, federationId, rule: statute.rule, electorate: electors.length },
        ...{ opensAt, closesAt, tally: null, closedAt: null },
      };
      if (!(await this.stores.ballots.insert(tx, ballot, electors))) throw onBallotAlready(proposalId);
      tx.enqueue(CLOSE_BALLOT, { ballotId: ballot.id }, closesAt);
      tx.record({ type: 'ballot.opened', ballotId: ballot.id, proposalId, electorate: electors.length });
      return ballot;
    });
  }

  /** Casts the caller's vote, once. @throws BALLOT.NOT_OPEN, BALLOT.NOT_ENTITLED, BALLOT.ALREADY_VOTED, POLICY.FORBIDDEN */
  cast(by: Actor, id: BallotId, choice: Choice): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      const ballot = await this.stores.ballots.lockToVote(tx, id);
      authorise(by, 'vote', 'Ballot', ballot);
      const at = await tx.now();
      assertTakesVotes(ballot, at);
      const person = personOf(by);
      if (!(await this.stores.ballots.isElector(tx, id, person))) throw notEntitled(id);
      if (!(await this.stores.ballots.insertVote(tx, id, { person, choice, at }))) throw alreadyVoted(id);
      tx.record({ type: 'ballot.vote-cast', ballotId: id });
      return ballot;
    });
  }

  /** Counts the ballot and does what it adopted; again, it changes nothing. @throws BALLOT.STILL_OPEN */
  close(by: Principal, id: BallotId): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      const ballot = await this.stores.ballots.lockToClose(tx, id);
      if (ballot.tally) return tx.unchanged(ballot);
      const closed = closeBallot(ballot, await this.stores.ballots.votes(tx, id), await tx.now());
      await this.stores.ballots.saveTally(tx, closed);
      const { outcome, counts } = closed.tally;
      tx.record({ type: 'ballot.closed', ballotId: id, outcome, ...counts });
      const proposal = await this.stores.proposals.find(tx, ballot.proposalId);
      if (outcome === 'adopted') await this.enact(tx, proposal, closed);
      for (const personId of await this.stores.ballots.electors(tx, id)) {
        tx.enqueue(MAIL_MINUTES, { ballotId: id, personId });
      }
      return closed;
    });
  }

  /** One ballot; a ballot whose time is over is counted first, whether or not its job came. @throws BALLOT.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: BallotId): Promise<Ballot> {
    const ballot = await this.stores.ballots.find(this.db, id);
    authorise(by, 'read', 'Ballot', ballot);
    return this.counted(ballot);
  }

  /** The ballots that the caller may see, newest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Ballot[]> {
    const ballots = await this.stores.ballots.page(by.ability, after, limit);
    return Promise.all(ballots.map((ballot) => this.counted(ballot)));
  }

  /** The ballot of each proposal that has one. The caller has read the proposals. */
  async ofProposals(ids: readonly ProposalId[]): Promise<ReadonlyMap<ProposalId, Ballot>> {
    const found = [...(await this.stores.ballots.ofProposals(ids)).values()];
    const ballots = await Promise.all(found.map((ballot) => this.counted(ballot)));
    return new Map(ballots.map((ballot) => [ballot.proposalId, ballot]));
  }

  private async counted(ballot: Ballot): Promise<Ballot> {
    if (ballot.tally) return ballot;
    const now = await this.work.now();
    return isDue(ballot, now) ? this.close({ id: 'system:governance.read' }, ballot.id) : ballot;
  }

  private async enact(
    tx: Transaction,
    { motion, federationId }: Proposal,
    { id: resolution }: ClosedBallot,
  ): Promise<void> {
    const { policyId } = motion;
    if (motion.kind === 'endPolicy') {
      await this.policies.end(tx, { policyId: motion.policyId, federationId, resolution });
      return;
    }
    await this.policies.enact(tx, { federationId, document: motion.document, policyId, resolution });
  }
}
