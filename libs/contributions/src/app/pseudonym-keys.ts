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

  /**
   * Makes a new key, which all files are read with that are checked from now on. Pseudonyms of different keys do not meet,
   * so every contributor sends the federation's pseudonymous datasets again; what was made with the old key can be
   * withdrawn then.
   *
   * @returns the number of the new key
   */
  async rotate(by: Principal, id: FederationId): Promise<number> {
    const before = await this.store.newest(id);
    return (await this.make(by, id, before?.number ?? null)).number;
  }

  /** The key is in the ring before anybody hears of it; one that nobody hears of opens nothing. */
  private async make(by: Principal, id: FederationId, before: number | null): Promise<PseudonymKey> {
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
