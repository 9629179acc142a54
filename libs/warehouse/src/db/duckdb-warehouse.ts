import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '#platform';
import { Warehouse, type AggregateQuery, type IngestTask, type RowsQuery } from '../app/warehouse';
import type { Aggregate } from '../domain/aggregate';
import type { IngestReport } from '../domain/finding';
import type { OutputTable } from '../domain/output-table';
import { aggregate } from './aggregate';
import { Engine } from './engine';
import { ingest } from './ingest';
import { writeTable } from './output';
import { writeRows } from './rows-out';

/** The embedded engine: DuckDB over Parquet files, inside this process. */
@Injectable()
export class DuckDbWarehouse extends Warehouse implements OnModuleDestroy {
  private readonly engine: Engine;

  constructor(config: Config) {
    super();
    this.engine = new Engine({ dataDirectory: config.dataDirectory, ...config.warehouse });
  }

  ingest(task: IngestTask): Promise<IngestReport> {
    return ingest(this.engine, task);
  }

  aggregate(query: AggregateQuery): Promise<Aggregate> {
    return aggregate(this.engine, query);
  }

  writeTable(table: OutputTable, path: string, format: 'csv' | 'parquet'): Promise<void> {
    return writeTable(this.engine, table, { path, format });
  }

  writeRows(rows: RowsQuery, path: string): Promise<void> {
    return writeRows(this.engine, rows, path);
  }

  stop(): Promise<void> {
    return this.engine.stop();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }
}
