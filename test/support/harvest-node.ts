import { newId, type OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Member } from './member';
import { membersMay } from './policies';
import { World } from './world';

const CREATE = `mutation ($input: CreateHarvestSourceInput!) { createHarvestSource(input: $input) { id } }`;
const PREVIEW = `mutation ($id: ID!) { previewHarvest(sourceId: $id) {
  title datasets hasMore counts { added skipped } entries { identity outcome reason } defects { code about } } }`;
export const START = 'mutation ($id: ID!) { startHarvest(sourceId: $id) { id state } }';
export const END = 'mutation ($id: ID!) { endHarvestSource(sourceId: $id) { endedAt } }';
export const RUNS = `query ($id: ID!) { harvestRuns(sourceId: $id) { items {
  id state failure pages counts { added changed unchanged removed skipped failed } } } }`;
const ITEMS = 'query ($id: ID!) { harvestItems(runId: $id, first: 100) { items { identity outcome reason } } }';
const DATASETS = `query ($text: String, $sourceId: ID, $after: String) {
  harvestedDatasets(first: 50, text: $text, sourceId: $sourceId, after: $after) { nextCursor items {
    sourceTitle uri title description publisher keywords themes licence landingPage spatial
    distributions { title accessUrl format bytes hash } } } }`;

type Counts = Record<'added' | 'changed' | 'unchanged' | 'removed' | 'skipped' | 'failed', number>;
type Run = { id: string; state: string; failure: string | null; pages: number; counts: Counts };
export type Entry = { uri: string; title: string } & Record<string, unknown>;

/** Anybody may know of all datasets, so that another installation may. */
const open = (): PolicyDocument => {
  const members = membersMay('read', 'propose', 'vote');
  const anybody = { assignee: { type: 'public' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
  return { ...members, permissions: [...members.permissions, anybody] } as PolicyDocument;
};

/** An installation that listens where it says it does, and an enabling organisation with a steward. */
export class HarvestNode {
  private constructor(
    readonly world: World,
    readonly base: string,
    readonly steward: Member,
    readonly publisher: OrganisationId,
  ) {}

  static async start(): Promise<HarvestNode> {
    const port = await freePort();
    const base = `http://127.0.0.1:${String(port)}`;
    const extra = { GRANAIO_PUBLIC_URL: base, HARVEST_ALLOW_PRIVATE: 'true' };
    const world = await World.start({ policy: open(), extra });
    await world.app.listen(port, '127.0.0.1');
    const support = await world.organisation('Consorzio di supporto', { kind: 'enablingOrganisation' });
    const publisher = await world.organisation('Aurora');
    return new HarvestNode(world, base, await world.person('Bea', support, 'steward'), publisher);
  }

  async publish(title: string): Promise<string> {
    const id = newId();
    await this.world.database.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
         keywords, table_schema, created_at, modified_at)
       values ($1, $2, $3, $4, 'Una riga a persona.', 'socialNeeds', 'PUBLIC', '{casa,lavoro}', '{"fields": []}', now(), now())`,
      [id, this.world.federationId, this.publisher, title],
    );
    return id;
  }

  async source(url: string, input: object = {}): Promise<string> {
    const { createHarvestSource } = await this.steward.send<{ createHarvestSource: { id: string } }>(CREATE, {
      input: { federationId: this.world.federationId, title: 'Un altro catalogo', url, kind: 'DCAT', ...input },
    });
    return createHarvestSource.id;
  }

  preview = async (id: string) =>
    (await this.steward.send<{ previewHarvest: Record<string, unknown> }>(PREVIEW, { id })).previewHarvest;

  async harvest(id: string): Promise<Run> {
    await this.steward.send(START, { id });
    await this.world.settle();
    return this.latest(id);
  }

  async latest(id: string): Promise<Run> {
    const { harvestRuns } = await this.steward.send<{ harvestRuns: { items: Run[] } }>(RUNS, { id });
    return harvestRuns.items[0] as Run;
  }

  async harvestNew(url: string, input: object = {}): Promise<{ id: string; run: Run }> {
    const id = await this.source(url, input);
    await this.preview(id);
    return { id, run: await this.harvest(id) };
  }

  async items(runId: string) {
    type Items = { harvestItems: { items: { identity: string; outcome: string; reason: string | null }[] } };
    return (await this.steward.send<Items>(ITEMS, { id: runId })).harvestItems.items;
  }

  async datasets(variables: object = {}, by: Member = this.steward): Promise<Entry[]> {
    type Page = { harvestedDatasets: { items: Entry[]; nextCursor: string | null } };
    const entries: Entry[] = [];
    for (let after: string | null = null; ;) {
      const { harvestedDatasets }: Page = await by.send<Page>(DATASETS, { ...variables, after });
      entries.push(...harvestedDatasets.items);
      after = harvestedDatasets.nextCursor;
      if (after === null) return entries;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
