import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { FileStore } from '#platform';
import { Warehouse } from '#warehouse';
import { besideFindings, type FoundTable } from '../../domain/check/found-table';
import type { OutputCheck } from '../../domain/check/output-check';

/** What people look at before it leaves, as it would leave, with the findings beside it. */
@Injectable()
export class CheckedTables {
  constructor(
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly datasets: DatasetService,
  ) {}

  /** @throws FILE.MISSING, FILE.DAMAGED */
  async read({ parquet, findings }: OutputCheck): Promise<FoundTable> {
    const file = await this.files.localPath(parquet);
    try {
      return besideFindings(await this.warehouse.readTable(file.path, new Map()), findings);
    } finally {
      await file.release();
    }
  }

  /** What whoever looks has to know, whether or not they may find it in the catalogue. */
  async titleOf(id: DatasetId): Promise<string> {
    return (await this.datasets.find(id)).title;
  }
}
