import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import { newId, type FederationId } from '#kernel';
import type { Pseudonymiser } from '#intake';
import { KeyRing, UnitOfWork, type Principal } from '#platform';
import { PseudonymKeyStore, type PseudonymKey } from '../db/pseudonym-key.store';

/** What names people's rows are keyed by, and which of the federation's keys that is. */
export type NumberedPseudonymiser = { readonly number: number; readonly pseudonymiser: Pseudonymiser };

/**
 * The secret of each federation by which what names a person becomes a pseudonym: the same person has the same one in all
 * rows that were sent under the same key, and nobody computes it who has not got the key.
 */
@Injectable()
export class PseudonymKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: PseudonymKeyStore,
    private readonly ring: KeyRing,
  ) {}

  /** Null where the dataset has no pseudonyms. The first key is made when it is needed. @throws Error where a key was lost */
  async forDataset(by: Principal, { schema, federationId }: Dataset): Promise<NumberedPseudonymiser | null> {
    const fields = schema.fields.filter(({ pseudonym }) => pseudonym).map(({ name }) => name);
    if (fields.length === 0) return null;
    const known = (await this.store.newest(federationId)) ?? (await this.make(by, federationId, null));
    const key = await this.ring.find(known.keyId);
    if (!key)
      throw new Error(`The pseudonym key ${known.number} of federation ${federationId} is not in the key ring.`);
    return { number: known.number, pseudonymiser: { fields, key, context: federationId } };
  }

  /** Every key that the federation has had, from the first. */
  async all(id: FederationId): Promise<PseudonymKey[]> {
    return this.store.all(id);
  }

  /** Whether a key is where it can be used. */
  async isThere({ keyId }: PseudonymKey): Promise<boolean> {
    return (await this.ring.find(keyId)) !== null;
  }

  /** For good: nobody makes a pseudonym with it again. */
  async destroy({ keyId }: PseudonymKey): Promise<void> {
    await this.ring.destroy(keyId);
  }

  /** A key by which everything is read from now on. @param before the number of the newest one now */
  async make(by: Principal, id: FederationId, before: number | null): Promise<PseudonymKey> {
    // In the ring before anybody hears of it; one that nobody hears of opens nothing.
    const keyId = newId<PseudonymKey['keyId']>();
    await this.ring.create(keyId);
    const made = await this.work.run(by, async (tx) => {
      await this.store.lock(tx, id);
      const newest = await this.store.newest(id, tx);
      if (newest && newest.number !== before) return tx.unchanged(newest);
      const key = { number: (before ?? 0) + 1, keyId };
      await this.store.insert(tx, id, key);
      tx.record({ type: 'pseudonym-key.made', federationId: id, number: key.number });
      return key;
    });
    if (made.keyId !== keyId) await this.ring.destroy(keyId);
    return made;
  }
}
