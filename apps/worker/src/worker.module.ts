import { AuditModule, AuditSealer } from '#audit';
import { CatalogueModule } from '#catalogue';
import { ContributionsModule } from '#contributions';
import { ExtractsModule } from '#extracts';
import { FederationModule } from '#federation';
import { GovernanceModule } from '#governance';
import { IdentityModule } from '#identity';
import type { Clock } from '#kernel';
import { NotificationsModule } from '#notifications';
import { JobsModule, PlatformModule, type Config } from '#platform';
import { PolicyModule } from '#policy';
import { WarehouseModule } from '#warehouse';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AnnounceDatasetProcessor } from './catalogue/announce-dataset.processor';
import { TellSavedSearchProcessor } from './catalogue/tell-saved-search.processor';
import { ClearDatasetProcessor } from './catalogue/clear-dataset.processor';
import { FollowRowsProcessor } from './catalogue/follow-rows.processor';
import { CheckDestructionProcessor } from './contributions/check-destruction.processor';
import { DestroyRowsProcessor } from './contributions/destroy-rows.processor';
import { DiscardUploadProcessor } from './contributions/discard-upload.processor';
import { ExpireContributionProcessor } from './contributions/expire-contribution.processor';
import { ExpireRowsProcessor } from './contributions/expire-rows.processor';
import { ForgetFindingsProcessor } from './contributions/forget-findings.processor';
import { InspectContributionProcessor } from './contributions/inspect-contribution.processor';
import { ValidateContributionProcessor } from './contributions/validate-contribution.processor';
import { ClearMadeFilesProcessor } from './extracts/clear-made-files.processor';
import { DestroyReleaseProcessor } from './extracts/destroy-release.processor';
import { FollowCheckProcessor } from './extracts/follow-check.processor';
import { FollowGrantProcessor } from './extracts/follow-grant.processor';
import { RecomputeReleaseProcessor } from './extracts/recompute-release.processor';
import { RemindDutyProcessor } from './extracts/remind-duty.processor';
import { RunExtractProcessor } from './extracts/run-extract.processor';
import { SettleApplicationProcessor } from './extracts/settle-application.processor';
import { RunHarvestProcessor } from './federation/run-harvest.processor';
import { CloseBallotProcessor } from './governance/close-ballot.processor';
import { LapseSuspensionProcessor } from './governance/lapse-suspension.processor';
import { MailBallotProcessor } from './governance/mail-ballot.processor';
import { MailMinutesProcessor } from './governance/mail-minutes.processor';
import { MailNoticeProcessor } from './governance/mail-notice.processor';
import { ReviewPolicyProcessor } from './governance/review-policy.processor';
import { LapseProvidedRolesProcessor } from './identity/lapse-provided-roles.processor';
import { SendSignInLinkProcessor } from './identity/send-sign-in-link.processor';
import { MailDigestProcessor } from './notifications/mail-digest.processor';
import { MailNotificationProcessor } from './notifications/mail-notification.processor';
import { RelayStarter } from './shared/relay-starter';

const SLICES = [
  ...[IdentityModule, PolicyModule, AuditModule, WarehouseModule, NotificationsModule],
  ...[CatalogueModule, GovernanceModule, ContributionsModule, ExtractsModule],
  ...[FederationModule],
];

const PROCESSORS: Type[] = [
  LapseProvidedRolesProcessor,
  ...[AnnounceDatasetProcessor, TellSavedSearchProcessor],
  ...[SendSignInLinkProcessor, CloseBallotProcessor, MailBallotProcessor, MailMinutesProcessor],
  ...[MailNoticeProcessor, ReviewPolicyProcessor, LapseSuspensionProcessor],
  ...[MailNotificationProcessor, MailDigestProcessor],
  ...[InspectContributionProcessor, ExpireContributionProcessor, ForgetFindingsProcessor],
  ...[ValidateContributionProcessor, DiscardUploadProcessor, RunExtractProcessor, RemindDutyProcessor],
  ...[FollowGrantProcessor, FollowCheckProcessor, SettleApplicationProcessor],
  ...[FollowRowsProcessor, ClearDatasetProcessor, DestroyRowsProcessor, CheckDestructionProcessor, ExpireRowsProcessor],
  ...[RecomputeReleaseProcessor, DestroyReleaseProcessor, ClearMadeFilesProcessor],
  RunHarvestProcessor,
];

/** The process that keeps promises: a processor per kind of job, the relay and the sealer. */
@Module({})
export class WorkerModule {
  /** @param clock for tests, which move it */
  static forRoot(config: Config, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forRoot(config, clock), JobsModule.forRoot(), ...SLICES],
      providers: [...PROCESSORS, RelayStarter, AuditSealer],
    };
  }
}
