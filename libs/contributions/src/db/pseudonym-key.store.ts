import { Injectable } from '@nestjs/common';
import type { FederationId, Id } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';

/** A key of a federation, from number 1. */
export type PseudonymKey = { readonly number: number; readonly keyId: Id<'PseudonymKey'> };

/** Which pseudonym keys a federation has had; the keys themselves are in the key ring. */
@Injectable()
export class PseudonymKeyStore {
  constructor(private readonly db: Database) {}

  /** The one that new contributions are made with; null: there is none yet. */
  async newest(id: FederationId, on: Queryable = this.db): Promise<PseudonymKey | null> {
    const [key] = await on.query<PseudonymKey>(
      `select number, key_id as "keyId" from contributions.pseudonym_key where federation_id = $1
       order by number desc limit 1`,
      [id],
    );
    return key ?? null;
  }

  /** Whoever makes a key of a federation waits here until the one before has committed. */
  async lock(tx: Transaction, id: FederationId): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 612))', [id]);
  }

  async insert(tx: Transaction, id: FederationId, { number, keyId }: PseudonymKey): Promise<void> {
    await tx.query('insert into contributions.pseudonym_key values ($1, $2, $3, $4)', [
      ...[id, number, keyId, await tx.now()],
    ]);
  }
}
