import { Injectable } from '@nestjs/common';
import { isId, newId, type FederationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { HarvestedDatasetId, HarvestRunId, HarvestSource, HarvestSourceId } from '../domain/harvest';
import type { HarvestedEntry } from '../domain/harvested';
import type { Decision, Known } from '../domain/reconcile';

/** An entry of another catalogue as it was last seen. */
export type HarvestedDataset = HarvestedEntry & {
  readonly id: HarvestedDatasetId;
  readonly sourceId: HarvestSourceId;
  readonly federationId: FederationId;
  readonly sourceTitle: string;
  readonly firstSeen: Date;
  readonly changedAt: Date;
};

/** `federations`: whose sources the caller may see besides the public ones. */
export type HarvestedFilter = {
  readonly federations: readonly FederationId[];
  readonly text?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly federationId?: string | undefined;
};

type Row = Omit<HarvestedDataset, keyof HarvestedEntry> & { readonly entry: HarvestedEntry };

/** What was taken over of other catalogues. */
@Injectable()
export class HarvestedStore {
  /** Newest first; words are looked for whole, all of them, in any order. */
  async page(
    on: Queryable,
    { federations, text = '', sourceId, federationId }: HarvestedFilter,
    after: string | null,
    limit: number,
  ): Promise<HarvestedDataset[]> {
    if (text.includes('\0') || [sourceId, federationId].some((id) => id !== undefined && !isId(id))) return [];
    const rows = await on.query<Row>(
      `select h.id, h.source_id as "sourceId", h.federation_id as "federationId", s.title as "sourceTitle", h.entry,
         h.first_seen as "firstSeen", h.changed_at as "changedAt"
       from federation.harvested_dataset h join federation.harvest_source s on s.id = h.source_id
       where h.removed_at is null and (s.is_public or h.federation_id = any($1::uuid[]))
         and ($2 = '' or h.words @@ websearch_to_tsquery('simple', $2))
         and ($3::uuid is null or h.source_id = $3) and ($4::uuid is null or h.federation_id = $4)
         and ($5::uuid is null or h.id < $5)
       order by h.id desc limit $6`,
      [federations, plain(text), sourceId ?? null, federationId ?? null, after, limit],
    );
    return rows.map(({ entry, ...row }) => ({ ...entry, ...row }));
  }

  /** What is needed to decide about a page; entries that were removed are as if they had never been. */
  async known(
    on: Queryable,
    source: Pick<HarvestSource, 'id' | 'federationId'>,
    runId: HarvestRunId | null,
    page: readonly HarvestedEntry[],
  ): Promise<Known> {
    const identities = page.map(({ identity }) => identity);
    const own = await on.query<{ identity: string; hash: string; seen: boolean; removed: boolean }>(
      `select identity, hash, seen_in is not distinct from $3::uuid as seen, removed_at is not null as removed
       from federation.harvested_dataset where source_id = $1 and identity = any($2)`,
      [source.id, identities, runId],
    );
    const elsewhere = await on.query<{ key: string }>(
      `select distinct key from federation.harvested_dataset h, unnest(h.keys) key
       where h.federation_id = $1 and h.source_id <> $2 and h.removed_at is null and h.keys && $3::text[]`,
      [source.federationId, source.id, page.flatMap(({ keys }) => keys)],
    );
    return {
      own: new Map(own.filter(({ removed }) => !removed).map(({ identity, hash }) => [identity, hash])),
      elsewhere: new Set(elsewhere.map(({ key }) => key)),
      earlier: new Set(own.filter(({ seen, removed }) => seen && !removed).map(({ identity }) => identity)),
    };
  }

  /** Keeps what was decided to be kept; what comes back after it was removed is the old entry again. */
  async keep(
    tx: Transaction,
    source: Pick<HarvestSource, 'id' | 'federationId'>,
    runId: HarvestRunId,
    decisions: readonly Decision[],
  ): Promise<void> {
    const now = await tx.now();
    for (const { entry, hash, identity } of decisions) {
      if (!entry) continue;
      const words = [entry.title, entry.description, entry.publisher, ...entry.keywords, ...entry.spatial].join(' ');
      await tx.query(
        `insert into federation.harvested_dataset
           (id, source_id, federation_id, identity, keys, hash, entry, title, first_seen, changed_at, seen_in, words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, to_tsvector('simple', $11))
         on conflict (source_id, md5(identity)) do update set keys = excluded.keys, hash = excluded.hash,
           entry = excluded.entry, title = excluded.title, words = excluded.words, seen_in = excluded.seen_in,
           removed_at = null, changed_at = case when federation.harvested_dataset.hash = excluded.hash
             and federation.harvested_dataset.removed_at is null
             then federation.harvested_dataset.changed_at else excluded.changed_at end`,
        [
          ...[newId(), source.id, source.federationId, identity, entry.keys, hash, JSON.stringify(entry), entry.title],
          ...[now, runId, plain(words)],
        ],
      );
    }
  }

  /** Notes that entries are still there though they cannot be read or are somebody else’s meanwhile. */
  async stillThere(tx: Transaction, sourceId: HarvestSourceId, runId: HarvestRunId, identities: readonly string[]) {
    await tx.query('update federation.harvested_dataset set seen_in = $2 where source_id = $1 and identity = any($3)', [
      sourceId,
      runId,
      identities,
    ]);
  }

  /** How many entries a source has now. */
  async count(on: Queryable, sourceId: HarvestSourceId): Promise<number> {
    const [row] = await on.query<{ count: number }>(
      'select count(*)::int from federation.harvested_dataset where source_id = $1 and removed_at is null',
      [sourceId],
    );
    return row?.count ?? 0;
  }

  /** Takes away what a run did not see; or everything of the source. @param runId null: everything */
  async removeUnseen(
    tx: Transaction,
    sourceId: HarvestSourceId,
    runId: HarvestRunId | null,
  ): Promise<{ identity: string; title: string }[]> {
    return tx.query<{ identity: string; title: string }>(
      `update federation.harvested_dataset set removed_at = $3
       where source_id = $1 and removed_at is null and seen_in is distinct from $2::uuid returning identity, title`,
      [sourceId, runId, await tx.now()],
    );
  }
}

/** Without accents, so that `comunita` finds what is written `comunità`. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
