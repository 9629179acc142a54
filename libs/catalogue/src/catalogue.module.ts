import { Global, Module } from '@nestjs/common';
import { DatasetService } from './app/dataset.service';
import { DatasetStore } from './db/dataset.store';

@Global()
@Module({ providers: [DatasetService, DatasetStore], exports: [DatasetService] })
export class CatalogueModule {}
