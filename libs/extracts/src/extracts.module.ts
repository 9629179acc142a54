import { Global, Module } from '@nestjs/common';
import { ExtractService } from './app/extract.service';
import { RunService } from './app/run.service';
import { TableMaker } from './app/table-maker';
import { ExtractStore } from './db/extract.store';

@Global()
@Module({ providers: [ExtractService, RunService, TableMaker, ExtractStore], exports: [ExtractService, RunService] })
export class ExtractsModule {}
