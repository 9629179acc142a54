import type { Type } from '@nestjs/common';
import { AccountabilityController } from './accountability.controller';
import { AccountabilityResolver } from './accountability.resolver';
import { AgreementController } from './agreement.controller';
import { ApplicationFieldsResolver } from './application-fields.resolver';
import { ApplicationHandlingResolver } from './application-handling.resolver';
import { ApplicationVoiceResolver } from './application-voice.resolver';
import { ApplicationResolver } from './application.resolver';
import { CertificateResolver } from './certificate.resolver';
import { CoverageResolver } from './coverage.resolver';
import { DatasetPreviewResolver } from './dataset-preview.resolver';
import { AgreedItemResolver, ApplicationItemResolver, GrantTitleResolver } from './dataset-use.resolver';
import { DecidingClauseResolver } from './deciding-clause.resolver';
import { DutyResolver } from './duty.resolver';
import { ExplanationResolver } from './explanation.resolver';
import { ExtractResolver } from './extract.resolver';
import { GrantResolver } from './grant.resolver';
import {
  DatasetReleasesResolver,
  ExtractReleasesResolver,
  LineageResolver,
  WithdrawalEffectsResolver,
} from './lineage.resolver';
import { LiveAggregatesResolver } from './live-aggregates.resolver';
import { MicrodataResolver } from './microdata.resolver';
import { NeedAnswerResolver } from './need-answer.resolver';
import { OutputCheckController } from './output-check.controller';
import { OutputCheckResolver } from './output-check.resolver';
import { PreviewListsResolver, PreviewResolver } from './preview.resolver';
import { PrivacyLedgerResolver } from './privacy-ledger.resolver';
import { ProfileResolver } from './profile.resolver';
import { RecordExportController } from './record-export.controller';
import { ReleaseController } from './release.controller';
import { ReleaseReportResolver, ReleaseReports, TracedReportResolver } from './release-report.resolver';
import { AccessRefusalResolver, RefusalResolver, VersionNoteResolver } from './told.resolver';

export const EXTRACTS_RESOLVERS: Type[] = [
  ...[ExtractResolver, ReleaseReportResolver, MicrodataResolver, ExplanationResolver, DecidingClauseResolver],
  ...[RefusalResolver, AccessRefusalResolver, VersionNoteResolver],
  ...[ApplicationResolver, ApplicationHandlingResolver, ApplicationVoiceResolver, ApplicationFieldsResolver],
  ...[ApplicationItemResolver, AgreedItemResolver, GrantResolver, GrantTitleResolver],
  ...[OutputCheckResolver, CertificateResolver, ReleaseReports, TracedReportResolver],
  ...[DutyResolver, AccountabilityResolver, PrivacyLedgerResolver],
  ...[LineageResolver, ExtractReleasesResolver, DatasetReleasesResolver, WithdrawalEffectsResolver],
  ...[CoverageResolver, PreviewResolver, PreviewListsResolver],
  ...[DatasetPreviewResolver, LiveAggregatesResolver, NeedAnswerResolver, ProfileResolver],
];

export const EXTRACTS_CONTROLLERS: Type[] = [
  ...[ReleaseController, RecordExportController, OutputCheckController, AccountabilityController, AgreementController],
];
