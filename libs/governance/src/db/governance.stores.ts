import { Injectable } from '@nestjs/common';
import { BallotStore } from './ballot.store';
import { ProposalStore } from './proposal.store';
import { StatuteStore } from './statute.store';

/** What an assembly remembers. */
@Injectable()
export class GovernanceStores {
  constructor(
    readonly statutes: StatuteStore,
    readonly proposals: ProposalStore,
    readonly ballots: BallotStore,
  ) {}
}
