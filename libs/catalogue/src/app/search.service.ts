import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database } from '#platform';
import { allows, authorise, type Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { RelatedStore } from '../db/search/related.store';
import type { SearchKey } from '../db/search/search-sql';
import { SearchStore, sightOf, type Counts, type FoundDataset, type Looking } from '../db/search/search.store';
import { withoutMetadata, type DatasetSummary, type ShownDataset } from '../domain/dataset';
import { assertSearch, type DatasetSearch, type SearchSort } from '../domain/search/dataset-search';
import { highlight, type Highlight } from '../domain/search/highlight';
import { MOST_CHARACTERS, parseSearchText, wordsIn } from '../domain/search/search-text';
import { mayBeMisspelt, probablyMeant } from '../domain/search/spelling';

/** Which page of a search: behind a dataset of the page before, with what that page took the text to mean. */
export type SearchPage = {
  readonly sort: SearchSort;
  readonly after: (SearchKey & { readonly meant: string | null }) | null;
  readonly limit: number;
};
export type FoundPage = {
  readonly items: readonly { readonly dataset: ShownDataset; readonly key: SearchKey }[];
  /** What was probably meant, where what was typed finds little; its datasets follow. null: nothing else. */
  readonly meant: string | null;
};
/** What was found in the texts of an entry; null: nothing there. */
export type SearchHighlights = Readonly<Record<keyof ShownTexts, Highlight | null>>;

type ShownTexts = Pick<ShownDataset, 'title' | 'description' | 'keywords'>;

/** With fewer found than that, whoever typed is asked whether they meant something else. */
const FEW = 3;
const MOST_WORDS = 12;

/** Finds datasets, as far as policies let somebody know of them: what they may not read neither finds nor counts. */
@Injectable()
export class SearchService {
  constructor(
    private readonly db: Database,
    private readonly store: SearchStore,
    private readonly related: RelatedStore,
    private readonly datasets: DatasetStore,
  ) {}

  /**
   * A page of what a search finds. Where a text finds little, the words that were probably meant are looked for as well,
   * and found behind it.
   *
   * @throws SEARCH.TEXT_TOO_LONG, SEARCH.INVALID
   */
  async page(by: Actor, search: DatasetSearch, { sort, after, limit }: SearchPage): Promise<FoundPage> {
    const meant = after?.meant ?? null;
    const looking = await this.looking(by, search, meant);
    if (!looking) return { items: [], meant: null };
    const found = await this.store.page(looking, sort, { after, limit });
    const isEnough = after !== null || found.length >= Math.min(FEW, limit);
    const better = isEnough ? null : await this.probablyMeant(looking);
    const both = better === null ? null : await this.looking(by, search, better);
    if (!both) return { items: await this.itemsOf(by, found), meant };
    return { items: await this.itemsOf(by, await this.store.page(both, sort, { after, limit })), meant: better };
  }

  /**
   * A search as it is put to the database for somebody.
   *
   * @param meant what is looked for besides; null: nothing
   * @returns null where it looks for nothing that could be found
   * @throws SEARCH.TEXT_TOO_LONG, SEARCH.INVALID
   */
  async looking(by: Actor, search: DatasetSearch, meant: string | null = null): Promise<Looking | null> {
    assertSearch(search);
    const sight = sightOf(by);
    if (!search.text?.trim()) return { sight, search, wanted: null };
    const typed = parseSearchText(search.text);
    const query = await this.store.query(typed);
    if (!query) return null;
    const other = meant === null ? null : { ...parseSearchText(meant), unwanted: typed.unwanted };
    return { sight, search, wanted: { ...query, meant: other && (await this.store.query(other)) } };
  }

  /** Datasets that were found for somebody, in their order, as they are shown to them. */
  async shown(by: Actor, ids: readonly DatasetId[]): Promise<ShownDataset[]> {
    const summaries = await this.datasets.summaries(ids);
    return ids.flatMap((id) => {
      const summary = summaries.get(id);
      return summary ? [shownTo(by, summary)] : [];
    });
  }

  /**
   * How many datasets a search finds, and how many of them have each value of each facet: as many as its pages show.
   *
   * @param meant what the page took the text to mean
   * @throws SEARCH.TEXT_TOO_LONG, SEARCH.INVALID
   */
  async counts(by: Actor, search: DatasetSearch, meant: string | null): Promise<Counts> {
    const looking = await this.looking(by, search, meant);
    return looking ? this.store.counts(looking) : { total: 0, facets: [] };
  }

  /**
   * What of shown datasets was found by a text, field by field, in characters and ranges; never anything that they were
   * not shown with.
   *
   * @param texts what was typed, and what it was taken to mean
   */
  async highlights(texts: readonly string[], shown: readonly ShownTexts[]): Promise<SearchHighlights[]> {
    const words = new Set(shown.flatMap((one) => Object.values(textsOf(one)).flatMap(wordsIn)).map(({ word }) => word));
    const wanted = texts.map((text) => parseSearchText(text).wanted).join(' ');
    const found = await this.store.found([...words], wanted);
    const isFound = (word: string) => found.has(word);
    return shown.map(textsOf).map(({ title, description, keywords }) => ({
      title: highlight(title, isFound),
      description: highlight(description, isFound),
      keywords: highlight(keywords, isFound),
    }));
  }

  /**
   * Datasets that have most in common with one: its series, keywords, themes and columns, as far as the caller may read
   * of both.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN
   */
  async relatedTo(by: Actor, id: DatasetId, limit: number): Promise<ShownDataset[]> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'discover', 'Dataset', dataset);
    const isRead = allows(by.ability, 'readMetadata', 'Dataset', dataset);
    return this.shown(by, await this.related.to(dataset, isRead, sightOf(by), limit));
  }

  private async itemsOf(by: Actor, found: readonly FoundDataset[]): Promise<FoundPage['items']> {
    const keys = new Map(found.map(({ id, key }) => [id, { id, key }]));
    const shown = await this.shown(by, [...keys.keys()]);
    return shown.flatMap((dataset) => {
      const key = keys.get(dataset.id);
      return key ? [{ dataset, key }] : [];
    });
  }

  /** The text with its misspelt words replaced by such as the caller may read somewhere, if that finds anything. */
  private async probablyMeant(looking: Looking): Promise<string | null> {
    const typed = parseSearchText(looking.search.text ?? '');
    const words = wordsIn(typed.wanted).slice(0, MOST_WORDS);
    const replaced = await Promise.all(words.map(async ({ word }) => [word, await this.spelt(looking, word)] as const));
    const spelling = new Map(replaced);
    const meant = typed.wanted.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => spelling.get(word) ?? word);
    if (meant === typed.wanted || meant.length > MOST_CHARACTERS) return null;
    const query = await this.store.query({ ...typed, wanted: meant });
    const isFound = query && (await this.store.hasAny({ ...looking, wanted: { ...query, meant: null } }));
    return isFound ? meant : null;
  }

  private async spelt({ sight }: Looking, word: string): Promise<string | null> {
    if (!mayBeMisspelt(word) || (await this.store.isKnown(sight, word.toLowerCase()))) return null;
    for (let left: readonly string[] = await this.store.similarWords(word); left.length > 0;) {
      const candidate = probablyMeant(word.toLowerCase(), left);
      if (candidate === null) return null;
      if (await this.store.isKnown(sight, candidate)) return candidate;
      left = left.filter((one) => one !== candidate);
    }
    return null;
  }
}

const shownTo = (by: Actor, dataset: DatasetSummary): ShownDataset =>
  allows(by.ability, 'readMetadata', 'Dataset', dataset) ? dataset : withoutMetadata(dataset);

const textsOf = ({ title, description, keywords }: ShownTexts) => ({
  ...{ title, description: description ?? '', keywords: (keywords ?? []).join(', ') },
});
