import { Injectable } from '@nestjs/common';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { setTimeout as after } from 'node:timers/promises';
import { ArrivalLocks } from '../db/arrival-locks';
import type { ArrivalId } from '../db/upload.store';
import { ArrivingFiles } from './arriving-files';

const POLL_MS = 100;
/** As the protocol's library throws, which knows no such answer. */
const BUSY = { status_code: 423, body: '' };

/**
 * Lets one request at a time at an upload, whichever process it came to. Whoever comes second asks the first to stop, which
 * then keeps what has come: it may be a dead line that nobody has noticed.
 *
 * @see https://tus.io/protocols/resumable-upload#patch
 */
@Injectable()
export class ArrivalLocker implements Locker {
  /** How long a request waits; the first one has 3 seconds to end by itself, and then what it takes to write what it has. */
  protected readonly patienceMs: number = 30_000;

  constructor(
    private readonly locks: ArrivalLocks,
    private readonly files: ArrivingFiles,
  ) {}

  newLock(id: string): Lock {
    const arrival = id as ArrivalId;
    return {
      lock: (stopped, requestRelease) => this.lock(arrival, stopped, requestRelease),
      unlock: async () => {
        await this.files.settled(arrival);
        await this.locks.unlock(arrival);
      },
    };
  }

  /** Does something that nobody is to interrupt, and that whoever comes meanwhile waits for. */
  async alone<T>(id: ArrivalId, work: () => Promise<T>): Promise<T> {
    await this.lock(id, new AbortController().signal, () => undefined);
    try {
      return await work();
    } finally {
      await this.locks.unlock(id);
    }
  }

  private async lock(id: ArrivalId, stopped: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    for (let waitedMs = 0; waitedMs < this.patienceMs && !stopped.aborted; waitedMs += POLL_MS) {
      if (await this.locks.tryLock(id, () => void requestRelease())) return;
      await after(POLL_MS);
    }
    throw Object.assign(new Error('Another request has the upload.'), BUSY);
  }
}
