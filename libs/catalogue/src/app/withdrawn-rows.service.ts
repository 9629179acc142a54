import { Injectable } from '@nestjs/common';
import { isId, type ContributionId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { PURPOSES, sharePurpose } from '#policy';
import { WithdrawnStore, type Placed } from '../db/withdrawn.store';
import type { WithdrawnRows } from '../domain/withdrawn';
import { FOLLOW_ROWS } from '../jobs';

/**
 * What contributors have taken back, for whatever was made of rows: that something is stale is not written down, it
 * follows from this, and so holds in the very transaction that takes rows back.
 */
@Injectable()
export class WithdrawnRowsService {
  constructor(
    private readonly db: Database,
    private readonly store: WithdrawnStore,
  ) {}

  async of(id: DatasetId, on: Queryable = this.db): Promise<WithdrawnRows> {
    const named = await this.store.purposes(on, id);
    return {
      contributions: await this.store.contributions(on, id),
      purposes: named.map(({ purposes, ...rest }) => ({
        ...rest,
        purposes: PURPOSES.filter((other) => sharePurpose([other], purposes)),
      })),
    };
  }

  /** The same, and nobody takes back more before the transaction ends: what it hands out was handed out before. */
  async hold(tx: Transaction, id: DatasetId): Promise<WithdrawnRows> {
    await this.store.hold(tx, id);
    return this.of(id, tx);
  }

  /**
   * Promises that what was made of an organisation's rows is followed, of a dataset or (null) of all of a federation, and
   * lets nobody hand out any of it meanwhile.
   */
  async followed(
    tx: Transaction,
    where: {
      readonly organisationId: OrganisationId;
      readonly federationId: FederationId;
      readonly datasetId: DatasetId | null;
    },
  ): Promise<void> {
    const { organisationId, federationId, datasetId } = where;
    const concerned = datasetId ? [datasetId] : await this.store.datasetsOf(tx, federationId, organisationId);
    for (const id of concerned) {
      await this.store.lock(tx, id);
      tx.enqueue(FOLLOW_ROWS, { datasetId: id });
    }
  }

  /** In which versions of its dataset a contribution is; null: it was never accepted. The caller authorises. */
  async placed(id: ContributionId): Promise<Placed | null> {
    const [placed] = isId(id) ? await this.store.placed(this.db, [id]) : [];
    return placed ?? null;
  }

  /** Everything that an organisation ever had in a dataset, oldest first. The caller authorises. */
  async placedOf(datasetId: DatasetId, organisationId: OrganisationId): Promise<Placed[]> {
    if (!isId(datasetId) || !isId(organisationId)) return [];
    return this.store.placedOf(this.db, datasetId, organisationId);
  }
}
