export { ExtractService, type ReleaseFormat } from './app/extract.service';
export { PreviewService } from './app/preview.service';
export { RunService } from './app/run.service';
export type { ExtractRequest, Permit } from './domain/permit';
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
export { ExtractsModule } from './extracts.module';
export { RUN_EXTRACT } from './jobs';
