import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { FileStore, type Transaction } from '#platform';
import { PrivacyLedgerStore } from '../db/ledger/privacy-ledger.store';
import { RecallStore, type ReleaseKey } from '../db/recall.store';
import { releaseFilesGone } from '../domain/errors';
import type { Release } from '../domain/extract';
import { StaleChecks } from './check/stale-checks';
import { CertificateVault } from './report/certificate-vault';

/**
 * The files of releases, of which the store keeps equal ones once: one release must not lose what is destroyed as another's.
 */
@Injectable()
export class ReleaseFiles {
  constructor(
    private readonly recalls: RecallStore,
    private readonly files: FileStore,
    private readonly ledger: PrivacyLedgerStore,
    private readonly withdrawn: WithdrawnRowsService,
    private readonly certificates: CertificateVault,
    private readonly checks: StaleChecks,
  ) {}

  /**
   * In the transaction that releases them: they are there, and nobody destroys them before it ends. They were stored
   * earlier, when no release had them yet, and equal ones may have been destroyed since.
   *
   * @throws RELEASE.FILES_GONE as a conflict
   */
  async hold(tx: Transaction, { csv, parquet }: Pick<Release, 'csv' | 'parquet'>): Promise<void> {
    await this.recalls.holdFiles(tx);
    for (const { sha256 } of [csv, parquet]) if (!(await this.files.has(sha256))) throw releaseFilesGone();
  }

  /** Destroys those of a recalled release which no other one has that may still be had, and its certificate. @returns their hashes */
  async destroy(tx: Transaction, key: ReleaseKey): Promise<string[]> {
    await this.recalls.lockFiles(tx);
    const own = await this.recalls.ownFiles(tx, key);
    for (const sha256 of own) await this.files.delete(sha256);
    const certificate = await this.recalls.ownCertificate(tx, key);
    if (certificate) await this.certificates.destroy(certificate);
    return own;
  }

  /** Destroys what was drawn of rows that were taken back, released or not. @returns how many answers */
  async destroyAnswers(tx: Transaction, datasetId: DatasetId): Promise<number> {
    const { contributions } = await this.withdrawn.of(datasetId, tx);
    return this.ledger.destroyAnswers(tx, datasetId, [...contributions.keys()], await tx.now());
  }

  /** Destroys the proofs of a table that does not leave now: what is made once more is proven once more. */
  async destroyCertificate({ report }: Pick<Release, 'report'>): Promise<void> {
    if (report?.certificate) await this.certificates.destroy(report.certificate);
  }

  /** Destroys what people look at of such rows before it leaves, and has it made without them. */
  endChecks(tx: Transaction, datasetId: DatasetId): Promise<void> {
    return this.checks.end(tx, datasetId);
  }
}
