import { Global, Module } from '@nestjs/common';
import { CitationService } from './app/citation.service';
import { CodeListService } from './app/code-list.service';
import { ContributorCoverageService } from './app/contributor-coverage.service';
import { DatasetAnnouncer } from './app/dataset-announcer';
import { DatasetService } from './app/dataset.service';
import { DatasetFactsReader } from './app/dcat/dataset-facts';
import { DcatService } from './app/dcat/dcat.service';
import { DictionaryService } from './app/dictionary.service';
import { LifeService } from './app/life.service';
import { MetadataService } from './app/metadata.service';
import { NeedBoardService } from './app/need-board.service';
import { ObjectionService } from './app/objection.service';
import { SavedSearchService } from './app/saved-search.service';
import { SearchNews } from './app/search-news';
import { SearchService } from './app/search.service';
import { QualityService } from './app/quality.service';
import { SchemaService } from './app/schema.service';
import { SeriesService } from './app/series.service';
import { VersionService } from './app/version.service';
import { WithdrawnRowsService } from './app/withdrawn-rows.service';
import { CodeListStore } from './db/code-list.store';
import { DatasetStore } from './db/dataset.store';
import { FeedStore } from './db/feed.store';
import { LifeStore } from './db/life.store';
import { MetadataStore } from './db/metadata.store';
import { ObjectionStore } from './db/objection.store';
import { CitationStore } from './db/search/citation.store';
import { NeedStore } from './db/search/need.store';
import { RelatedStore } from './db/search/related.store';
import { SavedSearchStore } from './db/search/saved-search.store';
import { SearchStore } from './db/search/search.store';
import { SchemaStore } from './db/schema.store';
import { SeriesStore } from './db/series.store';
import { VersionStore } from './db/version.store';
import { WithdrawnStore } from './db/withdrawn.store';

@Global()
@Module({
  providers: [
    ...[LifeService, LifeStore, DictionaryService, QualityService, ContributorCoverageService],
    ...[
      CodeListService,
      CodeListStore,
      DatasetService,
      DatasetStore,
      MetadataService,
      MetadataStore,
      VersionService,
      VersionStore,
    ],
    ...[WithdrawnRowsService, WithdrawnStore],
    ...[DcatService, DatasetFactsReader, FeedStore],
    ...[SchemaService, SchemaStore, SeriesService, SeriesStore, ObjectionService, ObjectionStore],
    ...[SearchService, SearchStore, RelatedStore, NeedBoardService, NeedStore],
    ...[CitationService, CitationStore],
    ...[SavedSearchService, SavedSearchStore, SearchNews, DatasetAnnouncer],
  ],
  exports: [
    ...[LifeService, DictionaryService, QualityService, ContributorCoverageService],
    SchemaService,
    CodeListService,
    DatasetService,
    DcatService,
    MetadataService,
    VersionService,
    WithdrawnRowsService,
    ...[SearchService, NeedBoardService, CitationService, SavedSearchService, SearchNews, DatasetAnnouncer],
    SeriesService,
    ObjectionService,
  ],
})
export class CatalogueModule {}
