import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { Workbench, type OutgoingFile } from '#platform';
import { Warehouse, type Field, type RowsFile } from '#warehouse';

/** Writes accepted rows as a file on its way out: it is not kept, and nothing of it stays when it has been read. */
@Injectable()
export class RecordFile {
  constructor(
    private readonly warehouse: Warehouse,
    private readonly workbench: Workbench,
  ) {}

  /**
   * @param fields the columns, in the order in which they are written
   * @throws KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  make(file: RowsFile, fields: readonly Field[]): Promise<OutgoingFile> {
    return this.workbench.handOut(async (folder) => {
      const path = join(folder, 'records.csv');
      await this.warehouse.writeRows({ file, fields }, path);
      return path;
    });
  }
}
