import { Injectable } from '@nestjs/common';
import { CommonsError, type ContributionId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import type { Readable } from 'node:stream';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore, type Arrival, type ArrivalId } from '../db/upload.store';
import { awaitedFile, isSum } from '../domain/contribution';
import { announcementInvalid, lengthMismatch, tooManyUploads } from '../domain/errors';
import { EXPIRE_CONTRIBUTION } from '../jobs';
import { ArrivalDesk } from './arrival-desk';
import { ArrivingFiles } from './arriving-files';
import { newCounter } from './counter-cipher';
import { QuotaService } from './quota.service';
import type { Ask } from './reception.service';

/** What is announced of an upload that may be broken off. */
export type ArrivalWish = {
  readonly contributionId: ContributionId;
  /** Of the file, from 1. */
  readonly number: number;
  readonly bytes: number;
  readonly sha256: string | null;
};

/** After this, what was not continued is gone. */
export const ARRIVAL_LASTS_MS = 24 * 60 * 60 * 1000;
const MOST_UNFINISHED = 40;

/** Uploads that may be broken off and continued: each byte is sealed before it is written anywhere. */
@Injectable()
export class ArrivalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly files: ArrivingFiles,
    private readonly quota: QuotaService,
    private readonly desk: ArrivalDesk,
  ) {}

  /**
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.NOT_AWAITING_FILE, CONTRIBUTION.ANNOUNCEMENT_INVALID,
   *   UPLOAD.LENGTH_MISMATCH, UPLOAD.TOO_MANY, QUOTA.EXCEEDED, POLICY.FORBIDDEN
   */
  async begin(ask: Ask, id: ArrivalId, wish: ArrivalWish): Promise<void> {
    const by = await ask();
    await this.desk.own(by, wish.contributionId);
    await this.work.run(by, async (tx) => {
      const contribution = await this.contributions.lock(tx, wish.contributionId);
      const { contributionId, number, bytes } = wish;
      const file = awaitedFile(contribution, number);
      if (file.bytes !== null && file.bytes !== bytes) throw lengthMismatch(file.bytes);
      if (!isSum(wish.sha256)) throw announcementInvalid(file.name);
      const unfinished = (await this.uploads.arrivals(contributionId, tx)).filter(({ takenAt }) => !takenAt);
      if (unfinished.length >= MOST_UNFINISHED) throw tooManyUploads(MOST_UNFINISHED);
      await this.quota.assertRoom(tx, contribution.organisationId, bytes);
      const begunAt = await tx.now();
      const sha256 = wish.sha256?.toLowerCase() ?? file.sha256;
      await this.uploads.insertArrival(tx, { ...{ id, contributionId, number, bytes, sha256 }, ...fresh(begunAt) });
      tx.record({ type: 'contribution.upload-begun', contributionId, file: number, bytes });
      tx.enqueue(EXPIRE_CONTRIBUTION, { contributionId }, new Date(begunAt.getTime() + ARRIVAL_LASTS_MS));
    });
    await this.files.create(id, wish.bytes);
  }

  /** Whether who asks may go on with it. @throws UPLOAD.MISSING, POLICY.FORBIDDEN */
  async assertOwn(ask: Ask, id: ArrivalId): Promise<void> {
    await this.desk.assertOwn(await ask(), await this.desk.find(id));
  }

  /** How far it is: how many bytes have come, of how many. @throws UPLOAD.MISSING */
  async stateOf(id: ArrivalId): Promise<Pick<Arrival, 'bytes' | 'begunAt'> & { readonly offset: number }> {
    const { bytes, begunAt, takenAt } = await this.desk.find(id);
    return { bytes, begunAt, offset: takenAt ? bytes : await this.files.offsetOf(id) };
  }

  /** Writes what comes behind what has come; nothing is left to come of what was taken. @returns how many bytes have come now */
  async write(id: ArrivalId, content: Readable, offset: number): Promise<number> {
    const arrival = await this.desk.find(id);
    if (arrival.takenAt) return arrival.bytes;
    return this.files.write(id, await this.desk.sealed(arrival, content, offset), offset);
  }

  /**
   * Makes an upload that is whole a file of its contribution; again, or before, it changes nothing. What is refused then is gone.
   *
   * @throws FILE.CHECKSUM_MISMATCH, FILE.TOO_LARGE, CONTRIBUTION.NOT_AWAITING_FILE, QUOTA.EXCEEDED, POLICY.FORBIDDEN
   */
  take(ask: Ask, id: ArrivalId): Promise<void> {
    return this.desk.alone(id, () => this.takeWhole(ask, id));
  }

  /** Removes what somebody who was still writing has left of an upload that ended. */
  clear(id: ArrivalId): Promise<void> {
    return this.files.remove(id);
  }

  /**
   * Ends an upload, once whoever writes or takes it has done so; what has come of it is gone.
   *
   * @returns false when it was taken: the contribution keeps its file
   */
  end(by: Principal, id: ArrivalId): Promise<boolean> {
    return this.desk.alone(id, () => this.endNow(by, id));
  }

  private async takeWhole(ask: Ask, id: ArrivalId): Promise<void> {
    const arrival = await this.desk.find(id);
    if (arrival.takenAt || (await this.files.offsetOf(id)) < arrival.bytes) return;
    try {
      await this.desk.take(ask, arrival, await this.files.read(id));
    } catch (error) {
      if (error instanceof CommonsError && error.kind === 'refused') await this.endNow(await ask(), id);
      throw error;
    }
    await this.files.remove(id);
  }

  private async endNow(by: Principal, id: ArrivalId): Promise<boolean> {
    await this.files.remove(id);
    return this.work.run(by, async (tx) => {
      const arrival = await this.uploads.arrival(id, tx);
      if (!arrival || arrival.takenAt) return tx.unchanged(!arrival);
      await this.uploads.deleteArrival(tx, id);
      tx.record({ type: 'contribution.upload-ended', contributionId: arrival.contributionId, file: arrival.number });
      return true;
    });
  }
}

const fresh = (begunAt: Date) => ({ begunAt, iv: newCounter(), takenAt: null });
