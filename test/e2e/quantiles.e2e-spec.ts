import type { PolicyDocument } from '#policy';
import type { TableSchema } from '#warehouse';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { adopt, contribute, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id measures } }';
const EXTRACT = `query ($id: ID!) { extract(id: $id) { state measures release { csv { url } otherFormats { format url }
  noise { columns { name } quantiles { name epsilon valuesPerPerson peopleMargin95 } } } } }`;
const CHARGES = 'query ($datasetId: ID!) { privacyLedger(datasetId: $datasetId) { charges { items { id } } } }';
const LIVE = 'query ($input: LiveAggregatesInput!) { liveAggregates(input: $input) { isReady } }';
const DICTIONARY = 'query ($id: ID!) { dictionary(datasetId: $id) { entries { name grid } } }';

const ZONES = ['A', 'B', 'C', 'D'] as const;
const hours = { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' } as const;
const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: [...ZONES], disclosureRole: 'dimension' },
    { ...hours, required: true, minimum: 0, maximum: 100, grid: '2.5' },
    { name: 'cost', type: 'integer', disclosureRole: 'measure' },
  ],
};

type Row = { readonly zone: string; readonly tenths: number };
/** Many different people in A, many alike in B, few in C and in D. */
const rowsOf = (cooperative: number): Row[] => [
  ...Array.from({ length: 60 }, (_, at) => ({ zone: 'A', tenths: ((at * 37 + cooperative * 11) % 400) + 1 })),
  ...Array.from({ length: 40 }, () => ({ zone: 'B', tenths: 125 })),
  ...['C', 'D'].flatMap((zone) => Array.from({ length: 3 }, (_, at) => ({ zone, tenths: 900 + 10 * at }))),
];
const csvOf = (rows: readonly Row[]) =>
  Buffer.from(
    ['zone,hours,cost', ...rows.map(({ zone, tenths }) => `${zone},${(tenths / 10).toFixed(1)},1`)].join('\n'),
  );
const ALL = [0, 1, 2].flatMap(rowsOf);

