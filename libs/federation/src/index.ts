export { HarvestService, type HarvestPreview } from './app/harvest.service';
export { Harvester } from './app/harvester';
export type { HarvestedDataset, HarvestedFilter } from './db/harvested.store';
export {
  OUTCOMES,
  RUN_STATES,
  SOURCE_KINDS,
  type HarvestItem,
  type HarvestRun,
  type HarvestRunId,
  type HarvestSource,
  type HarvestSourceId,
  type Outcome,
  type RunState,
  type SourceKind,
} from './domain/harvest';
export { DEFECT_CODES, type Defect, type DefectCode, type HarvestedDistribution } from './domain/harvested';
export { FederationModule } from './federation.module';
export { RUN_HARVEST } from './jobs';
