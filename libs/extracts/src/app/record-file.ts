import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { FileStore, Workbench, type OutgoingFile } from '#platform';
import { Warehouse, type Field } from '#warehouse';

/** Writes accepted rows as a file on its way out: it is not kept, and nothing of it stays when it has been read. */
@Injectable()
export class RecordFile {
  constructor(
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly workbench: Workbench,
  ) {}

  /**
   * @param fileSha256 the accepted rows
   * @param fields the columns, in the order in which they are written
   * @throws FILE.MISSING, FILE.DAMAGED
   */
  make(fileSha256: string, fields: readonly Field[]): Promise<OutgoingFile> {
    return this.workbench.handOut(async (folder) => {
      const path = join(folder, 'records.csv');
      const rows = await this.files.localPath(fileSha256);
      try {
        await this.warehouse.writeRows({ path: rows.path, fields: [...fields] }, path);
      } finally {
        await rows.release();
      }
      return path;
    });
  }
}
