import { sha256, type OrganisationId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { adopt, contribute, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const REQUEST = 'mutation ($input: RequestMicrodataInput!) { requestMicrodata(input: $input) { id state } }';
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state refusal { code } decisions { occasion granted }
  release { contributors csv { url sha256 } parquet { url } otherFormats { format } cells { published suppressed }
  microdata { k l t rows suppressedRows groups smallestGroup columns { name isSensitive level levels starred } } } } }`;
const OBJECT = 'mutation ($input: FileObjectionInput!) { fileObjection(input: $input) { id } }';
const UNDO = 'mutation ($id: ID!) { withdrawObjection(id: $id) { id } }';
const END = 'mutation ($policyId: ID!) { proposePolicyEnd(policyId: $policyId) { id } }';
const POLICIES = '{ policies { items { id title } } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawContribution(id: $id, reason: "I soci.") { state } }';
const CAST = 'mutation ($id: ID!) { castVote(input: { ballotId: $id, choice: YES }) { ballot { id } } }';

const schema: TableSchema = {
  fields: [
    { name: 'who', type: 'string', required: true, disclosureRole: 'directIdentifier', pseudonym: true },
    { name: 'district', type: 'string', required: true, categories: ['1', '2'], disclosureRole: 'dimension' },
    {
      ...{ name: 'zone', type: 'string', required: true, categories: ['A', 'B', 'C', 'D'] },
      ...{ disclosureRole: 'dimension', within: 'district' },
    },
    { name: 'age', type: 'integer', required: true, minimum: 0, disclosureRole: 'quasiIdentifier' },
    {
      ...{ name: 'need', type: 'string', required: true, categories: ['casa', 'cura', 'lavoro'] },
      disclosureRole: 'sensitive',
    },
  ],
  personKey: 'who',
};

const COLUMNS = ['zone', 'district', 'age', 'need'];
const K = 5;
const TITLE = 'People one by one';
const MICRODATA = { microdata: { k: K, l: 2, mostSuppressedPercent: 10 } };
const DISTRICT_OF = { A: '1', B: '1', C: '2', D: '2' } as const;
type Zone = keyof typeof DISTRICT_OF;

/** Sixty people of one cooperative; its own are in zone D alone where it is the third. */
function peopleOf(cooperative: number): Buffer {
  const lines = Array.from({ length: 60 }, (_, at) => {
    const zone = (cooperative === 2 ? 'D' : ['A', 'B', 'C'][(at * 7 + cooperative) % 3]) as Zone;
    const age = 20 + ((at * 13 + cooperative * 5) % 50);
    const who = Buffer.from(`${cooperative}-${at}`).toString('hex').padStart(64, '0');
    return [who, DISTRICT_OF[zone], zone, age, ['casa', 'cura', 'lavoro'][(at * 5) % 3]].join(',');
  });
  return Buffer.from(['who,district,zone,age,need', ...lines, ''].join('\n'));
}

type Release = {
  contributors: number;
  csv: { url: string; sha256: string };
  microdata: { rows: number; suppressedRows: number; smallestGroup: number };
};
type Seen = { extract: { state: string; refusal: { code: string } | null; release: Release | null } };

describe('rows that leave one by one, for controlled use', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let university: OrganisationId;
  let rita: Member;
  let remo: Member;
  let datasetId: string;
  const contributions: string[] = [];
  let released: Release;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    const [{ id: publisherId, steward }] = cooperatives;
    const described = { title: 'People', description: 'One row for each person.', needCategory: 'SOCIAL_NEEDS' };
    const input = { federationId: world.federationId, publisherId, schema, accessRights: 'RESTRICTED', ...described };
    datasetId = (await steward.send<{ publishDataset: { id: string } }>(PUBLISH, { input })).publishDataset.id;
    for (const [at, one] of cooperatives.entries())
      contributions.push(await contribute(world, one, datasetId, peopleOf(at)));
    university = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    remo = await world.person('Remo', university, 'researcher');
    await vote('Reading', [{ actions: ['read'] }]);
  });
  afterAll(() => world.stop());

  const voters = () => cooperatives.map(({ steward }) => steward);
  const vote = (title: string, permissions: object[]) => {
    const assignee = { type: 'role', role: 'researcher', organisations: [university] };
    const common = { assignee, subject: 'Dataset', where: { id: { $eq: datasetId } } };
    const document = { schema: 'granaio-policy/1', title, prohibitions: [], validUntil: null };
    const all = permissions.map((one) => ({ ...common, ...one }));
    return adopt(world, parsePolicy({ ...document, permissions: all }), voters());
  };
  const exporting = (terms: object, change: object = {}) => ({
    ...{ actions: ['exportRecords'], purposes: ['AcademicResearch'], dimensions: COLUMNS, measures: [] },
    ...{ terms: { minPeople: 10, minContributors: 2, ...terms }, ...change },
  });
  const ask = async (columns = COLUMNS, by = rita) => {
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', columns };
    const asked = await by.send<{ requestMicrodata: { id: string; state: string } }>(REQUEST, { input });
    return asked.requestMicrodata;
  };
  const read = async (id: string, by = rita) => (await by.send<Seen>(EXTRACT, { id })).extract;
  const download = async (url: string, by = rita) => {
    const { status, bytes } = await by.download(url);
    return { status, body: bytes.toString() };
  };
  const refused = (code: string) => expect.objectContaining({ code }) as Error;

  it('do not leave before a vote, nor by one that says nothing of them', async () => {
    await expect(ask()).rejects.toThrow(refused('EXTRACT.NO_POLICY'));
    await vote('Own rows', [exporting({}, { rows: 'own' })]);
    await expect(ask()).rejects.toThrow(refused('EXTRACT.NO_MICRODATA'));
    expect(await world.auditTrail()).toMatch(/extract\.refused$/);
  });

  it('leave once the members have voted, without those of who objects', async () => {
    const [, , sangone] = cooperatives;
    const input = { organisationId: sangone.id, federationId: world.federationId, datasetId };
    await sangone.steward.send(OBJECT, { input: { ...input, kind: 'OPT_OUT', reason: 'Non una a una.' } });
    await vote(TITLE, [exporting(MICRODATA)]);
    const { id, state } = await ask();
    expect(state).toBe('GRANTED');
    await world.settle();
    const extract = await read(id);
    expect(extract).toMatchObject({
      ...{ state: 'RELEASED', refusal: null },
      decisions: [{ occasion: 'REQUEST' }, { occasion: 'RUN' }],
      release: { contributors: 2, otherFormats: [], microdata: { k: K, l: 2, t: null } },
    });
    released = extract.release as Release;
    expect(await world.auditTrail()).toMatch(/extract\.granted > extract\.released$/);
  });

  it('show nobody whom fewer than k look like, and several values of what is sensitive in every group', async () => {
    const { status, body } = await download(released.csv.url);
    expect([status, sha256(body)]).toEqual([200, released.csv.sha256]);
    const [head = [], ...rows] = parseCsv(body);
    expect(head).toEqual(['district', 'zone', 'age', 'need']);
    expect(rows.length).toBe(released.microdata.rows);
    expect(rows.length + released.microdata.suppressedRows).toBe(120);
    const groups = new Map<string, string[]>();
    for (const [district, zone, age, need = ''] of rows) {
      const key = [district, zone, age].join('|');
      groups.set(key, [...(groups.get(key) ?? []), need]);
    }
    expect(Math.min(...[...groups.values()].map(({ length }) => length))).toBe(released.microdata.smallestGroup);
    for (const needs of groups.values()) {
      expect(needs.length).toBeGreaterThanOrEqual(K);
      expect(new Set(needs).size).toBeGreaterThanOrEqual(2);
    }
    expect(body).not.toMatch(/,D,|0000000/);
    expect(rows).toEqual(rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)));
    expect(await world.auditTrail()).toMatch(/release\.downloaded$/);
  });

  it('are no table, and are not written as one', async () => {
    const answer = await download(released.csv.url.replace(/csv$/, 'xlsx'));
    expect([answer.status, answer.body]).toEqual([422, expect.stringContaining('RELEASE.NOT_A_TABLE')]);
  });

  it('leave in one way: the same to whoever asks the same, and nobody with other columns', async () => {
    const again = await ask(COLUMNS.toReversed(), remo);
    expect(again.state).toBe('RELEASED');
    expect((await read(again.id, remo)).release).toMatchObject({ csv: { sha256: released.csv.sha256 } });
    await expect(ask(['zone', 'age'], remo)).rejects.toThrow(refused('EXTRACT.RECORDS_LEFT_BEFORE'));
    await contribute(world, cooperatives[0], datasetId, peopleOf(0).subarray(0, -1));
    await expect(ask(COLUMNS, remo)).rejects.toThrow(refused('EXTRACT.RECORDS_LEFT_BEFORE'));
  });

  it('are not made without columns that can be coarsened, nor with one that names somebody', async () => {
    await expect(ask(['need'])).rejects.toThrow(refused('EXTRACT.COLUMN_COUNT'));
    await expect(ask(['zone', 'who'])).rejects.toThrow(refused('EXTRACT.UNKNOWN_COLUMN'));
  });

  it('are not to be had any more once a contributor in them objects, or the policy ends', async () => {
    const [aurora, dora] = cooperatives;
    const input = { organisationId: dora.id, federationId: world.federationId, datasetId };
    const objection = { ...input, kind: 'OPT_OUT', reason: 'Non più.' };
    const filed = await dora.steward.send<{ fileObjection: { id: string } }>(OBJECT, { input: objection });
    expect((await download(released.csv.url)).body).toContain('EXTRACT.CONSENT_WITHDRAWN');
    await dora.steward.send(UNDO, filed.fileObjection);
    expect((await download(released.csv.url)).status).toBe(200);

    const { policies } = await aurora.steward.send<{ policies: { items: { id: string; title: string }[] } }>(POLICIES);
    const policyId = policies.items.find(({ title }) => title === TITLE)?.id;
    const { proposePolicyEnd } = await aurora.steward.send<{ proposePolicyEnd: { id: string } }>(END, { policyId });
    const ballot = await world.openBallotOn(aurora.steward, proposePolicyEnd.id);
    for (const voter of voters()) await voter.send(CAST, { id: ballot });
    world.clock.advanceDays(2);
    await world.settle();
    expect(await download(released.csv.url)).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('EXTRACT.NO_MICRODATA') as string },
    });
  });

  it('are recalled when a contributor takes rows in them back, and are not made again', async () => {
    await vote(TITLE, [exporting(MICRODATA)]);
    expect((await download(released.csv.url)).status).toBe(200);
    await cooperatives[1].steward.send(WITHDRAW, { id: contributions[1] });
    expect(await download(released.csv.url)).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('RELEASE.STALE') as string },
    });
    await world.settle();
    expect(await world.auditTrail()).toMatch(/release\.ended/);
    await expect(ask()).rejects.toThrow(refused('EXTRACT.TOO_FEW_CONTRIBUTORS'));
  });
});

/** Rows of texts, of which some are quoted. */
const parseCsv = (csv: string): string[][] =>
  csv
    .trim()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, 4).map(([, cell = '']) => unquoted(cell)),
    );

const unquoted = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
