import type { PersonId } from '#kernel';
import { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  adopt,
  publishServiceUsers,
  researchersMay,
  threeCooperatives,
  type Cooperative,
} from '../support/social-services';
import { World } from '../support/world';

const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const ACCOUNT = `query ($id: ID!) { dataset(id: $id) { accountability {
  extracts { total outcomes { term count } reasons { term count } } applications { total medianHours }
  grants { live } duties { overdue } } } }`;

describe('the account of a dataset', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let rita: Member;
  let nobody: Member;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, cooperatives[0]);
    const university = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    nobody = new Member('' as PersonId, '', world.app);
    await vote(researchersMay(university, datasetId));
    const asked = { datasetId, purpose: 'COMMERCIAL_RESEARCH', dimensions: ['zone'], measures: [] };
    await expect(rita.send(REQUEST, { input: asked })).rejects.toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
  });
  afterAll(() => world.stop());

  const vote = (policy: ReturnType<typeof membersMay>) =>
    adopt(world, policy, [...cooperatives.map(({ steward }) => steward)]);
  const pageFor = async ({ token }: Member, id = datasetId, language = 'en') => {
    const { statusCode, body, headers } = await world.app.inject({
      ...{ method: 'GET', url: `/datasets/${id}/accountability` },
      headers: { 'accept-language': language, ...(token && { authorization: `Bearer ${token}` }) },
    });
    return { statusCode, body, type: headers['content-type'] };
  };

  it('counts the refusals too, without names', async () => {
    const { dataset } = await rita.send<{ dataset: object }>(ACCOUNT, { id: datasetId });
    expect(dataset).toEqual({
      accountability: {
        extracts: {
          total: 1,
          outcomes: [{ term: 'refused', count: 1 }],
          reasons: [{ term: 'EXTRACT.OUTSIDE_POLICY', count: 1 }],
        },
        ...{ applications: { total: 0, medianHours: null }, grants: { live: 0 }, duties: { overdue: 0 } },
      },
    });
    const { statusCode, body, type } = await pageFor(rita, datasetId, 'it');
    expect([statusCode, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('Richieste di estratti');
    expect(body).toContain('EXTRACT.OUTSIDE_POLICY');
    expect(body).not.toContain('Rita');
  });

  it('is the same page for what is not there and what may not be known of, until a policy opens it to anybody', async () => {
    const absent = await pageFor(nobody, 'no-such-dataset');
    expect(absent.statusCode).toBe(404);
    expect(await pageFor(nobody)).toEqual(absent);
    const everybody = { type: 'public' } as const;
    await vote({
      ...membersMay('read', 'propose', 'vote'),
      title: 'Anybody may know of it',
      permissions: [
        { assignee: everybody, actions: ['discover'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
      ],
    });
    const { statusCode, body } = await pageFor(nobody);
    expect(statusCode).toBe(200);
    expect(body).toContain('Requests for extracts');
  });
});
