import { Injectable } from '@nestjs/common';
import type { DatasetId, FederationId, OrganisationId } from '#kernel';
import { Database } from '#platform';
import { spelledOut, whereAllowed, type Ability } from '#policy';
import { COLUMNS } from './dataset.store';

/** All that an ability shows, in a few numbers. */
export type FeedState = {
  readonly total: number;
  /** null: there is nothing. */
  readonly modifiedAt: Date | null;
};

export type FeedEntry = { readonly id: DatasetId; readonly modifiedAt: Date };

/** When a dataset last changed, as far as the ability lets it be known. */
const MODIFIED = `greatest(d.modified_at, (select v.created_at from catalogue.dataset_version v
  where v.dataset_id = d.id and v.number = d.version))`;

/** What can change of a dataset for whoever sees it in the feed, and what for those besides who read about it. */
const SEEN = 'd.id, d.title, d.need_category, d.access_rights, d.deprecated_at, d.deprecated_reason, d.replaced_by';
const READ = '(d.modified_at, d.version, d.contributors)::text';

/** What the feed asks about all datasets at once; the policies are part of each statement. */
@Injectable()
export class FeedStore {
  constructor(private readonly db: Database) {}

  async state(ability: Ability): Promise<FeedState> {
    const [row] = await this.db.query<FeedState>(
      `select count(*)::int as total, max(${modified(ability)}) as "modifiedAt"
       from catalogue.dataset d where ${shown(ability)}`,
    );
    return { total: row?.total ?? 0, modifiedAt: row?.modifiedAt ?? null };
  }

  /**
   * Another one for anything that changed of what the ability shows, and for nothing else: who may know no more than that
   * a dataset is there does not learn by it when rows came in.
   */
  async mark(ability: Ability): Promise<string> {
    const [row] = await this.db.query<{ mark: string | null }>(
      `select bit_xor(hashtextextended((${SEEN}, case when ${readable(ability)} then ${READ} end)::text, 0))::text as mark
       from catalogue.dataset d where ${shown(ability)}`,
    );
    return row?.mark ?? '';
  }

  /** Whose datasets are shown: at most two, which is to say several. */
  async federations(ability: Ability): Promise<FederationId[]> {
    const rows = await this.db.query<{ id: FederationId }>(
      `select distinct d.federation_id as id from catalogue.dataset d where ${shown(ability)} limit 2`,
    );
    return rows.map(({ id }) => id);
  }

  /** Every organisation that is named in what is shown. */
  async parties(ability: Ability): Promise<OrganisationId[]> {
    const rows = await this.db.query<{ id: OrganisationId }>(
      `select distinct p.id from catalogue.dataset d
         cross join lateral (values (d.publisher_id), (case when ${readable(ability)} then d.rights_holder_id end)) p(id)
       where p.id is not null and ${shown(ability)} order by p.id`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Where the page begins that comes before the one that begins behind a key, in a list that is newest first.
   *
   * @param first the first dataset of the page at hand
   * @returns `none`: the page at hand is the first; a null key: the first page comes before it
   */
  async pageBefore(ability: Ability, first: DatasetId, limit: number): Promise<'none' | { after: DatasetId | null }> {
    const rows = await this.db.query<{ id: DatasetId }>(
      `select d.id from catalogue.dataset d where d.id > $1 and ${shown(ability)} order by d.id limit $2`,
      [first, limit + 1],
    );
    if (rows.length === 0) return 'none';
    return { after: rows[limit]?.id ?? null };
  }

  /** What is shown, newest first, for a list of addresses. */
  entries(ability: Ability, after: string | null, limit: number): Promise<FeedEntry[]> {
    return this.db.query<FeedEntry>(
      `select d.id, ${modified(ability)} as "modifiedAt" from catalogue.dataset d
       where ${shown(ability)} and ($1::uuid is null or d.id < $1) order by d.id desc limit $2`,
      [after, limit],
    );
  }

  /** The last dataset of each full run of so many, in the order of the list. */
  async bounds(ability: Ability, every: number): Promise<DatasetId[]> {
    const rows = await this.db.query<{ id: DatasetId }>(
      `select id from (select d.id, row_number() over (order by d.id desc) as place from catalogue.dataset d
         where ${shown(ability)}) numbered
       where place % $1 = 0 order by id desc`,
      [every],
    );
    return rows.map(({ id }) => id);
  }
}

/** Withdrawn datasets are in no list for machines: whoever copied an entry learns by its absence that it ended. */
const shown = (ability: Ability) =>
  `d.withdrawn_at is null and ${spelledOut(whereAllowed(ability, ['discover', 'Dataset'], COLUMNS))}`;

const readable = (ability: Ability) => `(${spelledOut(whereAllowed(ability, ['readMetadata', 'Dataset'], COLUMNS))})`;

const modified = (ability: Ability) => `case when ${readable(ability)} then ${MODIFIED} else d.created_at end`;