/** The value itself, as somebody would publish it who has not thought about it. */
function naiveQuantile(zone: string, share: number): number {
  const sorted = ALL.filter((row) => zone === '_T' || row.zone === zone).map(({ tenths }) => tenths).sort((a, b) => a - b); // prettier-ignore
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
const stepOf = (tenths: number) => (Math.floor(tenths / 25) * 2.5).toFixed(1);

describe('quantiles of a measure', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let ada: Member;
  let datasetId: string;

  let noisyId: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    [datasetId, noisyId] = [await publish('Hours of support'), await publish('Hours of support, with noise')];
    ada = await world.member('Ada');
    const voters = cooperatives.map(({ steward }) => steward);
    await adopt(world, mayKnowHours([[datasetId, {}], [noisyId, { noise: { epsilon: '1', lifetimeEpsilon: '1' } }]]), voters); // prettier-ignore
  });
  afterAll(() => world.stop());

  async function publish(title: string): Promise<string> {
    const [publisher] = cooperatives;
    const { publishDataset } = await publisher.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: publisher.id, schema, title },
        ...{ description: 'One row for each person.', needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
      },
    });
    for (const [at, cooperative] of cooperatives.entries())
      await contribute(world, cooperative, publishDataset.id, csvOf(rowsOf(at)));
    return publishDataset.id;
  }
  const wish = (measures: string[], of = datasetId) => ({
    input: { datasetId: of, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures },
  });
  const release = async (measures: string[], of = datasetId) => {
    const { requestExtract } = await ada.send<{ requestExtract: { id: string; measures: string[] } }>(
      REQUEST,
      wish(measures, of),
    );
    expect(requestExtract.measures).toEqual(measures);
    await world.settle();
    const { extract } = await ada.send<{ extract: Released }>(EXTRACT, { id: requestExtract.id });
    expect(extract).toMatchObject({ state: 'RELEASED', measures });
    return extract.release;
  };
  const linesOf = async (url: string) =>
    (await ada.download(url)).bytes.toString().trim().split('\r\n').map((line) => line.split(',')); // prettier-ignore

  it('stand on a grid that the dictionary shows to everybody', async () => {
    type Dictionary = { dictionary: { entries: { name: string; grid: string | null }[] } };
    const { dictionary } = await ada.send<Dictionary>(DICTIONARY, { id: datasetId });
    expect(dictionary.entries.map(({ name, grid }) => [name, grid])).toEqual([['zone', null], ['hours', '2.5'], ['cost', null]]); // prettier-ignore
  });

  it('are released with the sum, in steps, and nowhere near somebody’s own value', async () => {
    const { csv } = await release(['hours', 'hours.quartile1', 'hours.median', 'hours.quartile3']);
    const [header, ...rows] = await linesOf(csv.url);
    expect(header?.join()).toBe('zone,people,hours,hours.quartile1,hours.median,hours.quartile3,conf_status');
    const cells = new Map(rows.map(([zone = '', ...rest]) => [zone, rest]));
    expect(cells.get('A')?.slice(2)).toEqual([0.25, 0.5, 0.75].map((share) => stepOf(naiveQuantile('A', share))).concat('F')); // prettier-ignore
    // Of those who are all alike nothing is told, although their number is.
    expect(naiveQuantile('B', 0.5)).toBe(125);
    expect(cells.get('B')).toEqual(['120', expect.any(String), '', '', '', 'F']);
    // A naive table of medians tells of three people what they have.
    expect(naiveQuantile('C', 0.5)).toBe(910);
    for (const zone of ['C', 'D']) expect(cells.get(zone)).toEqual(['', '', '', '', '', 'C']);
    expect(cells.get('_T')?.[3]).toBe(stepOf(naiveQuantile('_T', 0.5)));
    expect(await world.auditTrail()).toContain('extract.granted > extract.released');
  });

  it('are released without the sum that was not asked for, in a table of the very same cells', async () => {
    const { csv, otherFormats } = await release(['hours.median']);
    const [header, ...rows] = await linesOf(csv.url);
    expect(header?.join()).toBe('zone,people,hours.median,conf_status');
    expect(rows.find(([zone]) => zone === 'A')?.[2]).toBe(stepOf(naiveQuantile('A', 0.5)));
    const observations = await linesOf(otherFormats.find(({ format }) => format === 'sdmx.csv')?.url ?? '');
    const ofB = observations.filter(([, , , zone]) => zone === 'B').map((line) => line.slice(4));
    expect(ofB).toEqual([
      ['people', '120', 'A', 'F', 'none'],
      ['hours.median', '', 'Q', 'C', 'suppressed'],
    ]);
  });

  it('come with means, which are the sum by the people that are shown', async () => {
    const [header, ...rows] = await linesOf((await release(['hours', 'hours.mean'])).csv.url);
    expect(header?.join()).toBe('zone,people,hours,hours.mean,conf_status');
    for (const [, people, sum, mean] of rows)
      expect(mean).toBe(people === '' ? '' : (Number(sum) / Number(people)).toFixed(3));
  });

  it('are drawn with noise where policies ask for it, once, and say how far they may be off', async () => {
    const { csv, noise } = await release(['hours.mean', 'hours.median'], noisyId);
    expect(noise).toMatchObject({
      columns: [{ name: 'people' }, { name: 'hours' }],
      quantiles: [
        { name: 'hours.median', valuesPerPerson: 1, peopleMargin95: expect.stringMatching(/^\d+$/) as string },
      ],
    });
    const [header, ...rows] = await linesOf(csv.url);
    expect(header?.slice(5).join()).toBe('people_margin_95,hours.mean_margin_95,hours.median_people_margin_95');
    expect(rows.map(([zone, , , , status]) => [zone, status])).toEqual(['F', 'F', 'C', 'C', 'F'].map((status, at) => [[...ZONES, '_T'][at], status])); // prettier-ignore
    expect((await release(['hours.median', 'hours', 'hours.mean'], noisyId)).noise).toEqual(noise);
    const { privacyLedger } = await ada.send<Charges>(CHARGES, { datasetId: noisyId });
    expect(privacyLedger.charges.items).toHaveLength(1);
    await expect(ada.send(REQUEST, wish(['hours.quartile1'], noisyId))).rejects.toMatchObject({ code: 'EXTRACT.BUDGET_SPENT' }); // prettier-ignore
  });

  it.each<[string, string[]]>([
    ['QUANTILE.NO_GRID', ['cost.median']],
    ['MEAN.MAY_BE_MISSING', ['cost.mean']],
    ['EXTRACT.REPEATED_COLUMN', ['hours.median', 'hours.median']],
    ['EXTRACT.UNKNOWN_COLUMN', ['hours.maximum']],
    ['EXTRACT.UNKNOWN_COLUMN', ['zone.median']],
  ])('are refused as %s where there is no telling them', async (code, measures) => {
    await expect(ada.send(REQUEST, wish(measures))).rejects.toMatchObject({ code });
  });

  it('are not looked up, and whoever tries is told where they are', async () => {
    const input = {
      datasetId,
      purpose: 'ACADEMIC_RESEARCH',
      dimensions: [{ field: 'zone' }],
      measures: ['hours.median'],
    };
    await expect(ada.send(LIVE, { input })).rejects.toMatchObject({ code: 'QUANTILE.EXTRACTS_ONLY' });
  });
});

type Released = {
  release: { csv: { url: string }; otherFormats: { format: string; url: string }[]; noise: object | null };
};
type Charges = { privacyLedger: { charges: { items: object[] } } };

const mayKnowHours = (ofDatasets: readonly (readonly [id: string, terms: object])[]): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Hours of support',
  permissions: ofDatasets.map(([id, terms]) => ({
    assignee: { type: 'members' },
    actions: ['requestExtract', 'queryAggregates'],
    subject: 'Dataset',
    where: { id: { $eq: id } },
    purposes: ['AcademicResearch'],
    dimensions: ['zone'],
    measures: ['hours', 'cost'],
    terms: { minPeople: 10, minContributors: 3, ...terms },
  })),
  prohibitions: [],
  validUntil: null,
});
