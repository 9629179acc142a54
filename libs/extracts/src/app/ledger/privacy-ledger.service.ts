import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { PrivacyLedgerStore } from '../../db/ledger/privacy-ledger.store';
import { decimalOf, ofLastYear, spentEpsilon, spentRho, type LedgerEntry } from '../../domain/ledger/ledger-entry';
import type { ChargeId, LedgerState } from '../../domain/ledger/noise-facts';
import { DELTA } from '../../domain/ledger/noisy-question';
import type { NoiseTerms } from '../../domain/permit';

/** What numbers with noise have cost the people of a dataset, over all its versions. */
export type PrivacyLedger = {
  readonly datasetId: DatasetId;
  /** By the policies, when something was charged last; null: nothing ever was. */
  readonly budget: Pick<NoiseTerms, 'lifetimeEpsilon' | 'perYearEpsilon'> | null;
  readonly delta: string;
  readonly spent: LedgerState;
  /** In the 365 days before now. */
  readonly spentThisYear: LedgerState;
};

/** One charge, without who caused it or what was asked. */
export type SeenCharge = LedgerState & { readonly id: ChargeId; readonly chargedAt: Date };

/** The books of a dataset's privacy budget, for whoever may know of the dataset. */
@Injectable()
export class PrivacyLedgerService {
  constructor(
    private readonly datasets: DatasetService,
    private readonly store: PrivacyLedgerStore,
    private readonly work: UnitOfWork,
  ) {}

  /** @throws DATASET.MISSING */
  async of(by: Actor, id: DatasetId): Promise<PrivacyLedger> {
    const { id: datasetId } = await this.datasets.read(by, id);
    const entries = await this.store.entries(datasetId);
    return {
      ...{ datasetId, budget: entries.at(-1)?.budget ?? null, delta: decimalOf(DELTA), spent: stateOf(entries) },
      spentThisYear: stateOf(ofLastYear(entries, await this.work.now())),
    };
  }

  /** The newest first, of a dataset that the caller has been shown. */
  async charges(id: DatasetId, after: string | null, limit: number): Promise<SeenCharge[]> {
    const entries = (await this.store.entries(id)).toReversed();
    const from = after === null ? 0 : entries.findIndex((entry) => entry.id === after) + 1;
    return entries.slice(from, from + limit).map((entry) => ({
      ...{ id: entry.id, chargedAt: entry.chargedAt },
      ...stateOf([entry]),
    }));
  }
}

const stateOf = (entries: readonly LedgerEntry[]): LedgerState => ({
  rho: spentRho(entries),
  epsilon: spentEpsilon(entries),
});
