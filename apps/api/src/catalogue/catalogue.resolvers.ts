import type { Type } from '@nestjs/common';
import { CatalogueAsResolver } from './catalogue-as.resolver';
import { CitationResolver } from './citation.resolver';
import { CodeListController } from './code-list.controller';
import { CodeListResolver } from './code-list.resolver';
import { DatasetPageController } from './dataset-page.controller';
import { DatasetResolver } from './dataset.resolver';
import { DcatController } from './dcat.controller';
import { DictionaryController } from './dictionary.controller';
import { DictionaryResolver } from './dictionary.resolver';
import { LifeResolver } from './life.resolver';
import { MetadataResolver } from './metadata.resolver';
import { NamesController } from './names.controller';
import { NeedPageResolver, NeedResolver } from './need.resolver';
import { ObjectionResolver } from './objection.resolver';
import { SavedSearchResolver } from './saved-search.resolver';
import { FoundDatasetResolver, SearchResolver } from './search.resolver';
import { SchemaResolver } from './schema.resolver';
import { SeriesResolver } from './series.resolver';
import { SitemapController } from './sitemap.controller';

import { DatasetVersionResolver } from './version.resolver';

export const CATALOGUE_RESOLVERS: Type[] = [
  ...[DatasetResolver, SeriesResolver, CatalogueAsResolver, ObjectionResolver],
  ...[MetadataResolver, LifeResolver, SchemaResolver, DictionaryResolver, CodeListResolver, DatasetVersionResolver],
  ...[SearchResolver, FoundDatasetResolver, SavedSearchResolver, CitationResolver, NeedResolver, NeedPageResolver],
];
export const CATALOGUE_CONTROLLERS: Type[] = [
  DcatController,
  DatasetPageController,
  NamesController,
  SitemapController,
  CodeListController,
  DictionaryController,
];
