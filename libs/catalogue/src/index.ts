export { DatasetService, type DatasetDraft } from './app/dataset.service';
export { assertStewardOf } from './app/steward';
export { CatalogueModule } from './catalogue.module';
export type { DatasetFilter } from './db/dataset.store';
export {
  ACCESS_RIGHTS,
  NEED_CATEGORIES,
  type AccessRights,
  type Dataset,
  type DatasetSummary,
  type DatasetVersion,
  type NeedCategory,
} from './domain/dataset';
