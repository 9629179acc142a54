import { newId } from '#kernel';
import type { Member } from './member';
import type { World } from './world';

/** Ids of what came of another catalogue. */
export type HarvestRecords = Record<'source' | 'run', string>;

const URL = 'http://127.0.0.1/catalogue.ttl';
const COUNTS = { added: 1, changed: 0, unchanged: 0, removed: 0, skipped: 0, failed: 0 };
const ENTRY = {
  ...{ identity: 'urn:altro:1', uri: 'https://altro.example/1', keys: [], derivedFrom: [], title: 'Di altri' },
  ...{ description: null, publisher: null, keywords: [], themes: [], licence: null, landingPage: null, spatial: [] },
  ...{ temporal: null, modified: null },
  distributions: [
    { title: null, accessUrl: 'https://altro.example/1.csv', downloadUrl: null, format: null, licence: null },
  ],
};

/** Written straight into the tables, because no other catalogue runs here; its address is one that nobody is led to. */
export async function harvestRecords(world: World, { id: personId }: Member): Promise<HarvestRecords> {
  const [source, run] = [newId<never>() as string, newId<never>() as string];
  const query = (sql: string, params: unknown[]) => world.database.query(sql, params);
  await query(
    `insert into federation.harvest_source (id, federation_id, title, url, kind, is_public, created_by, created_at, previewed_at)
     values ($1, $2, 'Un altro catalogo', $3, 'dcat', false, $4, now(), now())`,
    [source, world.federationId, URL, personId],
  );
  await query(
    `insert into federation.harvest_run (id, source_id, state, created_at, due_at, started_at, ended_at, pages, counts, defects)
     values ($1, $2, 'complete', now(), now(), now(), now(), 1, $3, $4)`,
    [run, source, JSON.stringify(COUNTS), JSON.stringify([{ code: 'NO_DESCRIPTION', about: ENTRY.identity }])],
  );
  await query(
    `insert into federation.harvest_item (id, run_id, identity, title, outcome, at) values ($1, $2, $3, $4, 'added', now())`,
    [newId(), run, ENTRY.identity, ENTRY.title],
  );
  await query(
    `insert into federation.harvested_dataset
       (id, source_id, federation_id, identity, keys, hash, entry, title, first_seen, changed_at, seen_in, words)
     values ($1, $2, $3, $4, '{}', 'x', $5, $6, now(), now(), $7, to_tsvector('simple', $6))`,
    [newId(), source, world.federationId, ENTRY.identity, JSON.stringify(ENTRY), ENTRY.title, run],
  );
  return { source, run };
}
