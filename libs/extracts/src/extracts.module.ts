import { Global, Module } from '@nestjs/common';
import { AccountabilityService } from './app/accountability.service';
import { AffectedPeople } from './app/affected-people';
import { ApplicationAssessment } from './app/application-assessment';
import { ConsentService } from './app/application-consent.service';
import { ApplicationDesk } from './app/application-desk';
import { EndingService } from './app/application-ending.service';
import { ApplicationGranting } from './app/application-granting';
import { HandlingService } from './app/application-handling.service';
import { ApplicationNews } from './app/application-news';
import { PartyService } from './app/application-party.service';
import { ApplicationReader } from './app/application-reader';
import { PeerReviewService } from './app/application-review.service';
import { SubmissionService } from './app/application-submission.service';
import { UseVoteService } from './app/application-vote.service';
import { ApplicationService } from './app/application.service';
import { Assessor } from './app/assessor';
import { CoverageService } from './app/coverage.service';
import { DecisionBook } from './app/decision-book';
import { DutyNews } from './app/duty-news';
import { DutyReminders } from './app/duty-reminders';
import { DutyService } from './app/duty.service';
import { Entitlement } from './app/entitlement';
import { ExplainService } from './app/explain.service';
import { ExtractService } from './app/extract.service';
import { GrantedUse } from './app/granted-use';
import { GrantBook } from './app/grant-book';
import { GrantStanding } from './app/grant-standing';
import { PreviewService } from './app/preview.service';
import { RecordEntitlement } from './app/record-entitlement';
import { RecordExportService } from './app/record-export.service';
import { RecordFile } from './app/record-file';
import { RunService } from './app/run.service';
import { TableMaker } from './app/table-maker';
import { AccountabilityStore } from './db/accountability.store';
import { ApplicationStores } from './db/application.stores';
import { DecisionStore } from './db/decision.store';
import { DutyStore } from './db/duty.store';
import { ExtractStore } from './db/extract.store';

const applications = [
  ...[ApplicationService, PartyService, SubmissionService, ApplicationReader, HandlingService, EndingService],
  ...[PeerReviewService, ConsentService, UseVoteService, GrantBook],
];
const partsOfApplications = [
  ...[ApplicationAssessment, ApplicationDesk, ApplicationGranting, ApplicationNews, ApplicationStores, GrantStanding],
];

@Global()
@Module({
  providers: [
    ...[...applications, ...partsOfApplications],
    ...[ExtractService, RunService, PreviewService, CoverageService, AffectedPeople, TableMaker],
    ...[Assessor, Entitlement, GrantedUse, DecisionBook, ExplainService, ExtractStore, DecisionStore],
    ...[RecordExportService, RecordEntitlement, RecordFile],
    ...[DutyService, DutyReminders, DutyNews, DutyStore, AccountabilityService, AccountabilityStore],
  ],
  exports: [
    ...applications,
    AccountabilityService,
    DutyService,
    DutyReminders,
    CoverageService,
    ExtractService,
    RunService,
    PreviewService,
    ExplainService,
    RecordExportService,
  ],
})
export class ExtractsModule {}
