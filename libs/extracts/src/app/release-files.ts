import { Injectable } from '@nestjs/common';
import { FileStore, type Transaction } from '#platform';
import { RecallStore, type ReleaseKey } from '../db/recall.store';
import { releaseFilesGone } from '../domain/errors';
import type { Release } from '../domain/extract';

/**
 * The files of releases, of which the store keeps equal ones once: one release must not lose what is destroyed as another's.
 */
@Injectable()
export class ReleaseFiles {
  constructor(
    private readonly recalls: RecallStore,
    private readonly files: FileStore,
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

  /** Destroys those of a recalled release which no other one has that may still be had. @returns their hashes */
  async destroy(tx: Transaction, key: ReleaseKey): Promise<string[]> {
    await this.recalls.lockFiles(tx);
    const own = await this.recalls.ownFiles(tx, key);
    for (const sha256 of own) await this.files.delete(sha256);
    return own;
  }
}
