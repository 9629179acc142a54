export { ExtractService, type ReleaseFormat } from './app/extract.service';
export { RunService } from './app/run.service';
export type { ExtractRequest, Permit } from './domain/permit';
export { EXTRACT_STATES, type Extract, type ExtractState, type Release } from './domain/extract';
export { ExtractsModule } from './extracts.module';
export { RUN_EXTRACT } from './jobs';
