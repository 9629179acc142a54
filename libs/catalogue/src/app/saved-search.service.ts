import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { newId } from '#kernel';
import { UnitOfWork } from '#platform';
import { identityOf, type Actor } from '#policy';
import { SavedSearchStore } from '../db/search/saved-search.store';
import { tooManySavedSearches } from '../domain/search/errors';
import {
  assertSavedSearch,
  MOST_SAVED_SEARCHES,
  nextLook,
  type SavedSearch,
  type SavedSearchDraft,
  type SavedSearchId,
} from '../domain/search/saved-search';
import { TELL_SAVED_SEARCH } from '../jobs';

/** Searches that people keep for themselves. The journal is not told: what somebody looks for is nobody's business. */
@Injectable()
export class SavedSearchService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: SavedSearchStore,
  ) {}

  /**
   * Keeps a search. What it finds already is not told; what comes in from now on is.
   *
   * @throws SAVED_SEARCH.INVALID, SAVED_SEARCH.TOO_MANY, SEARCH.INVALID, SEARCH.TEXT_TOO_LONG, TOKEN.SCOPE_NEEDED,
   *   POLICY.SIGN_IN_FIRST
   */
  async save(by: Actor, { name, search, notify }: SavedSearchDraft): Promise<SavedSearch> {
    const identity = identityOf(by);
    assertScope(identity, 'manage');
    assertSavedSearch({ name, search, notify });
    const { personId } = identity;
    return this.work.run(by, async (tx) => {
      if ((await this.store.countOf(tx, personId)) >= MOST_SAVED_SEARCHES)
        throw tooManySavedSearches(MOST_SAVED_SEARCHES);
      const savedAt = await tx.now();
      const nextAt = notify === 'daily' ? nextLook(savedAt) : null;
      const saved: SavedSearch = { id: newId<SavedSearchId>(), personId, name, search, notify, savedAt, nextAt };
      await this.store.insert(tx, saved);
      if (nextAt) tx.enqueue(TELL_SAVED_SEARCH, { savedSearchId: saved.id }, nextAt);
      return tx.unchanged(saved);
    });
  }

  /** The caller's own, the newest first. @throws TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST */
  async page(by: Actor, after: string | null, limit: number): Promise<SavedSearch[]> {
    const identity = identityOf(by);
    assertScope(identity, 'read');
    return this.store.ofPerson(identity.personId, after, limit);
  }

  /** @throws SAVEDSEARCH.MISSING if it is not the caller's; TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST */
  async delete(by: Actor, id: SavedSearchId): Promise<void> {
    const identity = identityOf(by);
    assertScope(identity, 'manage');
    return this.work.run(by, async (tx) => {
      await this.store.delete(tx, identity.personId, id);
      tx.unchanged(undefined);
    });
  }
}
