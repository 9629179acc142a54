import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { ObjectStore } from '../support/s3';
import {
  adopt,
  contribute,
  organisationOf,
  publishServiceUsers,
  researchersMay,
  threeCooperatives,
  usersOf,
} from '../support/social-services';
import { World } from '../support/world';
import { ClickHouseCluster } from './cluster';
import { clusterVariables, SHELF_BUCKET } from './store';

const KEYS_BUCKET = 'granaio-keys';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = 'query ($id: ID!) { extract(id: $id) { state release { csv { sha256 } cells { suppressed } } } }';

type Seen = { extract: { state: string; release: { csv: { sha256: string }; cells: { suppressed: number } } } };
type Commons = { readonly world: World; readonly researcher: Member; readonly datasetId: string };

describe('an extract counted by a cluster', () => {
  let cluster: ClickHouseCluster;
  let store: ObjectStore;
  let embedded: Commons;
  let distributed: Commons;

  beforeAll(async () => {
    cluster = await ClickHouseCluster.start(3);
    store = await ObjectStore.start(SHELF_BUCKET, KEYS_BUCKET);
    embedded = await commonsWith({});
    distributed = await commonsWith({
      ...clusterVariables(cluster, store),
      ...{ S3_BUCKET: store.config.bucket, S3_KEYS_BUCKET: KEYS_BUCKET },
    });
  }, 180_000);
  afterAll(async () => {
    for (const { world } of [embedded, distributed]) await world.stop();
    await cluster.stop();
    await store.stop();
  });

  const request = async ({ researcher, datasetId }: Commons, dimensions: string[]) => {
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions, measures: ['hours'] };
    const { requestExtract } = await researcher.send<{ requestExtract: { id: string } }>(REQUEST, { input });
    return requestExtract.id;
  };

  const released = async (commons: Commons, id: string) => {
    await commons.world.settle();
    const { extract } = await commons.researcher.send<Seen>(EXTRACT, { id });
    expect(extract.state).toBe('RELEASED');
    return extract.release;
  };

  it('is the same file, byte for byte, as one counted by the embedded engine', async () => {
    const dimensions = ['zone', 'need'];
    const [one, other] = [await request(embedded, dimensions), await request(distributed, dimensions)];
    const release = await released(distributed, other);
    expect(release).toEqual(await released(embedded, one));
    expect(release.cells.suppressed).toBeGreaterThan(0);
  });

  it('is finished by the servers that are left when the one that is asked dies in the middle', async () => {
    const said: string[] = [];
    const logging = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const id = await request(distributed, ['need']);
    const [release] = await Promise.all([released(distributed, id), cluster.killWhileReading(store, 0)]);
    logging.mockRestore();
    expect(release).toEqual(await released(embedded, await request(embedded, ['need'])));
    expect(said.join('')).toMatch(/extracts\.run-extract .*: will be tried again, WAREHOUSE\.UNAVAILABLE/);
  });
});

/** Three cooperatives, each with its rows, and a researcher who may ask for sums of them. */
async function commonsWith(extra: Record<string, string>): Promise<Commons> {
  const world = await World.start({ policy: membersMay('read', 'propose', 'vote'), extra });
  const cooperatives = await threeCooperatives(world);
  const datasetId = await publishServiceUsers(world, cooperatives[0]);
  for (const [at, cooperative] of cooperatives.entries()) {
    await contribute(world, cooperative, datasetId, usersOf(`cooperative ${at}`, 400));
  }
  const university = await world.organisation('Università', { kind: 'enablingOrganisation', affiliated: false });
  const researcher = await world.person('Rita', university, 'researcher');
  const voters = cooperatives.map(({ steward }) => steward);
  await adopt(world, researchersMay(await organisationOf(researcher), datasetId), voters);
  return { world, researcher, datasetId };
}
