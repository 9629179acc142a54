import { Clock, type PersonId } from '#kernel';
import { Database, SharedRead } from '#platform';
import { Injectable } from '@nestjs/common';
import { BearerStore } from '../db/bearer.store';
import type { Identity } from '../domain/identity';

/**
 * Finds who holds a token. Requests that arrive together share a statement; nothing is remembered, so that an ended
 * session ends at once.
 */
@Injectable()
export class Bearers {
  private readonly holders = new SharedRead<string, Identity>((hashes) =>
    this.store.holders(this.database, hashes, this.clock.offsetMs),
  );

  constructor(
    private readonly database: Database,
    private readonly store: BearerStore,
    private readonly clock: Clock,
  ) {}

  holderOf(tokenHash: string): Promise<Identity | undefined> {
    return this.holders.get(tokenHash);
  }

  person(id: PersonId): Promise<Identity | undefined> {
    return this.store.person(this.database, id, this.clock.offsetMs);
  }
}
