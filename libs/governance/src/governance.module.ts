import { AuditModule } from '#audit';
import { Global, Module } from '@nestjs/common';
import { BallotService } from './app/ballot.service';
import { FoundingService } from './app/founding.service';
import { MinutesService } from './app/minutes.service';
import { ProposalService } from './app/proposal.service';
import { StatuteService } from './app/statute.service';
import { BallotStore } from './db/ballot.store';
import { GovernanceStores } from './db/governance.stores';
import { ProposalStore } from './db/proposal.store';
import { StatuteStore } from './db/statute.store';

const services = [BallotService, FoundingService, MinutesService, ProposalService, StatuteService];

@Global()
@Module({
  imports: [AuditModule],
  providers: [...services, BallotStore, GovernanceStores, ProposalStore, StatuteStore],
  exports: services,
})
export class GovernanceModule {}
