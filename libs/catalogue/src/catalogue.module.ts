import { Global, Module } from '@nestjs/common';
import { DatasetService } from './app/dataset.service';
import { ObjectionService } from './app/objection.service';
import { SeriesService } from './app/series.service';
import { DatasetStore } from './db/dataset.store';
import { ObjectionStore } from './db/objection.store';
import { SeriesStore } from './db/series.store';

@Global()
@Module({
  providers: [DatasetService, DatasetStore, SeriesService, SeriesStore, ObjectionService, ObjectionStore],
  exports: [DatasetService, SeriesService, ObjectionService],
})
export class CatalogueModule {}
