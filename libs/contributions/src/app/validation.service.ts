import { Injectable } from '@nestjs/common';
import { DatasetService, VersionService } from '#catalogue';
import type { ContributionId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { withReport } from '../domain/contribution';
import { DISCARD_UPLOAD } from '../jobs';
import { UploadChecker, type Checked } from './upload-checker';
import { UploadVault } from './upload-vault';

/** What the worker does with a received file. Each method may be repeated without harm. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly datasets: DatasetService,
    private readonly versions: VersionService,
    private readonly checker: UploadChecker,
    private readonly vault: UploadVault,
  ) {}

  /** Checks every row of a received file; accepts it as the next version of its dataset, or rejects it with findings. */
  async validate(by: Principal, id: ContributionId): Promise<void> {
    const { state, datasetId, hints } = await this.contributions.find(id);
    const upload = state === 'validating' ? await this.contributions.upload(id) : null;
    if (!upload) return this.work.run(by, nothingToDo);
    const { schema } = await this.datasets.find(datasetId);
    await this.decide(by, id, await this.checker.check(upload, { schema, dialect: hints }));
  }

  /** Destroys the file as it was sent, and the only key to it. */
  async discardUpload(by: Principal, id: ContributionId): Promise<void> {
    await this.work.run(by, async (tx) => {
      const { state } = await this.contributions.lock(tx, id);
      const upload = state === 'validating' ? null : await this.contributions.upload(id, tx);
      if (!upload) return nothingToDo(tx);
      await this.vault.destroy(upload.sha256);
      await this.contributions.deleteUpload(tx, id);
      tx.record({ type: 'upload.discarded', contributionId: id });
      tx.fulfil();
    });
  }

  /** Whoever finishes first decides; a repeated run finds the decision made. */
  private decide(by: Principal, id: ContributionId, { report, parquetSha256 }: Checked): Promise<void> {
    return this.work.run(by, async (tx) => {
      const before = await this.contributions.lock(tx, id);
      if (before.state !== 'validating' || !before.receivedAt) return nothingToDo(tx);
      const contribution = withReport(before, report);
      await this.contributions.save(tx, contribution);
      const { datasetId, organisationId, state } = contribution;
      const { findingCount } = report;
      tx.record({ type: `contribution.${state}`, contributionId: id, datasetId, rows: report.rows, findingCount });
      if (parquetSha256) {
        const { receivedAt } = before;
        const part = { contributionId: id, organisationId, fileSha256: parquetSha256, receivedAt };
        await this.versions.accept(tx, datasetId, part);
      }
      await this.contributions.insertFindings(tx, id, report.findings);
      tx.enqueue(DISCARD_UPLOAD, { contributionId: id });
      tx.fulfil();
    });
  }
}

/** The promise is kept, by an earlier run. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
