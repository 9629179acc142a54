import { Injectable } from '@nestjs/common';
import { CommonsError, missing, type ContributionId } from '#kernel';
import { pipeline, type Readable } from 'node:stream';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore, type Arrival, type ArrivalId } from '../db/upload.store';
import { Access } from './access';
import { ArrivalLocker } from './arrival-locker';
import { ReceptionService, type Ask } from './reception.service';
import { UploadVault } from './upload-vault';

/** Where an upload meets the contribution that it is for. */
@Injectable()
export class ArrivalDesk {
  constructor(
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly access: Access,
    private readonly vault: UploadVault,
    private readonly reception: ReceptionService,
    private readonly locker: ArrivalLocker,
  ) {}

  /** Does something while nobody else writes, takes or ends the upload. */
  alone<T>(id: ArrivalId, work: () => Promise<T>): Promise<T> {
    return this.locker.alone(id, work);
  }

  /** @throws UPLOAD.MISSING */
  async find(id: ArrivalId): Promise<Arrival> {
    const arrival = await this.uploads.arrival(id);
    if (!arrival) throw missing('upload', id);
    return arrival;
  }

  /** For strangers there is no upload either. @throws UPLOAD.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN */
  async assertOwn(by: Awaited<ReturnType<Ask>>, { id, contributionId }: Arrival): Promise<void> {
    await this.access.own(by, contributionId).catch((error: unknown) => {
      throw error instanceof CommonsError && error.kind === 'missing' ? missing('upload', id) : error;
    });
  }

  /** @throws CONTRIBUTION.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN */
  async own(by: Awaited<ReturnType<Ask>>, id: ContributionId): Promise<void> {
    await this.access.own(by, id);
  }

  async sealed({ contributionId, iv }: Arrival, content: Readable, offset: number): Promise<Readable> {
    const { uploadKey } = await this.contributions.find(contributionId);
    const sealer = await this.vault.sealer(uploadKey, iv, offset);
    // Who reads hears of what goes wrong with the content, or went wrong before.
    return pipeline([content, sealer], () => undefined) as unknown as Readable;
  }

  /** @throws UPLOAD.MISSING when it was ended meanwhile; then nothing is entered */
  async take(ask: Ask, arrival: Arrival, sealed: Readable): Promise<void> {
    const { id, contributionId, number, iv, sha256 } = arrival;
    const contribution = await this.contributions.find(contributionId);
    const upload = await this.vault.adopt(contribution.uploadKey, sealed, iv, sha256);
    await this.reception.enter(ask, contribution, { ...upload, number }, async (tx, at) => {
      if (!(await this.uploads.takeArrival(tx, id, at))) throw missing('upload', id);
    });
  }
}
