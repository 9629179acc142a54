import { Injectable } from '@nestjs/common';
import { IdentityService } from '#identity';
import type { DatasetId } from '#kernel';
import { Notifications } from '#notifications';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { PolicyService } from '#policy';
import { SavedSearchStore, type Fresh } from '../db/search/saved-search.store';
import type { ShownDataset } from '../domain/dataset';
import { nextLook, type SavedSearch, type SavedSearchId } from '../domain/search/saved-search';
import { TELL_SAVED_SEARCH } from '../jobs';
import { SearchService } from './search.service';

const MOST_TOLD = 100;
const MOST_TITLES = 20;
const BATCH = 100;

/** Tells people of what their saved searches newly find, as far as they may know of it at that moment. */
@Injectable()
export class SearchNews {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: SavedSearchStore,
    private readonly search: SearchService,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly notifications: Notifications,
  ) {}

  /** Tells whose searches are told at once of a dataset that came in or changed; again, it tells nobody. */
  async ofDataset(by: Principal, datasetId: DatasetId): Promise<void> {
    let batch = await this.store.atOnce(null, BATCH);
    while (batch.length > 0) {
      for (const saved of batch) {
        const found = await this.freshFor(saved, datasetId);
        if (found.fresh.length > 0) await this.work.run(by, (tx) => tx.unchanged(this.tell(tx, saved, found)));
      }
      batch = await this.store.atOnce(batch.at(-1)?.id ?? null, BATCH);
    }
    await this.work.run(by, (tx) => {
      tx.fulfil();
      tx.unchanged(undefined);
      return Promise.resolve();
    });
  }

  /** The daily look of one search, which promises that of the next day. Too early, again, or once it is deleted: nothing. */
  async daily(by: Principal, id: SavedSearchId): Promise<void> {
    const saved = await this.store.find(id);
    const found = saved ? await this.freshFor(saved, null) : NOTHING;
    await this.work.run(by, async (tx) => {
      tx.fulfil();
      const now = await tx.now();
      const nextAt = nextLook(now);
      tx.unchanged(undefined);
      if (!saved || !(await this.store.postpone(tx, id, now, nextAt))) return;
      tx.enqueue(TELL_SAVED_SEARCH, { savedSearchId: id }, nextAt);
      await this.tell(tx, saved, found);
    });
  }

  /** By the policies and the members' book of this moment. */
  private async freshFor(saved: SavedSearch, only: DatasetId | null): Promise<Found> {
    const actor = await this.policies.actorFor(this.identities.identityOf(saved.personId));
    const looking = await this.search.looking(actor, saved.search);
    const fresh = looking ? await this.store.fresh(looking, saved, only, MOST_TOLD) : [];
    const ids = fresh.map(({ datasetId }) => datasetId);
    return { fresh, shown: fresh.length > 0 ? await this.search.shown(actor, ids) : [] };
  }

  /** All in one notification, about the first of them. */
  private async tell(tx: Transaction, saved: SavedSearch, { fresh, shown }: Found): Promise<void> {
    const told = new Map((await this.store.markTold(tx, saved.id, fresh)).map((one) => [one.datasetId, one]));
    const [first, ...others] = shown.filter(({ id }) => told.has(id));
    if (!first) return;
    const facts = {
      subject: { type: 'dataset', id: first.id } as const,
      ...{ title: first.title, federationId: first.federationId, searchName: saved.name },
      ...(others.length > 0 && { furtherDatasets: others.length }),
      extra: others.slice(0, MOST_TITLES).map(({ title }) => title),
    };
    const about = `${saved.id} ${first.id} ${String(told.get(first.id)?.version)}`;
    await this.notifications.tell(tx, { to: [saved.personId], kind: 'savedSearchMatched', facts, about });
  }
}

type Found = { readonly fresh: readonly Fresh[]; readonly shown: readonly ShownDataset[] };
const NOTHING: Found = { fresh: [], shown: [] };
