import { Injectable } from '@nestjs/common';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { CommonsError } from '#kernel';
import { addAbortSignal, type Readable } from 'node:stream';
import { ArrivalLocks } from '../db/arrival-locks';
import type { ArrivalId } from '../db/upload.store';
import { ARRIVAL_LASTS_MS, ArrivalService } from './arrival.service';

/** What the protocol's library writes to; it asks before whether the caller may. @see https://tus.io/protocols/resumable-upload */
@Injectable()
export class ResumableUploads extends DataStore {
  override readonly extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

  constructor(
    private readonly arrivals: ArrivalService,
    private readonly locks: ArrivalLocks,
  ) {
    super();
  }

  /** It was begun when the caller was asked. */
  override create(upload: Upload): Promise<Upload> {
    return Promise.resolve(upload);
  }

  override write(content: Readable, id: string, offset: number): Promise<number> {
    const arrival = id as ArrivalId;
    return this.arrivals.write(arrival, addAbortSignal(this.locks.lossOf(arrival), content), offset);
  }

  /** It was ended when the caller was asked; whoever was writing meanwhile has stopped now. */
  override remove(id: string): Promise<void> {
    return this.arrivals.clear(id as ArrivalId);
  }

  override async getUpload(id: string): Promise<Upload> {
    try {
      const { bytes, offset, begunAt } = await this.arrivals.stateOf(id as ArrivalId);
      return new Upload({ id, offset, size: bytes, creation_date: begunAt.toISOString() });
    } catch (error) {
      const isMissing = error instanceof CommonsError && error.kind === 'missing';
      throw isMissing ? Object.assign(new Error(error.code), ERRORS.FILE_NOT_FOUND) : error;
    }
  }

  override getExpiration(): number {
    return ARRIVAL_LASTS_MS;
  }
}
