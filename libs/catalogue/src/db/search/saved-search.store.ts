import { Injectable } from '@nestjs/common';
import { isId, missing, type DatasetId, type PersonId } from '#kernel';
import { Database, type Transaction } from '#platform';
import type { SavedSearch, SavedSearchId } from '../../domain/search/saved-search';
import { freshSql, foundBy } from './search-sql';
import type { Looking } from './search.store';

const SELECT = `select id, person_id as "personId", name, search, notify, saved_at as "savedAt", next_at as "nextAt"
  from catalogue.saved_search`;

/** A version of a dataset that a search finds, and that its owner was not told of. */
export type Fresh = { readonly datasetId: DatasetId; readonly version: number };

@Injectable()
export class SavedSearchStore {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  ofPerson(personId: PersonId, after: string | null, limit: number): Promise<SavedSearch[]> {
    return this.db.query<SavedSearch>(
      `${SELECT} where person_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [personId, after, limit],
    );
  }

  async find(id: SavedSearchId): Promise<SavedSearch | null> {
    const [search] = isId(id) ? await this.db.query<SavedSearch>(`${SELECT} where id = $1`, [id]) : [];
    return search ?? null;
  }

  /** Those that are told at once of a dataset, in the order of their ids. */
  async atOnce(after: SavedSearchId | null, limit: number): Promise<SavedSearch[]> {
    return this.db.query<SavedSearch>(
      `${SELECT} where notify = 'atOnce' and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
  }

  /** How many a person has, with the person's list locked until the transaction ends. */
  async countOf(tx: Transaction, personId: PersonId): Promise<number> {
    await tx.query(`select pg_advisory_xact_lock(hashtext('catalogue.saved_search ' || $1))`, [personId]);
    const [row] = await tx.query<{ count: number }>(
      'select count(*)::int as count from catalogue.saved_search where person_id = $1',
      [personId],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Transaction, s: SavedSearch): Promise<void> {
    await tx.query(
      `insert into catalogue.saved_search (id, person_id, name, search, notify, saved_at, next_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [s.id, s.personId, s.name, JSON.stringify(s.search), s.notify, s.savedAt, s.nextAt],
    );
  }

  /** @throws SAVEDSEARCH.MISSING if the person has none of that id */
  async delete(tx: Transaction, personId: PersonId, id: SavedSearchId): Promise<void> {
    const rows = isId(id)
      ? await tx.query('delete from catalogue.saved_search where id = $1 and person_id = $2 returning id', [
          id,
          personId,
        ])
      : [];
    if (rows.length === 0) throw missing('saved search', id);
  }

  /**
   * What a search finds that came in or changed since it was saved, and that its owner was not told of; oldest first.
   *
   * @param only one dataset; null: all
   */
  fresh(
    { sight, search, wanted }: Looking,
    saved: SavedSearch,
    only: DatasetId | null,
    limit: number,
  ): Promise<Fresh[]> {
    const params: unknown[] = [];
    const place = (value: unknown) => `$${String(params.push(value))}`;
    const found = foundBy(sight, search, wanted, place);
    const sql = freshSql(
      found,
      { searchId: place(saved.id), since: place(saved.savedAt), only: only && place(only) },
      limit,
    );
    return this.db.query<Fresh>(sql, params);
  }

  /** @returns those of them that were not told before: whoever comes second tells nothing */
  async markTold(tx: Transaction, id: SavedSearchId, fresh: readonly Fresh[]): Promise<Fresh[]> {
    return tx.query<Fresh>(
      `insert into catalogue.saved_search_told (saved_search_id, dataset_id, version)
       select $1, * from unnest($2::uuid[], $3::int[]) on conflict do nothing
       returning dataset_id as "datasetId", version`,
      [id, fresh.map(({ datasetId }) => datasetId), fresh.map(({ version }) => version)],
    );
  }

  /** @returns false where it is not due: it was looked at already, or it is gone */
  async postpone(tx: Transaction, id: SavedSearchId, now: Date, nextAt: Date): Promise<boolean> {
    const rows = await tx.query(
      'update catalogue.saved_search set next_at = $3 where id = $1 and next_at <= $2 returning id',
      [id, now, nextAt],
    );
    return rows.length > 0;
  }
}
