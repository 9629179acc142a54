import type { PolicyDocument } from '#policy';
import { told } from '../support/assembly-room';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { adopt, contribute, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const ZONES = ['A', 'B', 'C', 'D'];
const schema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ZONES, disclosureRole: 'dimension' }],
};
/** People of zone A, the zone that is asked about, by cooperative; the others are always the same. */
const ASKED_ABOUT = { nobody: [0, 0, 0], one: [1, 0, 0], many: [200, 160, 140] } as const;
/** Too few, or nobody but one cooperative's, wherever one looks. */
const ONLY = { one: [1, 0, 0], nine: [9, 0, 0] } as const;

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state refusal { code message } release { datasetVersion
  cells { published suppressed } csv { bytes url } } } }`;
const LIVE = `query ($input: LiveAggregatesInput!) { liveAggregates(input: $input) {
  isReady rowCount datasetVersion rows { codes people confStatus } } }`;
const LOOKS = {
  preview: `query ($id: ID!) { datasetPreview(datasetId: $id, purpose: SERVICE_IMPROVEMENT) {
    datasetVersion dimensions protectedCells cells { codes people } } }`,
  profile: `query ($id: ID!) { datasetProfile(datasetId: $id, purpose: SERVICE_IMPROVEMENT) {
    datasetVersion people refusal columns { name missing withheld distribution { code people } } } }`,
};

/** What an engine answers that looks first and is tactful afterwards. */
const naive = (people: number) =>
  people === 0 ? { status: 404 } : people < 10 ? { status: 403, code: 'TOO_FEW' } : { status: 200, people };

/** Fields and lengths of lists, without what is in them. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return 'value';
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, shapeOf(of)]));
};

type Answers = {
  readonly looks: Record<string, { readonly status: number; readonly bytes: number; readonly body: unknown }>;
  readonly extract: { state: string; refusal: object | null; release: { csv: { url: string; bytes: number } } };
  readonly csv: string;
  /** What was done for it, by the types of events: work that is counted, and not timed. */
  readonly work: string[];
};

describe('answers about nobody, about one person and about five hundred', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let ada: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    ada = await world.member('Ada');
  });
  afterAll(() => world.stop());

  /** A dataset of so many people of each zone and cooperative, that members may look at and draw tables of. */
  const publish = async (peopleOf: (zone: string, at: number) => number): Promise<string> => {
    const [{ id: publisherId, steward }] = cooperatives;
    const about = { title: 'Persone', description: 'Una riga a persona.', needCategory: 'SOCIAL_NEEDS' };
    const input = { federationId: world.federationId, publisherId, schema, accessRights: 'RESTRICTED', ...about };
    const { id } = await told<{ id: string }>(steward, PUBLISH, { input });
    for (const [at, cooperative] of cooperatives.entries()) {
      const csv = ZONES.reduce((rows, zone) => rows + `${zone}\n`.repeat(peopleOf(zone, at)), 'zone\n');
      if (csv !== 'zone\n') await contribute(world, cooperative, id, Buffer.from(csv));
    }
    await adopt(
      world,
      permitting(id),
      cooperatives.map((one) => one.steward),
    );
    return id;
  };

  const post = async (query: string, variables: object) => {
    const response = await world.app.inject({
      ...{ method: 'POST', url: '/graphql', payload: { query, variables } },
      headers: { authorization: `Bearer ${ada.token}` },
    });
    return { status: response.statusCode, bytes: response.rawPayload.length, body: response.json<unknown>() };
  };
  const events = async () => (await world.auditTrail()).split(' > ');

  /** Everything that a member may ask of a dataset about zone A. */
  const answers = async (id: string): Promise<Answers> => {
    const before = (await events()).length;
    const filters = [{ field: 'zone', codes: ['A'] }];
    const question = { input: { datasetId: id, purpose: 'SERVICE_IMPROVEMENT', filters } };
    const looks: Answers['looks'] = { asked: await post(LIVE, question) };
    await world.settle();
    looks['answered'] = await post(LIVE, question);
    for (const [name, query] of Object.entries(LOOKS)) looks[name] = await post(query, { id });
    const input = { datasetId: id, purpose: 'SERVICE_IMPROVEMENT', dimensions: ['zone'], measures: [] };
    const drawn = await told<{ id: string }>(ada, REQUEST, { input });
    await world.settle();
    const extract = await told<Answers['extract']>(ada, EXTRACT, { id: drawn.id });
    const csv = (await ada.download(extract.release.csv.url)).bytes.toString();
    return { looks, extract, csv, work: (await events()).slice(before) };
  };

  it('are told apart by their status where an engine looks first', () => {
    expect(new Set([0, 1, 500].map((people) => JSON.stringify(naive(people)))).size).toBe(3);
  });

  it('have one code, the same fields and lists of the same length, and take the same work', async () => {
    const of = async (inA: readonly number[]) =>
      answers(await publish((zone, at) => (zone === 'A' ? (inA[at] ?? 0) : 60 + 10 * at)));
    const nobody = await of(ASKED_ABOUT.nobody);
    const one = await of(ASKED_ABOUT.one);
    const many = await of(ASKED_ABOUT.many);
    for (const other of [one, many]) {
      expect(other.work).toEqual(nobody.work);
      expect(other.extract.state).toBe('RELEASED');
      expect(shapeOf(other.extract)).toEqual(shapeOf(nobody.extract));
      expect(other.csv.split('\r\n')).toHaveLength(nobody.csv.split('\r\n').length);
      for (const [look, { status, body }] of Object.entries(other.looks))
        expect([look, status, shapeOf(body)]).toEqual([look, 200, shapeOf(nobody.looks[look]?.body)]);
    }
    // Nobody and one person: the same to the byte wherever zone A is spoken of, and as long everywhere.
    const ofA = ({ csv }: Answers) => csv.split('\r\n').filter((line) => line.startsWith('A,'));
    expect([ofA(nobody), ofA(one), ofA(many)]).toEqual([['A,,C'], ['A,,C'], ['A,500,F']]);
    expect(one.looks['answered']?.body).toEqual(nobody.looks['answered']?.body);
    for (const [look, { bytes }] of Object.entries(one.looks))
      expect([look, bytes]).toEqual([look, nobody.looks[look]?.bytes]);
    expect(one.extract.release.csv.bytes).toBe(nobody.extract.release.csv.bytes);
  });

  it('are the same to the byte where nothing may be shown at all', async () => {
    const [one, nine] = [
      await answers(await publish((zone, at) => (zone === 'A' ? (ONLY.one[at] ?? 0) : 0))),
      await answers(await publish((zone, at) => (zone === 'B' ? (ONLY.nine[at] ?? 0) : 0))),
    ];
    expect(one.csv).toBe(nine.csv);
    expect(one.work).toEqual(nine.work);
    expect(one.csv).toBe(`zone,people,conf_status\r\n${[...ZONES, '_T'].map((zone) => `${zone},,C\r\n`).join('')}`);
    for (const [look, { status, body }] of Object.entries(one.looks))
      expect([look, status, body]).toEqual([look, 200, nine.looks[look]?.body]);
  });
});

const permitting = (datasetId: string): PolicyDocument => ({
  ...{ schema: 'granaio-policy/1', title: 'Numbers for members', prohibitions: [], validUntil: null },
  permissions: (['preview', 'queryAggregates', 'requestExtract'] as const).map((action) => ({
    ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: datasetId } } },
    ...{ purposes: ['ServiceImprovement'], dimensions: ['zone'], measures: [] },
    terms: { minPeople: 10, minContributors: 3 },
  })),
});
