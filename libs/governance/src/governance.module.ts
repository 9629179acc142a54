import { AuditModule } from '#audit';
import { Global, Module } from '@nestjs/common';
import { AssemblyService } from './app/assembly/assembly.service';
import { BallotBox } from './app/ballot/ballot-box';
import { BallotCount } from './app/ballot/ballot-count';
import { BallotMailService } from './app/ballot/ballot-mail.service';
import { BallotOpening } from './app/ballot/ballot-opening';
import { BallotService } from './app/ballot/ballot.service';
import { BodyNames } from './app/body/body-names';
import { BodyRoll } from './app/body/body-roll';
import { BodyService } from './app/body/body.service';
import { Casting } from './app/ballot/casting';
import { DecisionCall } from './app/motion/decision-call';
import { DiscussionService } from './app/motion/discussion.service';
import { DocumentService } from './app/assembly/document.service';
import { Electorate } from './app/body/electorate';
import { FoundingService } from './app/body/founding.service';
import { LegalityService } from './app/assembly/legality.service';
import { MeetingService } from './app/assembly/meeting.service';
import { MinutesBook } from './app/minutes/minutes-book';
import { MinutesItems } from './app/minutes/minutes-items';
import { MinutesService } from './app/minutes/minutes.service';
import { MotionService } from './app/motion/motion.service';
import { NoticeMailService } from './app/assembly/notice-mail.service';
import { OrganisationGroupService } from './app/body/organisation-group.service';
import { PossibleActions } from './app/actions/possible-actions';
import { ProposalService } from './app/motion/proposal.service';
import { ProxyService } from './app/assembly/proxy.service';
import { ResistanceService } from './app/ballot/resistance.service';
import { Resolutions } from './app/ballot/resolutions';
import { ReviewService } from './app/motion/review.service';
import { StatuteService } from './app/body/statute.service';
import { SuspensionService } from './app/motion/suspension.service';
import { VoteLinkBook } from './app/ballot/vote-link-book';
import { VoteLinks } from './app/ballot/vote-links';
import { VotingRights } from './app/ballot/voting-rights';
import { GovernanceStores } from './db/governance.stores';

const services = [
  AssemblyService,
  BallotMailService,
  BallotOpening,
  BallotService,
  BodyRoll,
  BodyService,
  DecisionCall,
  DiscussionService,
  DocumentService,
  FoundingService,
  LegalityService,
  MeetingService,
  MinutesService,
  MotionService,
  NoticeMailService,
  OrganisationGroupService,
  PossibleActions,
  ProposalService,
  ProxyService,
  ResistanceService,
  ReviewService,
  StatuteService,
  SuspensionService,
  VoteLinks,
];
const parts = [
  BallotBox,
  BallotCount,
  BodyNames,
  Casting,
  Electorate,
  MinutesBook,
  MinutesItems,
  Resolutions,
  VoteLinkBook,
  VotingRights,
];

@Global()
@Module({ imports: [AuditModule], providers: [...services, ...parts, GovernanceStores], exports: services })
export class GovernanceModule {}
