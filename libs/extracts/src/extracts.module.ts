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
import { CheckDesk } from './app/check/check-desk';
import { CheckGate } from './app/check/check-gate';
import { CheckNews } from './app/check/check-news';
import { CheckReminders } from './app/check/check-reminders';
import { CheckedMaker } from './app/check/checked-maker';
import { CheckedTables } from './app/check/checked-tables';
import { OutputCheckService } from './app/check/output-check.service';
import { OutputCheckers } from './app/check/output-checkers';
import { StaleChecks } from './app/check/stale-checks';
import { CoverageService } from './app/coverage.service';
import { DatasetLine } from './app/dataset-line';
import { DecisionBook } from './app/decision-book';
import { DutyNews } from './app/duty-news';
import { DutyReminders } from './app/duty-reminders';
import { DutyService } from './app/duty.service';
import { Entitlement } from './app/entitlement';
import { ExplainService } from './app/explain.service';
import { ExtractDesk } from './app/extract-desk';
import { ExtractService } from './app/extract.service';
import { GrantedUse } from './app/granted-use';
import { GrantBook } from './app/grant-book';
import { GrantStanding } from './app/grant-standing';
import { BesideExact } from './app/ledger/beside-exact';
import { CellKeys } from './app/ledger/cell-keys';
import { NoisyAnswers } from './app/ledger/noisy-answers';
import { PrivacyLedgerService } from './app/ledger/privacy-ledger.service';
import { LineageService } from './app/lineage.service';
import { LiveAggregatesService } from './app/live-aggregates.service';
import { MadeFiles } from './app/made-files';
import { MadeTables } from './app/made-tables';
import { MicrodataBeside } from './app/microdata-beside';
import { MicrodataGate } from './app/microdata-gate';
import { MicrodataLeft } from './app/microdata-left';
import { MicrodataMaker } from './app/microdata-maker';
import { MicrodataOrTable } from './app/microdata-or-table';
import { MicrodataService } from './app/microdata.service';
import { PreviewTables } from './app/preview-tables';
import { PreviewService } from './app/preview.service';
import { NeedAnswerService } from './app/need-answer.service';
import { ProfileService } from './app/profile.service';
import { ProtectedPreviewService } from './app/protected-preview.service';
import { RecordEntitlement } from './app/record-entitlement';
import { RecordExportService } from './app/record-export.service';
import { RecordedGroups } from './app/recorded-groups';
import { RecordFile } from './app/record-file';
import { RecallNews } from './app/recall-news';
import { RecallService } from './app/recall.service';
import { RecomputeService } from './app/recompute.service';
import { ReleaseContents } from './app/release-contents';
import { ReleaseFiles } from './app/release-files';
import { ReleaseGate } from './app/release-gate';
import { ReleaseMaker } from './app/release-maker';
import { ReleaseStanding } from './app/release-standing';
import { ReleaseTraces } from './app/release-traces';
import { ReleaseService } from './app/release.service';
import { CertificateService } from './app/report/certificate.service';
import { CertificateVault } from './app/report/certificate-vault';
import { CertifiedTables } from './app/report/certified-tables';
import { ReleaseReaders } from './app/report/release-readers';
import { ReleaseReportService } from './app/report/release-report.service';
import { TableReporter } from './app/report/table-reporter';
import { RowsToDraw } from './app/rows-to-draw';
import { RunService } from './app/run.service';
import { ShownTables } from './app/shown-tables';
import { StaleReleases } from './app/stale-releases';
import { StoredTables } from './app/stored-tables';
import { BesideEarlier } from './app/table/beside-earlier';
import { GridQuantiles } from './app/table/grid-quantiles';
import { Perturbing } from './app/table/perturbing';
import { Protecting } from './app/table/protecting';
import { RollingUp } from './app/table/rolling-up';
import { TableCounter } from './app/table/table-counter';
import { TableMaker } from './app/table/table-maker';
import { VersionDifferenceService } from './app/version-difference.service';
import { ViewedTables } from './app/viewed-tables';
import { AccountabilityStore } from './db/accountability.store';
import { ApplicationStores } from './db/application.stores';
import { DecisionStore } from './db/decision.store';
import { DutyStore } from './db/duty.store';
import { ExtractStore } from './db/extract.store';
import { CellKeyStore } from './db/ledger/cell-key.store';
import { PrivacyLedgerStore } from './db/ledger/privacy-ledger.store';
import { MicrodataStore } from './db/microdata.store';
import { OutputCheckStore } from './db/output-check.store';
import { RecallStore } from './db/recall.store';
import { ShownTableStore } from './db/shown-table.store';

const applications = [
  ...[ApplicationService, PartyService, SubmissionService, ApplicationReader, HandlingService, EndingService],
  ...[PeerReviewService, ConsentService, UseVoteService, GrantBook],
];
const partsOfApplications = [
  ...[ApplicationAssessment, ApplicationDesk, ApplicationGranting, ApplicationNews, ApplicationStores, GrantStanding],
];

const checks = [
  ...[OutputCheckService, CheckReminders, CheckedMaker, CheckGate, CheckDesk, CheckNews, StaleChecks],
  ...[OutputCheckers, CheckedTables, OutputCheckStore],
];

@Global()
@Module({
  providers: [
    ...[...applications, ...partsOfApplications, ...checks],
    ...[ExtractService, RunService, PreviewService, CoverageService, AffectedPeople],
    ...[TableMaker, TableCounter, RollingUp, BesideEarlier, Protecting, Perturbing, GridQuantiles],
    ...[TableReporter, CertificateVault, CertificateService, CertifiedTables, ReleaseReaders, ReleaseReportService],
    ...[PrivacyLedgerService, NoisyAnswers, BesideExact, CellKeys, PrivacyLedgerStore, CellKeyStore],
    ...[Assessor, Entitlement, GrantedUse, DecisionBook, ExplainService, ExtractStore, DecisionStore],
    ...[
      ReleaseService,
      ReleaseStanding,
      ReleaseMaker,
      ReleaseFiles,
      MadeFiles,
      ReleaseContents,
      RecordExportService,
      RecordEntitlement,
      RecordFile,
    ],
    ...[
      MicrodataService,
      MicrodataMaker,
      MicrodataOrTable,
      MicrodataBeside,
      MicrodataGate,
      MicrodataLeft,
      MicrodataStore,
      StoredTables,
    ],
    ...[RecallService, RecallNews, RecallStore, RecomputeService, StaleReleases, ReleaseGate, RowsToDraw],
    ...[ShownTables, ShownTableStore, DatasetLine, RecordedGroups, PreviewTables],
    ...[LineageService, ReleaseTraces],
    ...[DutyService, DutyReminders, DutyNews, DutyStore, AccountabilityService, AccountabilityStore],
    ...[ProtectedPreviewService, LiveAggregatesService, MadeTables, ExtractDesk, NeedAnswerService],
    ...[ProfileService, VersionDifferenceService, ViewedTables],
  ],
  exports: [
    ...applications,
    AccountabilityService,
    PrivacyLedgerService,
    DutyService,
    DutyReminders,
    CoverageService,
    ExtractService,
    RunService,
    ...[
      ReleaseService,
      ReleaseReportService,
      CertificateService,
      RecallService,
      RecomputeService,
      LineageService,
      MadeFiles,
    ],
    PreviewService,
    ExplainService,
    ...[RecordExportService, MicrodataService, OutputCheckService, CheckReminders],
    ...[ProtectedPreviewService, LiveAggregatesService, NeedAnswerService],
    ...[ProfileService, VersionDifferenceService],
  ],
})
export class ExtractsModule {}
