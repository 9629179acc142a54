import { Global, Module } from '@nestjs/common';
import { DatasetService } from './app/dataset.service';
import { ObjectionService } from './app/objection.service';
import { SeriesService } from './app/series.service';
import { VersionService } from './app/version.service';
import { DatasetStore } from './db/dataset.store';
import { ObjectionStore } from './db/objection.store';
import { SeriesStore } from './db/series.store';
import { VersionStore } from './db/version.store';

@Global()
@Module({
  providers: [
    ...[DatasetService, DatasetStore, VersionService, VersionStore],
    ...[SeriesService, SeriesStore, ObjectionService, ObjectionStore],
  ],
  exports: [DatasetService, VersionService, SeriesService, ObjectionService],
})
export class CatalogueModule {}
