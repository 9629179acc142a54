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
import { DiscussionService } from './app/discussion.service';
import { DocumentService } from './app/document.service';
import { Electorate } from './app/electorate';
import { FoundingService } from './app/founding.service';
import { MeetingService } from './app/meeting.service';
import { MinutesBook } from './app/minutes-book';
import { MinutesItems } from './app/minutes-items';
import { MinutesService } from './app/minutes.service';
import { MotionService } from './app/motion.service';
import { NoticeMailService } from './app/notice-mail.service';
import { PossibleActions } from './app/possible-actions';
import { ProposalService } from './app/proposal.service';
import { ProxyService } from './app/proxy.service';
import { Resolutions } from './app/resolutions';
import { ReviewService } from './app/review.service';
import { StatuteService } from './app/statute.service';
import { SuspensionService } from './app/suspension.service';
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
  MeetingService,
  MinutesService,
  MotionService,
  NoticeMailService,
  PossibleActions,
  ProposalService,
  ProxyService,
  ReviewService,
  StatuteService,
  SuspensionService,
  VoteLinks,
];
const parts = [BallotBox, BallotCount, BodyNames, Electorate, MinutesBook, MinutesItems, Resolutions, VotingRights];

@Global()
@Module({ imports: [AuditModule], providers: [...services, ...parts, GovernanceStores], exports: services })
export class GovernanceModule {}
