import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database, type Transaction } from '#platform';
import type { Actor } from '#policy';
import type { DatasetSearch, Facet, FacetCount, SearchSort } from '../../domain/search/dataset-search';
import type { SearchText } from '../../domain/search/search-text';
import { allowedTo } from '../dataset.store';
import {
  anySql,
  countsSql,
  foundBy,
  pageSql,
  type Found,
  type Place,
  type Query,
  type SearchKey,
  type Sight,
  type Wanted,
} from './search-sql';

export type FoundDataset = { readonly id: DatasetId; readonly key: number | string };
export type Counts = { readonly total: number; readonly facets: readonly FacetCount[] };

/** A search, ready to be put to the database for one person. */
export type Looking = { readonly sight: Sight; readonly search: DatasetSearch; readonly wanted: Wanted | null };

const MOST_VALUES = 100;
const MOST_CANDIDATES = 200;

@Injectable()
export class SearchStore {
  constructor(private readonly db: Database) {}

  /** As PostgreSQL stems it, in the seven languages. @returns null where nothing that could be looked for is left */
  async query({ wanted, unwanted }: SearchText): Promise<Query | null> {
    const texts = [wanted, ...unwanted];
    const rows = await this.db.prepared<{ query: string }>(
      'catalogue.search-query',
      'select catalogue.search_query(text)::text as query from unnest($1::text[]) with ordinality as t (text, place) order by place',
      [texts],
    );
    const [positive = '', ...negative] = rows.map(({ query }) => query);
    const unlike = negative.filter(Boolean).map((query) => `!(${query})`);
    if (unlike.length === 0) return positive ? { positive, whole: positive } : null;
    return { positive, whole: [...(positive ? [`(${positive})`] : []), ...unlike].join(' & ') };
  }

  page(
    looking: Looking,
    sort: SearchSort,
    page: { readonly after: SearchKey | null; readonly limit: number },
  ): Promise<FoundDataset[]> {
    return this.ask<FoundDataset>(looking, (found, place) => pageSql(found, sort, page, place));
  }

  async counts(looking: Looking): Promise<Counts> {
    type Row = { facet: Facet | null; value: string; count: number };
    const rows = await this.ask<Row>(looking, (found) => countsSql(found, MOST_VALUES));
    return {
      total: rows.find(({ facet }) => facet === null)?.count ?? 0,
      facets: rows.flatMap(({ facet, value, count }) => (facet === null ? [] : [{ facet, value, count }])),
    };
  }

  async hasAny(looking: Looking): Promise<boolean> {
    const rows = await this.ask(looking, anySql);
    return rows.length > 0;
  }

  /** Words of the catalogue that look like one, those that look most like it first; not all may be known to everybody. */
  async similarWords(word: string): Promise<string[]> {
    const rows = await this.db.prepared<{ word: string }>(
      'catalogue.similar-words',
      'select word from catalogue.similar_words(catalogue.plain_text($1), $2) as word',
      [word, MOST_CANDIDATES],
    );
    return rows.map((row) => row.word);
  }

  /** Whether a word stands, just so, in something that who looks may read of a dataset that they may know of. */
  async isKnown(sight: Sight, word: string): Promise<boolean> {
    const query = await this.query({ wanted: word, unwanted: [] });
    if (!query) return false;
    // Texts are looked into last, and of few datasets: it takes longer than all the rest.
    const rows = await this.db.query(
      `select 1 from (
         select concat_ws(' ', d.title, case when ${sight.read}
           then array_to_string(d.keywords, ' ') || ' ' || d.description end) as known
         from (select dataset_id from catalogue.dataset_text where words @@ $2::tsquery offset 0) as t
         join catalogue.dataset d on d.id = t.dataset_id where ${sight.discover} offset 0) as entry
       where ' ' || catalogue.plain_text(known) || ' ' like '% ' || catalogue.plain_text($1) || ' %' limit 1`,
      [word, query.whole],
    );
    return rows.length > 0;
  }

  /** Enters under which name its publisher is found; nothing where it is entered already. */
  async namePublisher(tx: Transaction, id: DatasetId, name: string): Promise<void> {
    // The dataset is locked first, as everybody does who changes it: its texts follow it.
    await tx.query('select 1 from catalogue.dataset where id = $1 for update', [id]);
    const named = await tx.query(
      `update catalogue.dataset_text set publisher_name = $2 where dataset_id = $1 and publisher_name <> $2 returning 1`,
      [id, name],
    );
    if (named.length > 0) await tx.query('update catalogue.dataset set title = title where id = $1', [id]);
  }

  /** Of some words, those that are found by a text: the same stem in one of the languages. */
  async found(words: readonly string[], text: string): Promise<ReadonlySet<string>> {
    const rows = await this.db.prepared<{ word: string }>(
      'catalogue.found-words',
      `select word from unnest($1::text[]) as word
       where tsvector_to_array(catalogue.search_vector(word)) && tsvector_to_array(catalogue.search_vector($2))`,
      [words, text],
    );
    return new Set(rows.map(({ word }) => word));
  }

  /** Planned anew each time: how common the words are decides which way is the short one. */
  private ask<Row extends object>(
    { sight, search, wanted }: Looking,
    write: (found: Found, place: Place) => string,
  ): Promise<Row[]> {
    const params: unknown[] = [];
    const place = (value: unknown) => `$${String(params.push(value))}`;
    const sql = write(foundBy(sight, search, wanted, place), place);
    return this.db.query<Row>(sql, params);
  }
}

/** What somebody may look at, by the policies in force. */
export const sightOf = ({ ability, bars }: Actor): Sight => ({
  discover: allowedTo([ability], 'discover'),
  read: allowedTo([ability], 'readMetadata'),
  partlyHidden: [
    ...new Set(
      bars
        .filter(({ prohibition }) => prohibition.actions.includes('readMetadata') && prohibition.columns)
        .map(({ policy }) => policy.federationId),
    ),
  ],
});
