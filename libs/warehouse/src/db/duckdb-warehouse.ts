import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '#platform';
import type { IngestTask } from '../app/ingest-task';
import type { RowsFile } from '../app/row-store';
import { Warehouse, type AggregateQuery, type CodedRowsQuery, type GridQuery, type RowsQuery } from '../app/warehouse';
import type { Aggregate } from '../domain/aggregate';
import type { CodedRows } from '../domain/coded-rows';
import type { IngestReport } from '../domain/finding';
import type { GridCell } from '../domain/grid';
import type { OutputTable } from '../domain/output-table';
import { aggregate } from './aggregate';
import { readCoded } from './coded-rows';
import { Engine } from './engine';
import { ingest } from './ingest';
import { countOnGrid } from './on-grid';
import { writeTable } from './output';
import { Packer } from './packs/packer';
import { Packs } from './packs/packs';
import type { SealedRowStore } from './rows/sealed-row-store';
import { withOpened } from './rows/with-opened';
import { writeRows } from './rows-out';
import { readTable } from './table-in';

/** The embedded engine: DuckDB over Parquet files, inside this process. */
@Injectable()
export class DuckDbWarehouse extends Warehouse implements OnModuleDestroy {
  private readonly engine: Engine;
  private readonly packs: Promise<Packs>;
  private readonly packer = new Packer();

  /** @param stored may still be opening */
  constructor(
    config: Config,
    private readonly stored: SealedRowStore | Promise<SealedRowStore>,
  ) {
    super();
    this.engine = new Engine({ dataDirectory: config.dataDirectory, ...config.warehouse });
    this.packs = Promise.resolve(stored).then((rows) => new Packs(this.engine, rows));
  }

  ingest(task: IngestTask): Promise<IngestReport> {
    return ingest(this.engine, task);
  }

  async aggregate(query: AggregateQuery): Promise<Aggregate> {
    const packs = await this.packs;
    const files = query.sources.map(({ file }) => file);
    const { answer, loose } = await packs.read(files, async (reading) => ({
      answer: await aggregate(this.engine, query, reading),
      loose: reading.loose.flatMap(({ at }) => files[at] ?? []),
    }));
    this.packer.consider(packs, loose);
    return answer;
  }

  async countOnGrid(query: GridQuery): Promise<GridCell[]> {
    const packs = await this.packs;
    const files = query.sources.map(({ file }) => file);
    return packs.read(files, (reading) => countOnGrid(this.engine, query, reading));
  }

  /** Puts those of the files that are small together on the shelf now, in place of after a question that had many of them. */
  async compact(files: readonly RowsFile[]): Promise<void> {
    await (await this.packs).make(files);
  }

  writeTable(table: OutputTable, path: string, format: 'csv' | 'parquet'): Promise<void> {
    return writeTable(this.engine, table, { path, format });
  }

  readTable(path: string, kept: ReadonlyMap<string, readonly string[]>): Promise<OutputTable> {
    return readTable(this.engine, path, kept);
  }

  async writeRows({ file, fields }: RowsQuery, path: string): Promise<void> {
    const rows = await this.stored;
    await withOpened(rows, [file], ([from = '']) => writeRows(this.engine, { from, fields }, path));
  }

  async readCoded({ files, fields, mostRows: most = Infinity }: CodedRowsQuery): Promise<CodedRows> {
    const rows = await this.stored;
    return withOpened(rows, files, (paths) => readCoded(this.engine, paths, { fields, most }));
  }

  async stop(): Promise<void> {
    await this.packer.stop();
    await this.engine.stop();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }
}
