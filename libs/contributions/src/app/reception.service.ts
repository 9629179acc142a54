import { Injectable } from '@nestjs/common';
import { CommonsError, type ContributionId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import type { Actor } from '#policy';
import type { Readable } from 'node:stream';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore, type Upload } from '../db/upload.store';
import { awaitedFile, withUpload, type Contribution } from '../domain/contribution';
import { lengthMismatch } from '../domain/errors';
import { INSPECT_CONTRIBUTION } from '../jobs';
import { Access } from './access';
import { expireLater } from './expire-later';
import { QuotaService } from './quota.service';
import { UploadVault } from './upload-vault';

/** Who sends, by the tokens, the members' book and the policies of the moment. */
export type Ask = () => Promise<Actor>;

const RECEPTION = { id: 'system:contributions.reception' };

/** Takes in files of announced contributions. */
@Injectable()
export class ReceptionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly access: Access,
    private readonly vault: UploadVault,
    private readonly quota: QuotaService,
  ) {}

  /**
   * Takes in one file in one go, and promises to inspect the contribution once all of its files are here.
   *
   * @param ask asked again when the file has arrived, which the sender may drag out for as long as a vote takes
   * @param number of the file, from 1
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.NOT_AWAITING_FILE, FILE.TOO_LARGE, FILE.CHECKSUM_MISMATCH,
   *   UPLOAD.LENGTH_MISMATCH, QUOTA.EXCEEDED, POLICY.FORBIDDEN
   */
  async receive(ask: Ask, id: ContributionId, content: Readable, number = 1): Promise<Contribution> {
    const { contribution } = await this.access.own(await ask(), id);
    const { sha256 } = awaitedFile(contribution, number);
    const upload = await this.vault.seal(contribution.uploadKey, content, sha256);
    return this.enter(ask, contribution, { ...upload, number });
  }

  /**
   * Enters a sealed file as one of a contribution's, or destroys it unless it is one already.
   *
   * @param also what belongs into the same transaction
   */
  async enter(
    ask: Ask,
    { id }: Contribution,
    upload: Upload,
    also: (tx: Transaction, at: Date) => Promise<void> = () => Promise.resolve(),
  ): Promise<Contribution> {
    try {
      const by = await ask();
      await this.access.own(by, id);
      return await this.work.run(by, async (tx) => {
        const before = await this.contributions.lock(tx, id);
        const { bytes: announced } = awaitedFile(before, upload.number);
        if (announced !== null && announced !== upload.bytes) throw lengthMismatch(announced);
        const at = await tx.now();
        const contribution = withUpload(before, upload.number, at);
        await this.contributions.save(tx, contribution);
        await this.quota.assertRoom(tx, contribution.organisationId, upload.bytes);
        await this.uploads.insert(tx, id, upload);
        await also(tx, at);
        const { bytes, number } = upload;
        tx.record({ type: 'contribution.received', contributionId: id, file: number, bytes });
        if (contribution.state === 'inspecting') tx.enqueue(INSPECT_CONTRIBUTION, { contributionId: id });
        else await expireLater(tx, contribution);
        return contribution;
      });
    } catch (error) {
      // Refused before the commit. Where a commit may have happened, the file stays.
      if (error instanceof CommonsError) await this.discard(id, upload.sha256);
      throw error;
    }
  }

  /** Who takes an arrival after another lost its lock seals the same bytes under the same name: that one's file stays. */
  private discard(id: ContributionId, sha256: string): Promise<void> {
    return this.work.run(RECEPTION, async (tx) => {
      await this.contributions.lock(tx, id);
      const entered = await this.uploads.of(id, tx);
      if (!entered.some((upload) => upload.sha256 === sha256)) await this.vault.destroy(sha256);
      tx.unchanged(undefined);
    });
  }
}
