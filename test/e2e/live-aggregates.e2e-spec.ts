import type { PolicyDocument } from '#policy';
import type { Member } from '../support/member';
import { contribute, usersOf, sharedServiceUsers, type SharedUsers } from '../support/social-services';
import type { World } from '../support/world';

const LIVE = `query ($input: LiveAggregatesInput!, $first: Int! = 100) { liveAggregates(input: $input, first: $first) {
  extractId isReady datasetVersion dimensions measures rowCount rows { codes people measures confStatus } } }`;
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state decisions { occasion granted } release { csv { url } } } }`;

type Row = { codes: string[]; people: string | null; measures: (string | null)[]; confStatus: string };
type Live = {
  liveAggregates: {
    extractId: string;
    isReady: boolean;
    datasetVersion: number | null;
    dimensions: string[];
    measures: string[];
    rowCount: number;
    rows: Row[];
  };
};

describe('live aggregates for members', () => {
  let world: World;
  let shared: SharedUsers;
  let ada: Member;
  let ben: Member;
  let datasetId: string;

  beforeAll(async () => {
    shared = await sharedServiceUsers(400);
    ({ world, datasetId } = shared);
    [ada, ben] = [await world.member('Ada'), await world.member('Ben')];
  });
  afterAll(() => world.stop());

  const question = (change: object = {}) => ({
    input: {
      ...{ datasetId, purpose: 'SERVICE_IMPROVEMENT', dimensions: [{ field: 'zone' }], measures: ['hours'] },
      ...change,
    },
  });
  const ask = async (by: Member, change: object = {}) => (await by.send<Live>(LIVE, question(change))).liveAggregates;
  const count = async () => {
    const [row] = await world.database.query<{ n: string }>('select count(*) as n from extracts.extract');
    return Number(row?.n);
  };

  it('are refused until a policy allows them, and the refusal is kept', async () => {
    const before = await count();
    await expect(ask(ada)).rejects.toMatchObject({ code: 'EXTRACT.NO_POLICY' });
    expect(await count()).toBe(before + 1);
  });

  it('are made as a job when nobody has asked for their table before', async () => {
    await shared.adoptAll(membersMayLookUp(datasetId));
    const first = await ask(ada);
    expect(first).toMatchObject({ isReady: false, rows: [], datasetVersion: null });
    expect((await ask(ada)).extractId).toBe(first.extractId);
    await world.settle();
    const answer = await ask(ada);
    expect(answer).toMatchObject({ isReady: true, datasetVersion: 3, dimensions: ['zone'], measures: ['hours'] });
    expect(answer.rowCount).toBe(answer.rows.length);
    for (const { confStatus, people, measures } of answer.rows) {
      expect(confStatus === 'F').toBe(people !== null && measures.every((one) => one !== null));
      if (people !== null) expect(Number(people)).toBeGreaterThanOrEqual(10);
    }
  });

  it('are answered at once from a table that somebody else had made, each as an extract of its own', async () => {
    const [one, other] = [await ask(ada), await ask(ben)];
    expect(other).toEqual({ ...one, extractId: other.extractId });
    expect(other.extractId).not.toBe(one.extractId);
    const { extract } = await ben.send<{ extract: { state: string; decisions: object[] } }>(EXTRACT, {
      id: other.extractId,
    });
    expect(extract).toMatchObject({
      state: 'RELEASED',
      decisions: [{ occasion: 'REQUEST', granted: true }],
    });
    await expect(ada.send(EXTRACT, { id: other.extractId })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('choose rows by filters, and no filter changes a number', async () => {
    const { rows } = await ask(ada);
    const [shown] = rows.filter(({ codes: [code] }) => code !== '_T');
    const code = shown?.codes[0] ?? '';
    const filtered = await ask(ada, { dimensions: [], filters: [{ field: 'zone', codes: [code, '_T'] }] });
    expect(filtered.isReady).toBe(true);
    expect(filtered.rows).toEqual(rows.filter(({ codes: [one] }) => one === code || one === '_T'));
    await expect(ask(ada, { filters: [{ field: 'zone', codes: ['Nowhere'] }] })).rejects.toMatchObject({
      code: 'AGGREGATES.UNKNOWN_CODE',
    });
  });

  it('keep to what the policy names', async () => {
    await expect(ask(ada, { dimensions: [{ field: 'need' }] })).rejects.toMatchObject({
      code: expect.stringMatching(/^EXTRACT\./) as string,
    });
    await expect(ask(ada, { purpose: 'ACADEMIC_RESEARCH' })).rejects.toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
  });

  it('are made anew of a new version once enough contributors have changed, and not for one of them', async () => {
    await contribute(world, shared.cooperatives[0], datasetId, usersOf('cooperative 0 anew', 500));
    expect(await ask(ada)).toMatchObject({ isReady: true, datasetVersion: 3 });
    for (const at of [1, 2] as const)
      await contribute(world, shared.cooperatives[at], datasetId, usersOf(`cooperative ${at} anew`, 500 + 90 * at));
    expect(await ask(ada)).toMatchObject({ isReady: false });
    await world.settle();
    expect(await ask(ada)).toMatchObject({ isReady: true, datasetVersion: 6 });
  });

  it('say at once that a table is held back, and promise none', async () => {
    await shared.cooperatives[1].steward.send(
      'mutation ($input: WithdrawRowsInput!) { withdrawRows(input: $input) { id } }',
      {
        input: { datasetId, organisationId: shared.cooperatives[1].id },
      },
    );
    await world.settle();
    const before = await count();
    await expect(ask(ada)).rejects.toMatchObject({ code: 'EXTRACT.HELD_BACK' });
    expect(await count()).toBe(before);
  });
});

const membersMayLookUp = (datasetId: string): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Numbers for members',
  permissions: [
    {
      ...{ assignee: { type: 'members' }, actions: ['queryAggregates'], subject: 'Dataset' },
      ...{ where: { id: { $eq: datasetId } }, purposes: ['ServiceImprovement'] },
      ...{ dimensions: ['zone'], measures: ['hours'], terms: { minPeople: 10, minContributors: 3 } },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
