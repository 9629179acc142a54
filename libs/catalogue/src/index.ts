export { DatasetService, type DatasetDraft, type SeenDataset } from './app/dataset.service';
export { ObjectionService, type AskedUse, type ObjectionDraft } from './app/objection.service';
export { SeriesService } from './app/series.service';
export { assertStewardOf } from './app/steward';
export { VersionService } from './app/version.service';
export { CatalogueModule } from './catalogue.module';
export type { DatasetFilter } from './db/dataset.store';
export type { ObjectionFilter } from './db/objection.store';
export { datasetWithdrawn } from './domain/errors';
export {
  ACCESS_RIGHTS,
  assertOffered,
  NEED_CATEGORIES,
  type AccessRights,
  type Dataset,
  type DatasetSeries,
  type DatasetSummary,
  type DatasetVersion,
  type NeedCategory,
  type ShownDataset,
} from './domain/dataset';
export { OBJECTION_KINDS, type Objection, type ObjectionId, type ObjectionKind } from './domain/objection';
