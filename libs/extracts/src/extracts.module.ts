import { Global, Module } from '@nestjs/common';
import { AffectedPeople } from './app/affected-people';
import { ExtractService } from './app/extract.service';
import { PreviewService } from './app/preview.service';
import { RunService } from './app/run.service';
import { TableMaker } from './app/table-maker';
import { ExtractStore } from './db/extract.store';

@Global()
@Module({
  providers: [ExtractService, RunService, PreviewService, AffectedPeople, TableMaker, ExtractStore],
  exports: [ExtractService, RunService, PreviewService],
})
export class ExtractsModule {}
