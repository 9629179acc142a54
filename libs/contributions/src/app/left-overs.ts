import { Injectable } from '@nestjs/common';
import { RowStore } from '#warehouse';
import type { Arrival, Upload } from '../db/upload.store';
import { NO_FILE, type Contribution, type VaultKeyId } from '../domain/contribution';
import { ArrivingFiles } from './arriving-files';
import { UploadVault } from './upload-vault';

type Left = {
  readonly uploads: readonly Upload[];
  readonly arrivals: readonly Arrival[];
  /** Whether its rows are to go too, which nobody took. */
  readonly isRefused: boolean;
};

/** Destroys bytes, keys first: what remains of a destruction that was cut off cannot be read. */
@Injectable()
export class LeftOvers {
  constructor(
    private readonly vault: UploadVault,
    private readonly arriving: ArrivingFiles,
    private readonly rows: RowStore,
  ) {}

  async destroy({ id, uploadKey, rows }: Contribution, { uploads, arrivals, isRefused }: Left): Promise<void> {
    await this.destroyKey(uploadKey);
    for (const { sha256 } of uploads) await this.vault.destroy(sha256);
    for (const arrival of arrivals) await this.arriving.remove(arrival.id);
    // What a check stored and could not enter any more has a key too.
    if (isRefused) await this.rows.destroy({ contributionId: id, sha256: rows?.sha256 ?? NO_FILE });
  }

  destroyKey(key: VaultKeyId): Promise<void> {
    return this.vault.destroyKey(key);
  }

  isThere(sha256: string): Promise<boolean> {
    return this.vault.isThere(sha256);
  }

  destroyFile(sha256: string): Promise<void> {
    return this.vault.destroy(sha256);
  }
}
