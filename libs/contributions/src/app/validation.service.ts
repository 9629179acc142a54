import { Injectable } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetService } from '#catalogue';
import { newId, type ContributionId } from '#kernel';
import { Config, FileStore, UnitOfWork, type Principal } from '#platform';
import { Warehouse, type IngestReport } from '#warehouse';
import { ContributionStore } from '../db/contribution.store';
import { withReport, type Contribution } from '../domain/contribution';
import { DISCARD_UPLOAD } from '../jobs';

type Checked = { readonly report: IngestReport; readonly parquetSha256: string | null };

/** What the worker does with a received file. Each method may be repeated without harm. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly datasets: DatasetService,
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly config: Config,
  ) {}

  /** Checks every row of a received file; accepts it as the next version of its dataset, or rejects it with findings. */
  async validate(by: Principal, id: ContributionId): Promise<void> {
    const contribution = await this.contributions.find(id);
    const { state, uploadSha256 } = contribution;
    if (state !== 'validating' || !uploadSha256) return;
    const checked = await this.check(contribution, uploadSha256);
    await this.decide(by, id, checked);
  }

  /** Destroys the file as it was sent, once no contribution waits for it. */
  async discardUpload(by: Principal, id: ContributionId): Promise<void> {
    await this.work.run(by, async (tx) => {
      const { uploadSha256 } = await this.contributions.find(id, tx);
      if (!uploadSha256) return tx.unchanged(undefined);
      await this.contributions.lockUpload(tx, uploadSha256, 'exclusive');
      if (!(await this.contributions.isUploadNeeded(tx, uploadSha256))) await this.files.delete(uploadSha256);
      tx.record({ type: 'upload.discarded', contributionId: id });
      tx.fulfil();
    });
  }

  /** The slow part, outside of any transaction. */
  private async check({ datasetId, hints }: Contribution, uploadSha256: string): Promise<Checked> {
    const { schema } = await this.datasets.find(datasetId);
    const temporary = join(this.config.dataDirectory, 'tmp');
    await mkdir(temporary, { recursive: true });
    const parquetPath = join(temporary, `${newId()}.parquet`);
    const upload = await this.files.localPath(uploadSha256);
    try {
      const report = await this.warehouse.ingest({ csvPath: upload.path, parquetPath, schema, dialect: hints });
      const accepted = report.findingCount === 0;
      return { report, parquetSha256: accepted ? (await this.files.putLocal(parquetPath)).sha256 : null };
    } finally {
      await upload.release();
      await rm(parquetPath, { force: true });
    }
  }

  /** Whoever finishes first decides; a repeated run finds the decision made. */
  private decide(by: Principal, id: ContributionId, { report, parquetSha256 }: Checked): Promise<void> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      const before = await this.contributions.lock(tx, id);
      if (before.state !== 'validating') return tx.unchanged(undefined);
      const contribution = withReport(before, report);
      await this.contributions.save(tx, contribution);
      const { datasetId, organisationId, state } = contribution;
      const { findingCount } = report;
      tx.record({ type: `contribution.${state}`, contributionId: id, datasetId, rows: report.rows, findingCount });
      if (parquetSha256) {
        await this.datasets.accept(tx, datasetId, { contributionId: id, organisationId, fileSha256: parquetSha256 });
      }
      await this.contributions.insertFindings(tx, id, report.findings);
      tx.enqueue(DISCARD_UPLOAD, { contributionId: id });
    });
  }
}
