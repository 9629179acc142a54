import type { Id, PersonId } from '#kernel';
import { hasLength, UNPRINTABLE } from '../texts';
import { assertSearch, type DatasetSearch } from './dataset-search';
import { invalidSavedSearch } from './errors';

export type SavedSearchId = Id<'SavedSearch'>;

export const SEARCH_NOTICES = ['none', 'daily', 'atOnce'] as const;
/** Whether its owner is told of what it newly finds: not at all, once a day, or as soon as it is there. */
export type SearchNotice = (typeof SEARCH_NOTICES)[number];

/** A search that somebody keeps, for themselves alone. */
export type SavedSearch = {
  readonly id: SavedSearchId;
  readonly personId: PersonId;
  readonly name: string;
  readonly search: DatasetSearch;
  readonly notify: SearchNotice;
  readonly savedAt: Date;
  /** When it is looked at next; null: it is not looked at once a day. */
  readonly nextAt: Date | null;
};

export type SavedSearchDraft = Pick<SavedSearch, 'name' | 'search' | 'notify'>;

export const MOST_SAVED_SEARCHES = 50;
/** In UTC: before six in Rome, in summer and in winter, so that the mail of the same morning tells it. */
const HOUR = 3;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** @throws SAVED_SEARCH.INVALID, SEARCH.INVALID, SEARCH.TEXT_TOO_LONG */
export function assertSavedSearch({ name, search }: SavedSearchDraft): void {
  if (!hasLength(name, 1, 100) || UNPRINTABLE.test(name)) {
    throw invalidSavedSearch('its name has 1 to 100 characters, and no control characters');
  }
  if (UNPRINTABLE.test(search.text ?? '')) throw invalidSavedSearch('its text has no control characters');
  assertSearch(search);
}

/** The next moment at which a daily search is looked at. */
export function nextLook(now: Date): Date {
  const today = new Date(now);
  today.setUTCHours(HOUR, 0, 0, 0);
  return today > now ? today : new Date(today.getTime() + MS_PER_DAY);
}
