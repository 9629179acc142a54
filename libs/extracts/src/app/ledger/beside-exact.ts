import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { TableSchema } from '#warehouse';
import { PrivacyLedgerStore } from '../../db/ledger/privacy-ledger.store';
import { besideExact } from '../../domain/ledger/beside-exact';
import { exactBesideNoisy } from '../../domain/ledger/errors';
import type { UsedPart } from '../../domain/earlier-table';

/** That no numbers with noise and exact ones of one group of people leave the commons, whichever come first. */
@Injectable()
export class BesideExact {
  constructor(private readonly store: PrivacyLedgerStore) {}

  /**
   * What a noisy table leaves out because it is known exactly.
   *
   * @returns `total`: of everybody; null: nothing
   * @throws EXTRACT.EXACT_BESIDE_NOISY
   */
  async leavesOut(
    schema: TableSchema,
    { datasetId, parts }: Pick<DatasetVersion, 'datasetId' | 'parts'>,
    dimensions: readonly string[],
    on?: Queryable,
  ): Promise<'total' | null> {
    const exact = await this.store.exactTables(datasetId, idsOf(parts), on);
    const found = besideExact(schema, dimensions, exact);
    if (found === 'refused') throw exactBesideNoisy('noisy', 'refused');
    return found === 'withoutTotal' ? 'total' : null;
  }

  /** That an exact table may be made: its total of everybody is in all noisy ones. @throws EXTRACT.EXACT_BESIDE_NOISY */
  async assertExact(datasetId: DatasetId, parts: readonly Pick<UsedPart, 'contributionId'>[]): Promise<void> {
    if (await this.store.isNoisy(datasetId, idsOf(parts))) throw exactBesideNoisy('exact', 'refused');
  }

  /** The same in the transaction that lets it out; whoever charges for noise waits. @throws EXTRACT.EXACT_BESIDE_NOISY as a conflict */
  async holdExact(tx: Transaction, datasetId: DatasetId, parts: readonly Pick<UsedPart, 'contributionId'>[]) {
    await this.store.lock(tx, datasetId);
    if (await this.store.isNoisy(datasetId, idsOf(parts), tx)) throw exactBesideNoisy('exact', 'conflict');
  }
}

const idsOf = (parts: readonly Pick<UsedPart, 'contributionId'>[]) => parts.map(({ contributionId }) => contributionId);
