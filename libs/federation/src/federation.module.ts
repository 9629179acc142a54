import { Global, Module } from '@nestjs/common';
import { Fetcher } from './app/fetcher';
import { HarvestService } from './app/harvest.service';
import { Harvester } from './app/harvester';
import { PageReader } from './app/page-reader';
import { HarvestedStore } from './db/harvested.store';
import { HarvestStore } from './db/harvest.store';

@Global()
@Module({
  providers: [HarvestService, Harvester, PageReader, Fetcher, HarvestStore, HarvestedStore],
  exports: [HarvestService, Harvester],
})
export class FederationModule {}
