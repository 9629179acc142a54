import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { FileStore, Workbench } from '#platform';
import { Warehouse, type OutputTable } from '#warehouse';
import type { Release, ReleasedFile } from '../domain/extract';

/** Writes tables into the file store. */
@Injectable()
export class StoredTables {
  constructor(
    private readonly warehouse: Warehouse,
    private readonly files: FileStore,
    private readonly workbench: Workbench,
  ) {}

  async store(table: OutputTable): Promise<Pick<Release, 'csv' | 'parquet'>> {
    return { csv: await this.storeAs(table, 'csv'), parquet: await this.storeAs(table, 'parquet') };
  }

  private storeAs(table: OutputTable, format: 'csv' | 'parquet'): Promise<ReleasedFile> {
    return this.workbench.use(async (folder) => {
      const path = join(folder, `table.${format}`);
      await this.warehouse.writeTable(table, path, format);
      return this.files.putLocal(path);
    });
  }
}
