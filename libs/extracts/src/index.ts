export { ConsentService, type ConsentAnswer } from './app/application-consent.service';
export { EndingService, type Revocation } from './app/application-ending.service';
export { HandlingService } from './app/application-handling.service';
export { PartyService, type Agreed } from './app/application-party.service';
export { ApplicationReader, type ApplicationView } from './app/application-reader';
export { PeerReviewService } from './app/application-review.service';
export { SubmissionService } from './app/application-submission.service';
export { UseVoteService, type VoteAsked } from './app/application-vote.service';
export { ApplicationService, type WrittenApplication } from './app/application.service';
export { AccountabilityService, type DatasetAccount } from './app/accountability.service';
export { DutyReminders } from './app/duty-reminders';
export { DUTY_SIDES, DutyService, type DutyFilter, type DutySide, type SeenObligation } from './app/duty.service';
export { CheckReminders } from './app/check/check-reminders';
export { CHECK_ACTIONS, OutputCheckService, type CheckAction, type SeenCheck } from './app/check/output-check.service';
export { CoverageService, type RuleCoverage } from './app/coverage.service';
export { ExplainService, type AccessExplanation, type Question } from './app/explain.service';
export { ExtractService } from './app/extract.service';
export { RecallService } from './app/recall.service';
export { RecomputeService } from './app/recompute.service';
export { RELEASE_FORMATS, WRITTEN_FORMATS, type ReleaseFormat } from './app/release-contents';
export { ReleaseService } from './app/release.service';
export { CertificateService, type OnChecking } from './app/report/certificate.service';
export { ReleaseReportService } from './app/report/release-report.service';
export {
  UNCHECKED,
  VERDICTS as CERTIFICATE_VERDICTS,
  verdictSentence,
  type CertificateVerdict,
  type Unchecked,
} from './domain/report/certificate-verdict';
export type { ReleaseReport } from './domain/report/release-report';
export { reportSections, type ReportPart } from './domain/report/report-sections';
export { PURPOSE_WORDS, REPORT_WORDS } from './domain/report/report-words';
export { GrantBook } from './app/grant-book';
export { PrivacyLedgerService, type PrivacyLedger, type SeenCharge } from './app/ledger/privacy-ledger.service';
export type { NoiseFacts } from './domain/ledger/noise-facts';
export { LineageService, type Traced, type WithdrawalEffects, type Withdrawing } from './app/lineage.service';
export type { SeenRelease } from './app/release-traces';
export { NeedAnswerService } from './app/need-answer.service';
export { LiveAggregatesService, type AskedAggregates, type LiveAnswer } from './app/live-aggregates.service';
export { PreviewService } from './app/preview.service';
export { ProtectedPreviewService, type ProtectedPreview } from './app/protected-preview.service';
export { ProfileService, type DatasetProfile } from './app/profile.service';
export { MadeFiles, type ToStore } from './app/made-files';
export { MicrodataService, type AskedMicrodata } from './app/microdata.service';
export { RecordExportService } from './app/record-export.service';
export { RunService } from './app/run.service';
export type { DutyKey } from './db/duty.store';
export { APPLICATION_LISTS, type ApplicationList } from './db/application-lists';
export { OCCASIONS, type AccessDecision, type Occasion } from './domain/access-decision';
export type { Accountability, Count } from './domain/accountability';
export {
  OBLIGATION_STATES,
  type Evidence,
  type ObligationId,
  type ObligationState,
  type OwedDuty,
} from './domain/duty/obligation';
export { DUTY_ACTIONS, type DutyAction } from './domain/duty/states';
export type { CellFinding } from './domain/check/findings';
export type { FoundCell, FoundTable } from './domain/check/found-table';
export { CHECK_OUTCOMES, CHECK_VERDICTS, type CheckOutcome, type CheckVerdict } from './domain/check/output-check';
export type { Agreement } from './domain/application/agreement';
export {
  APPLICATION_STATES,
  LEGAL_BASES,
  REJECTION_REASONS,
  SENSITIVE_BASES,
  type Acceptance,
  type Application,
  type ApplicationForm,
  type ApplicationState,
  type ApprovedItem,
  type AssessedItem,
  type CartItem,
  type ChangedItem,
  type CoApplicant,
  type Decision,
  type LegalBasis,
  type PublisherApproval,
  type RejectionReason,
  type Requirement,
  type SensitiveBasis,
} from './domain/application/application';
export type { BucketId, VoteBucket } from './domain/application/bucket';
export type { Difference } from './domain/application/differences';
export { EVENT_KINDS, type ApplicationEvent, type EventKind, type Visibility } from './domain/application/history';
export type { Consent, Unmet, VoteOutcome } from './domain/application/requirements';
export { VERDICTS, type Review, type Verdict } from './domain/application/reviews';
export {
  APPLICATION_ACTIONS,
  APPLICATION_ROLES,
  type ApplicationAction,
  type ApplicationRole,
} from './domain/application/states';
export { GRANT_ENDS, type Grant, type GrantEnd } from './domain/grant/grant';
export type { AskedDimension, LiveFilter, LiveQuestion } from './domain/live-question';
export type { MicrodataColumn, MicrodataFacts } from './domain/microdata-facts';
export type { ExtractRequest, Permit, ToldRefusal } from './domain/permit';
export { EXTRACT_STATES, type Extract, type ExtractState, type Release } from './domain/extract';
export { ACCESS_ACTIONS, type AccessAction } from './domain/preview/access-change';
export type { Group, GroupRole } from './domain/preview/group';
export type {
  ExtractCounts,
  KnownClause,
  KnownDataset,
  KnownOutcome,
  Preview,
  PreviewedAccess,
  PreviewedExtract,
} from './domain/preview/preview';
export { VersionDifferenceService, type VersionDifference } from './app/version-difference.service';
export { WITHHELD, type ColumnProfile, type Withheld } from './domain/profile';
export { TOTALS_WITHHELD, type TotalsWithheld } from './domain/version-difference';
export { ExtractsModule } from './extracts.module';
export { RECALL_STATES, type Recall, type RecallState } from './domain/recall';
export {
  CLEAR_MADE_FILES,
  DESTROY_RELEASE,
  FOLLOW_CHECK,
  FOLLOW_GRANT,
  RECOMPUTE_RELEASE,
  REMIND_DUTY,
  RUN_EXTRACT,
  SETTLE_APPLICATION,
} from './jobs';
