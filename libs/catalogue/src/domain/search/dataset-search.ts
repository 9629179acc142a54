import { isId } from '#kernel';
import { ACCESS_RIGHTS, NEED_CATEGORIES, type AccessRights, type NeedCategory } from '../dataset';
import { UNPRINTABLE } from '../texts';
import { invalidSearch } from './errors';
import { parseSearchText } from './search-text';

export const SEARCH_SORTS = ['relevance', 'newest', 'title', 'contributors'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** By what datasets can be counted and narrowed; several values of one widen each other, several facets narrow. */
export const FACETS = [
  ...(['needCategory', 'publisher', 'accessRights', 'personalData', 'federation'] as const),
  ...(['theme', 'territory', 'year', 'licence'] as const),
] as const;
export type Facet = (typeof FACETS)[number];

/** Days of the calendar, both included; null: open on that side. */
export type SearchPeriod = { readonly from: string | null; readonly to: string | null };

/** What datasets are looked for; what is absent does not narrow. */
export type DatasetSearch = {
  readonly text?: string | undefined;
  /** Values of facets, as the facets themselves spell them: codes, ids, names, years, `true` and `false`. */
  readonly facets?: Partial<Readonly<Record<Facet, readonly string[]>>>;
  /** Those whose data are about at least a day of it. */
  readonly period?: SearchPeriod | undefined;
  readonly seriesId?: string | undefined;
  /** Also those that were withdrawn. */
  readonly withWithdrawn?: boolean | undefined;
};

/** How many found datasets have each value, in the order of their number; the value itself does not narrow. */
export type FacetCount = { readonly facet: Facet; readonly value: string; readonly count: number };

const MOST = { values: 50, valueCharacters: 2_000 };

/**
 * Checks a search, whoever it comes from.
 *
 * @throws SEARCH.TEXT_TOO_LONG, SEARCH.INVALID
 */
export function assertSearch({ text = '', facets = {}, period, seriesId = '' }: DatasetSearch): void {
  parseSearchText(text);
  for (const facet of FACETS) assertValues(facet, facets[facet] ?? []);
  if (period) assertPeriod(period);
  if (seriesId.length > MOST.valueCharacters) throw invalidSearch('a series goes by its id');
}

function assertValues(facet: Facet, values: readonly string[]): void {
  if (values.length > MOST.values) throw invalidSearch(`it names at most ${MOST.values} values of ${facet}`);
  if (!values.every(isText)) throw invalidSearch(`a value of ${facet} has 1 to 2,000 characters`);
}

function assertPeriod({ from, to }: SearchPeriod): void {
  if (from !== null && to !== null && from > to) throw invalidSearch('its period ends before it starts');
}

const isText = (value: string) => value.length > 0 && value.length <= MOST.valueCharacters && !UNPRINTABLE.test(value);

/** Whether a value of a facet could be any dataset's; what could not matches nothing. */
export function isPossible(facet: Facet, value: string): boolean {
  switch (facet) {
    case 'publisher':
    case 'federation':
      return isId(value);
    case 'needCategory':
      return NEED_CATEGORIES.includes(value as NeedCategory);
    case 'accessRights':
      return ACCESS_RIGHTS.includes(value as AccessRights);
    case 'personalData':
      return value === 'true' || value === 'false';
    case 'year':
      return /^\d{1,4}$/.test(value);
    default:
      return true;
  }
}
