export type { ArrivalWish } from './app/arrival.service';
export { ArrivalLocker } from './app/arrival-locker';
export { ArrivalService } from './app/arrival.service';
export { CleaningService } from './app/cleaning.service';
export { ContributionService, type ContributionDraft } from './app/contribution.service';
export { DecisionService } from './app/decision.service';
export { FindingService } from './app/finding.service';
export { findingWords } from './app/finding-words';
export { InspectionService } from './app/inspection.service';
export { ProfileService, type ProfileDraft, type ProfileOwner } from './app/profile.service';
export { ProgressService } from './app/progress.service';
export { PseudonymRotation, type RotationState } from './app/pseudonym-rotation';
export { QuotaService, type UploadQuota } from './app/quota.service';
export { ReadingService, type Looked, type ReadingChoice } from './app/reading.service';
export { ReceptionService } from './app/reception.service';
export { ResumableUploads } from './app/resumable-uploads';
export { ValidationService } from './app/validation.service';
export { ContributionsModule } from './contributions.module';
export type { Progress } from './db/progress.store';
export type { ArrivalId } from './db/upload.store';
export type { Contribution, ContributionFile, FileDraft } from './domain/contribution';
export type { FoundHere, GroupHere } from './domain/found';
export type { MappingProfile, MappingProfileId } from './domain/mapping-profile';
export { openQuestions } from './domain/readings';
export { CONTRIBUTION_STATES, isFinal, type ContributionState } from './domain/states';
export {
  DISCARD_UPLOAD,
  EXPIRE_CONTRIBUTION,
  FORGET_FINDINGS,
  INSPECT_CONTRIBUTION,
  VALIDATE_CONTRIBUTION,
} from './jobs';
export { DestructionService, type DestructionReceipt } from './app/destruction.service';
export { OutcomeService } from './app/outcome.service';
export { RetentionService } from './app/retention.service';
export { RowsWithdrawal } from './app/rows-withdrawal';
export { WithdrawalService, type RowsOf, type WithdrawalScope } from './app/withdrawal.service';
export type { Leftover, OpenDestructions } from './domain/withdrawal';
export { CHECK_DESTRUCTION, DESTROY_ROWS } from './jobs';
