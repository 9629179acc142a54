import type { OrganisationId } from '#kernel';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  adopt,
  contribute,
  publishServiceUsers,
  researchersMay,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { World } from '../support/world';

const FILE = `mutation ($input: FileObjectionInput!) { fileObjection(input: $input) {
  id kind purposes datasetId reason withdrawnAt } }`;
const WITHDRAW = 'mutation ($id: ID!) { withdrawObjection(id: $id) { id withdrawnAt } }';
const LIST = '{ objections { items { id organisationId withdrawnAt } } }';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = 'query ($id: ID!) { extract(id: $id) { state refusal { code } release { csv { url } } } }';
const DATASET = 'query ($id: ID!) { dataset(id: $id) { personalData } }';

type Filed = { fileObjection: { id: string } };

describe('a contributor’s objection', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let rita: Member;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, cooperatives[0]);
    for (const [at, name] of ['aurora', 'dora', 'sangone'].entries()) {
      await contribute(world, cooperatives[at] as Cooperative, datasetId, usersOf(name));
    }
    const university = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    const policy = researchersMay(university, datasetId, { minContributors: 2 });
    await adopt(world, policy, [...cooperatives.map(({ steward }) => steward)]);
  });
  afterAll(() => world.stop());

  const objection = (over: object = {}) => ({
    input: {
      ...{ organisationId: cooperatives[1].id, federationId: world.federationId, datasetId },
      ...{ kind: 'OPT_OUT', reason: 'Lo chiedono i nostri soci.', ...over },
    },
  });
  const ask = async (): Promise<{ state: string; release: { csv: { url: string } } | null }> => {
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [] };
    const { requestExtract } = await rita.send<{ requestExtract: { id: string } }>(REQUEST, { input });
    await world.settle();
    return (await rita.send<{ extract: Awaited<ReturnType<typeof ask>> }>(EXTRACT, requestExtract)).extract;
  };
  const statusOf = async (url: string) => (await rita.download(url)).status;

  it('beats what was voted and what was released, at once; withdrawn, it gives back', async () => {
    const [, dora] = cooperatives;
    const before = (await ask()).release?.csv.url ?? '';
    expect(await statusOf(before)).toBe(200);
    const { fileObjection } = await dora.steward.send<Filed>(FILE, objection());
    expect(fileObjection).toMatchObject({ kind: 'OPT_OUT', purposes: null, datasetId, withdrawnAt: null });
    expect((await rita.download(before)).bytes.toString()).toContain('EXTRACT.CONSENT_WITHDRAWN');
    // Without her rows, and beside the table of before, one of the others would tell what she has.
    expect(await ask()).toMatchObject({ state: 'FAILED', refusal: { code: 'EXTRACT.HELD_BACK' }, release: null });

    await dora.steward.send(WITHDRAW, { id: fileObjection.id });
    expect(await statusOf(before)).toBe(200);
    expect(await world.auditTrail()).toMatch(/objection\.filed > .*objection\.withdrawn/);
  });

  it('is seen by who publishes the dataset, and nobody else files or withdraws it', async () => {
    const [aurora, dora, sangone] = cooperatives;
    const { fileObjection } = await dora.steward.send<Filed>(FILE, objection({ kind: 'VETO', datasetId: null }));
    const seenBy = async (by: Member) =>
      (await by.send<{ objections: { items: { id: string }[] } }>(LIST)).objections.items.map(({ id }) => id);
    expect(await seenBy(aurora.steward)).toContain(fileObjection.id);
    expect(await seenBy(sangone.steward)).toEqual([]);
    await expect(sangone.steward.send(WITHDRAW, fileObjection)).rejects.toMatchObject({ code: 'OBJECTION.MISSING' });
    await expect(sangone.steward.send(FILE, objection())).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    await expect(dora.steward.send(FILE, objection({ purposes: [] }))).rejects.toMatchObject({
      code: 'OBJECTION.INVALID',
    });
    const anonymous = { organisationId: '' as OrganisationId };
    await expect(rita.send(FILE, objection(anonymous))).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
  });

  it('opts out of datasets about people, as every dataset is that does not say otherwise', async () => {
    expect(await cooperatives[0].steward.send(DATASET, { id: datasetId })).toEqual({ dataset: { personalData: true } });
  });
});
