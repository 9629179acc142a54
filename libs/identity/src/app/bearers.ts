import { Clock, type PersonId } from '#kernel';
import { Database } from '#platform';
import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { BearerStore } from '../db/bearer.store';
import type { Identity } from '../domain/identity';

const MAX_BATCH = 500;

/**
 * Finds who holds a token. Requests that arrive in the same turn of the event loop share one statement; nothing is
 * remembered from one turn to the next, so that an ended session ends at once.
 */
@Injectable()
export class Bearers {
  private readonly loader = new DataLoader<string, Identity | undefined>((hashes) => this.load(hashes), {
    cache: false,
    maxBatchSize: MAX_BATCH,
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  });

  constructor(
    private readonly database: Database,
    private readonly store: BearerStore,
    private readonly clock: Clock,
  ) {}

  holderOf(tokenHash: string): Promise<Identity | undefined> {
    return this.loader.load(tokenHash);
  }

  person(id: PersonId): Promise<Identity | undefined> {
    return this.store.person(this.database, id, this.clock.offsetMs);
  }

  private async load(hashes: readonly string[]): Promise<(Identity | undefined)[]> {
    const holders = await this.store.holders(this.database, [...new Set(hashes)], this.clock.offsetMs);
    return hashes.map((hash) => holders.get(hash));
  }
}
