import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { FileStore, measure, Workbench } from '#platform';
import { Warehouse, type OutputTable } from '#warehouse';
import type { Release } from '../domain/extract';
import { MadeFiles } from './made-files';

/** Writes tables into the file store. */
@Injectable()
export class StoredTables {
  constructor(
    private readonly warehouse: Warehouse,
    private readonly files: FileStore,
    private readonly workbench: Workbench,
    private readonly made: MadeFiles,
  ) {}

  async store(table: OutputTable): Promise<Pick<Release, 'csv' | 'parquet'>> {
    return this.workbench.use(async (folder) => {
      const [csv, parquet] = [join(folder, 'table.csv'), join(folder, 'table.parquet')];
      await this.warehouse.writeTable(table, csv, 'csv');
      await this.warehouse.writeTable(table, parquet, 'parquet');
      const [{ sha256: ofCsv }, { sha256: ofParquet }] = [await measure(csv), await measure(parquet)];
      await this.made.promise({ files: [ofCsv, ofParquet], keyId: null });
      return { csv: await this.files.putLocal(csv), parquet: await this.files.putLocal(parquet) };
    });
  }
}
