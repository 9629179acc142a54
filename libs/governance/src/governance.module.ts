import { AuditModule } from '#audit';
import { Global, Module } from '@nestjs/common';
import { AssemblyService } from './app/assembly.service';
import { BallotBox } from './app/ballot-box';
import { BallotCount } from './app/ballot-count';
import { BallotMailService } from './app/ballot-mail.service';
import { BallotOpening } from './app/ballot-opening';
import { BallotService } from './app/ballot.service';
import { BodyNames } from './app/body-names';
import { BodyRoll } from './app/body-roll';
import { BodyService } from './app/body.service';
import { Casting } from './app/casting';
import { DiscussionService } from './app/discussion.service';
import { DocumentService } from './app/document.service';
import { Electorate } from './app/electorate';
import { FoundingService } from './app/founding.service';
import { LegalityService } from './app/legality.service';
import { MeetingService } from './app/meeting.service';
import { MinutesBook } from './app/minutes-book';
import { MinutesItems } from './app/minutes-items';
import { MinutesService } from './app/minutes.service';
import { MotionService } from './app/motion.service';
import { NoticeMailService } from './app/notice-mail.service';
import { PossibleActions } from './app/possible-actions';
import { ProposalService } from './app/proposal.service';
import { ProxyService } from './app/proxy.service';
import { ResistanceService } from './app/resistance.service';
import { Resolutions } from './app/resolutions';
import { ReviewService } from './app/review.service';
import { StatuteService } from './app/statute.service';
import { SuspensionService } from './app/suspension.service';
import { VoteLinkBook } from './app/vote-link-book';
import { VoteLinks } from './app/vote-links';
import { VotingRights } from './app/voting-rights';
import { GovernanceStores } from './db/governance.stores';

const services = [
  AssemblyService,
  BallotMailService,
  BallotOpening,
  BallotService,
  BodyRoll,
  BodyService,
  DiscussionService,
  DocumentService,
  FoundingService,
  LegalityService,
  MeetingService,
  MinutesService,
  MotionService,
  NoticeMailService,
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
