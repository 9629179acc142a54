import { Global, Module } from '@nestjs/common';
import { Access } from './app/access';
import { ArrivalDesk } from './app/arrival-desk';
import { ArrivalLocker } from './app/arrival-locker';
import { ArrivalService } from './app/arrival.service';
import { ArrivingFiles } from './app/arriving-files';
import { Checker } from './app/checker';
import { Checking } from './app/checking';
import { CleaningService } from './app/cleaning.service';
import { ContributionNews } from './app/contribution-news';
import { ContributionService } from './app/contribution.service';
import { DestructionService } from './app/destruction.service';
import { DecisionService } from './app/decision.service';
import { FindingService } from './app/finding.service';
import { IngestDesk } from './app/ingest-desk';
import { InspectionOutcomes } from './app/inspection-outcomes';
import { InspectionService } from './app/inspection.service';
import { Inspector } from './app/inspector';
import { LeftOvers } from './app/left-overs';
import { OutcomeService } from './app/outcome.service';
import { ProfileService } from './app/profile.service';
import { ProgressService } from './app/progress.service';
import { PseudonymKeys } from './app/pseudonym-keys';
import { PseudonymRotation } from './app/pseudonym-rotation';
import { QuotaService } from './app/quota.service';
import { ReadingService } from './app/reading.service';
import { ReceptionService } from './app/reception.service';
import { RetentionService } from './app/retention.service';
import { RowsWithdrawal } from './app/rows-withdrawal';
import { ResumableUploads } from './app/resumable-uploads';
import { SurroundingsService } from './app/surroundings';
import { UploadVault } from './app/upload-vault';
import { ValidationService } from './app/validation.service';
import { Verdicts } from './app/verdicts';
import { WithdrawalNews } from './app/withdrawal-news';
import { WithdrawalService } from './app/withdrawal.service';
import { ArrivalLocks } from './db/arrival-locks';
import { ContributionStore } from './db/contribution.store';
import { FindingStore } from './db/finding.store';
import { OutcomeStore } from './db/outcome.store';
import { ProfileStore } from './db/profile.store';
import { ProgressStore } from './db/progress.store';
import { PseudonymKeyStore } from './db/pseudonym-key.store';
import { UploadStore } from './db/upload.store';
import { WithdrawalStore } from './db/withdrawal.store';

const STORES = [
  ArrivalLocks,
  ContributionStore,
  FindingStore,
  ProfileStore,
  ProgressStore,
  PseudonymKeyStore,
  UploadStore,
  WithdrawalStore,
  OutcomeStore,
];

/** What apps call. */
const SERVICES = [
  ...[
    ContributionService,
    ReceptionService,
    ArrivalService,
    ArrivalLocker,
    ResumableUploads,
    QuotaService,
    ProfileService,
  ],
  ...[InspectionService, ReadingService, ValidationService, DecisionService, FindingService, ProgressService],
  ...[
    OutcomeService,
    RetentionService,
    CleaningService,
    PseudonymRotation,
    WithdrawalService,
    RowsWithdrawal,
    DestructionService,
  ],
];

/** What those stand on. */
const HELPERS = [
  ...[Access, ArrivalDesk, ArrivingFiles, UploadVault, Inspector, InspectionOutcomes, Verdicts, ContributionNews],
  ...[PseudonymKeys, Checker, IngestDesk, Checking, SurroundingsService, LeftOvers, WithdrawalNews],
];

@Global()
@Module({ providers: [...STORES, ...HELPERS, ...SERVICES], exports: SERVICES })
export class ContributionsModule {}
