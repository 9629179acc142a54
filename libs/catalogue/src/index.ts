export {
  DcatService,
  type CataloguePage,
  type DatasetDocument,
  type Document as DcatDocument,
  type Family,
} from './app/dcat/dcat.service';
export { MEDIA_TYPES, streamed, SYNTAXES, written, type Syntax } from './app/dcat/syntax';
export type { DatasetFacts } from './domain/dcat/facts';
export { codesFromCsv, codesToCsv, codesToSkos } from './app/code-list-csv';
export { CitationService } from './app/citation.service';
export { CodeListService, type CodeListContent, type CodeListDraft, type WholeCodeList } from './app/code-list.service';
export { ContributorCoverageService } from './app/contributor-coverage.service';
export { DatasetAnnouncer } from './app/dataset-announcer';
export { DatasetService, type DatasetDraft, type SeenDataset } from './app/dataset.service';
export { dictionaryCsv, DictionaryService, type Dictionary } from './app/dictionary.service';
export { LifeService, type Deprecation, type LifeChanges } from './app/life.service';
export { QualityService } from './app/quality.service';
export { MetadataService, type EntryChanges } from './app/metadata.service';
export { NeedBoardService } from './app/need-board.service';
export { ObjectionService, type AskedUse, type ObjectionDraft } from './app/objection.service';
export { SavedSearchService } from './app/saved-search.service';
export { SearchNews } from './app/search-news';
export { SearchService, type SearchHighlights, type FoundPage, type SearchPage } from './app/search.service';
export { SchemaService, type SchemaAmendment } from './app/schema.service';
export { SeriesService } from './app/series.service';
export { assertSpeaksFor, assertStewardOf } from './app/steward';
export { VersionService } from './app/version.service';
export { WithdrawnRowsService } from './app/withdrawn-rows.service';
export { CatalogueModule } from './catalogue.module';
export type { DatasetFilter } from './db/dataset.store';
export type { ObjectionFilter } from './db/objection.store';
export type { Code, CodeList, CodeListVersion, Labels, Level } from './domain/code-list/code-list';
export { datasetEmbargoed, datasetWithdrawn } from './domain/errors';
export {
  ACCESS_RIGHTS,
  assertOffered,
  NEED_CATEGORIES,
  summaryOf,
  type AccessRights,
  type Dataset,
  type DatasetSeries,
  type DatasetSummary,
  type DatasetVersion,
  type NeedCategory,
  type ShownDataset,
  type VersionSummary,
} from './domain/dataset';
export { coverageSentence, percentOf, type ContributorCoverage } from './domain/contributor-coverage';
export type { DictionaryCode, DictionaryEntry } from './domain/dictionary';
export { APPROVALS, keptSince, isEmbargoed, type Approval, type DatasetLife } from './domain/life';
export {
  QUALITY_CRITERIA,
  type Fraction,
  type Quality,
  type QualityCriterion,
  type Scored,
} from './domain/quality/quality';
export { wordsOf, type CriterionWords } from './domain/quality/words';
export {
  DATA_THEMES,
  FREQUENCIES,
  LANGUAGES,
  NO_METADATA,
  type CodeListId,
  type DatasetMetadata,
  type DataTheme,
  type Frequency,
  type Language,
  type MetadataDraft,
  type Period,
  type Territory,
} from './domain/metadata';
export { OBJECTION_KINDS, type Objection, type ObjectionId, type ObjectionKind } from './domain/objection';
export type { Placed } from './db/withdrawn.store';
export type { PartKey, WithdrawalCause, WithdrawnPart, WithdrawnRows } from './domain/withdrawn';
export { ANNOUNCE_DATASET, CLEAR_DATASET, EXPIRE_ROWS, FOLLOW_ROWS, TELL_SAVED_SEARCH } from './jobs';
export {
  FACETS,
  SEARCH_SORTS,
  type DatasetSearch,
  type Facet,
  type FacetCount,
  type SearchSort,
} from './domain/search/dataset-search';
export { CHANGE_EFFECTS, type ChangeEffect, type SchemaChange } from './domain/schema/schema-changes';
export type { Renaming, SchemaMigration, SchemaVersion } from './domain/schema/schema-version';
export type { Citation, Cited, CitedRelease } from './domain/search/citation';
export { CITATION_LANGUAGES, type CitationLanguage } from './domain/search/citation-words';
export {
  PEOPLE_CLASSES,
  type AnswerSubject,
  type Need,
  type NeedAnswer,
  type NeedDraft,
  type NeedId,
  type PeopleClass,
} from './domain/search/need';
export {
  SEARCH_NOTICES,
  type SavedSearch,
  type SavedSearchDraft,
  type SavedSearchId,
  type SearchNotice,
} from './domain/search/saved-search';
export { NEED_FACETS, type NeedCount, type NeedFacet, type NeedFilter } from './db/search/need.store';
