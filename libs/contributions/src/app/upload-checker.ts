import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { FileStore, Workbench } from '#platform';
import { Warehouse, type IngestReport, type IngestTask } from '#warehouse';
import type { SealedUpload } from '../db/contribution.store';
import { UploadVault } from './upload-vault';

/** What a check found; `parquetSha256`: the accepted rows, stored; null: there were findings, and nothing is stored. */
export type Checked = { readonly report: IngestReport; readonly parquetSha256: string | null };

/** Reads a sealed upload against a schema; readable rows exist only on the workbench, while it does. */
@Injectable()
export class UploadChecker {
  constructor(
    private readonly vault: UploadVault,
    private readonly workbench: Workbench,
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
  ) {}

  /** @throws FILE.MISSING, FILE.DAMAGED */
  check(upload: SealedUpload, rules: Pick<IngestTask, 'schema' | 'dialect'>): Promise<Checked> {
    return this.workbench.use(async (folder) => {
      const [csvPath, parquetPath] = [join(folder, 'upload.csv'), join(folder, 'rows.parquet')];
      await this.vault.unseal(upload, csvPath);
      const report = await this.warehouse.ingest({ csvPath, parquetPath, ...rules });
      const isAccepted = report.findingCount === 0;
      return { report, parquetSha256: isAccepted ? (await this.files.putLocal(parquetPath)).sha256 : null };
    });
  }
}
