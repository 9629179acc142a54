import type { PolicyDocument } from '#policy';
import type { Member } from '../support/member';
import { sharedServiceUsers, type SharedUsers } from '../support/social-services';
import type { World } from '../support/world';

const REQUEST = `mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id state permit { terms {
  noise { epsilon lifetimeEpsilon perYearEpsilon distribution } } } } }`;
const READ = `query ($id: ID!) { extract(id: $id) { state refusal { code message } release { csv { url } noise {
  mechanism epsilon delta rho pureEpsilon cellsPerRow rowsPerPerson columns { name sensitivity variance scale halfWidth95 }
  ledger { before { epsilon rho } after { epsilon rho } lifetimeEpsilon perYearEpsilon } } } } }`;
const LEDGER = `query ($datasetId: ID!, $first: Int! = 20) { privacyLedger(datasetId: $datasetId) { delta
  budget { lifetimeEpsilon perYearEpsilon } spent { epsilon rho } spentThisYear { epsilon }
  charges(first: $first) { items { id chargedAt epsilon rho } nextCursor } } }`;
const LIVE = `query ($input: LiveAggregatesInput!) { liveAggregates(input: $input) { isReady rows { codes people margins confStatus } } }`;

type Noise = { mechanism: string; columns: { name: string; halfWidth95: string }[]; ledger: { after: object } };
type Read = {
  extract: {
    state: string;
    refusal: { code: string } | null;
    release: { csv: { url: string }; noise: Noise | null } | null;
  };
};
type Ledger = {
  privacyLedger: {
    budget: object | null;
    spent: { epsilon: string; rho: string };
    charges: { items: { epsilon: string }[]; nextCursor: string | null };
  };
};

describe('a policy that asks for noise', () => {
  let world: World;
  let shared: SharedUsers;
  let ada: Member;
  let ben: Member;
  let datasetId: string;

  beforeAll(async () => {
    shared = await sharedServiceUsers(400);
    ({ world, datasetId } = shared);
    [ada, ben] = [await world.member('Ada'), await world.member('Ben')];
    await shared.adoptAll(withNoise(datasetId));
  });
  afterAll(() => world.stop());

  const request = async (by: Member, dimensions: string[], purpose = 'ACADEMIC_RESEARCH') => {
    const input = { datasetId, purpose, dimensions, measures: [] };
    const { requestExtract } = await by.send<{ requestExtract: { id: string; permit: object } }>(REQUEST, { input });
    await world.settle();
    return requestExtract;
  };
  const read = async (by: Member, id: string) => (await by.send<Read>(READ, { id })).extract;
  const ledger = async (by: Member) => (await by.send<Ledger>(LEDGER, { datasetId })).privacyLedger;
  const csvOf = async (by: Member, { release }: Read['extract']) =>
    (await by.download(release?.csv.url ?? '')).bytes.toString().trimEnd().split('\r\n');

  it('releases numbers with noise, and the ledger says to every member what they cost', async () => {
    expect(await ledger(ben)).toMatchObject({
      budget: null,
      spent: { epsilon: '0', rho: '0' },
      charges: { items: [] },
    });
    const asked = await request(ada, ['zone']);
    expect(asked.permit).toMatchObject({
      terms: { noise: { epsilon: '1', lifetimeEpsilon: '1.5', perYearEpsilon: null, distribution: 'GAUSSIAN' } },
    });
    const extract = await read(ada, asked.id);
    expect(extract).toMatchObject({ state: 'RELEASED', refusal: null });
    expect(extract.release?.noise).toMatchObject({
      ...{ mechanism: 'GAUSSIAN', epsilon: '1', delta: '0.000001', pureEpsilon: null, rowsPerPerson: 1 },
      columns: [{ name: 'people', sensitivity: '1', scale: null }],
      ledger: { before: { epsilon: '0', rho: '0' }, lifetimeEpsilon: '1.5', perYearEpsilon: null },
    });
    const { spent, charges } = await ledger(ben);
    expect(spent).toEqual(extract.release?.noise?.ledger.after);
    expect(charges).toMatchObject({ items: [{ epsilon: spent.epsilon }], nextCursor: null });
    const [header] = await csvOf(ada, extract);
    expect(header).toBe('zone,people,conf_status,people_margin_95');
  });

  it('answers the same to somebody else for another purpose, for nothing', async () => {
    const [first, other] = [await request(ada, ['zone']), await request(ben, ['zone'], 'SERVICE_IMPROVEMENT')];
    const [one, same] = [await csvOf(ada, await read(ada, first.id)), await csvOf(ben, await read(ben, other.id))];
    expect(same).toEqual(one);
    expect((await ledger(ada)).charges.items).toHaveLength(1);
  });

  it('has aggregates looked up with the very same noise', async () => {
    const input = { datasetId, purpose: 'SERVICE_IMPROVEMENT', dimensions: [{ field: 'zone' }], measures: [] };
    type Live = {
      liveAggregates: {
        isReady: boolean;
        rows: { codes: string[]; people: string | null; margins: (string | null)[] }[];
      };
    };
    await ben.send<Live>(LIVE, { input });
    await world.settle();
    const { liveAggregates } = await ben.send<Live>(LIVE, { input });
    expect(liveAggregates.isReady).toBe(true);
    const released = (await csvOf(ada, await read(ada, (await request(ada, ['zone'])).id)))
      .slice(1)
      .map((line) => line.split(','));
    const looked = liveAggregates.rows.map(({ codes, people, margins }) => [...codes, people ?? '', margins[0] ?? '']);
    expect(looked).toEqual(released.map(([code, people, , margin]) => [code, people, margin]));
    expect((await ledger(ada)).charges.items).toHaveLength(1);
  });

  it('refuses what the budget does not last for, with a way out, and charges nothing', async () => {
    await request(ada, ['need']);
    const before = await ledger(ada);
    expect(before.charges.items).toHaveLength(2);
    await expect(request(ada, ['zone', 'need'])).rejects.toMatchObject({
      ...{ code: 'EXTRACT.BUDGET_SPENT', kind: 'refused', details: { budget: '1.5', spent: before.spent.epsilon } },
      message: expect.stringContaining('can be asked for again') as string,
    });
    expect(await ledger(ada)).toEqual(before);
    expect(await world.auditTrail()).toMatch(/privacy-budget.charged > noise.drawn > extract.released/);
  });

  it('shows the ledger to nobody who may not know of the dataset', async () => {
    const outsider = await world.person('Otto', await world.organisation('Altrove', { affiliated: false }), 'member');
    await expect(outsider.send(LEDGER, { datasetId })).rejects.toMatchObject({
      kind: expect.stringMatching(/missing|forbidden/) as string,
    });
  });
});

const withNoise = (datasetId: string): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Numbers with noise',
  permissions: [
    {
      ...{ assignee: { type: 'members' }, actions: ['requestExtract', 'queryAggregates'], subject: 'Dataset' },
      ...{ where: { id: { $eq: datasetId } }, purposes: ['AcademicResearch', 'ServiceImprovement'] },
      ...{ dimensions: ['zone', 'need'], measures: [] },
      terms: { minPeople: 10, minContributors: 3, noise: { epsilon: '1', lifetimeEpsilon: '1.5' } },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
