import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { ActionFactsStore } from './action-facts.store';
import { AssemblyStore } from './assembly.store';
import { BallotStore } from './ballot.store';
import { BodyStore } from './body.store';
import { BoxStore } from './box.store';
import { DiscussionStore } from './discussion.store';
import { MeetingStore } from './meeting.store';
import { ProposalStore } from './proposal.store';
import { SeatStore } from './seat.store';
import { StatuteStore } from './statute.store';
import { VoteStore } from './vote.store';

/** What a body remembers, room by room. */
@Injectable()
export class GovernanceStores {
  readonly bodies = new BodyStore();
  readonly statutes = new StatuteStore();
  readonly seats = new SeatStore();
  readonly votes = new VoteStore();
  readonly boxes = new BoxStore();
  readonly meetings = new MeetingStore();
  readonly discussions = new DiscussionStore();
  readonly actionFacts = new ActionFactsStore();
  readonly proposals: ProposalStore;
  readonly ballots: BallotStore;
  readonly assemblies: AssemblyStore;

  /** @param db for reads outside of a transaction */
  constructor(readonly db: Database) {
    this.proposals = new ProposalStore(db);
    this.ballots = new BallotStore(db);
    this.assemblies = new AssemblyStore(db);
  }
}
