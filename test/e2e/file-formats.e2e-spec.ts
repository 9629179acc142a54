import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetFile } from '../../libs/intake/test/parquet-file';
import { textRow, workbookOf } from '../../libs/intake/test/workbook';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
const READ = `query ($id: ID!) { contribution(id: $id) { state report { rows }
  files { reading { format encoding } } findings { code hint } } }`;
const DATASET = 'query ($id: ID!) { dataset(id: $id) { version } }';

type Seen = {
  state: string;
  report: { rows: number } | null;
  files: { reading: { format: string; encoding: string | null } | null }[];
  findings: { code: string; hint: string }[];
};

const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Città', 'Vallette'], disclosureRole: 'dimension' },
    { name: 'code', type: 'string', required: true, disclosureRole: 'quasiIdentifier' },
  ],
  primaryKey: ['code'],
};
const ROWS = [
  ['Città', '001'],
  ['Vallette', 'NA'],
] as const;
const CSV = ['zone,code', ...ROWS.map((row) => row.join(','))].join('\r\n');

describe('a file that a cooperative sends', () => {
  let world: World;
  let aurora: Cooperative;
  let datasetId: string;
  let folder: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read') });
    [aurora] = await threeCooperatives(world);
    folder = await mkdtemp(join(tmpdir(), 'granaio-formats-'));
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, accessRights: 'RESTRICTED' },
        ...{ title: 'Zones', description: 'Zones and codes.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    datasetId = publishDataset.id;
  });

  const contribute = async (fileName: string, bytes: Buffer): Promise<Seen> => {
    const { submitContribution } = await aurora.steward.send<{ submitContribution: { id: string; uploadUrl: string } }>(
      SUBMIT,
      { input: { datasetId, organisationId: aurora.id, fileName } },
    );
    const { status, body } = await aurora.steward.upload(submitContribution.uploadUrl, bytes);
    if (status !== 202) throw new Error(body);
    await world.settle();
    const { contribution } = await aurora.steward.send<{ contribution: Seen }>(READ, { id: submitContribution.id });
    return contribution;
  };
  const version = async () =>
    (await aurora.steward.send<{ dataset: { version: number } }>(DATASET, { id: datasetId })).dataset.version;

  const objects = ROWS.map(([zone, code]) => JSON.stringify({ zone, code }));
  const sheet = (...rows: string[]) => workbookOf({ sheets: [{ name: 'Foglio1', data: rows.join('') }] });
  const workbook = () => sheet(...[['zone', 'code'], ...ROWS].map((cells, at) => textRow(at + 1, ...cells)));

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['CSV', 'zone.csv', () => Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
    ['XLSX', 'zone.xlsx', workbook],
    ['JSON', 'zone.json', () => Buffer.from(`[${objects.join(', ')}]`)],
    ['NDJSON', 'zone.ndjson', () => Buffer.from(objects.join('\n'))],
    [
      'PARQUET',
      'zone.parquet',
      () =>
        parquetFile(
          join(folder, 'zone.parquet'),
          `SELECT * FROM (VALUES ('Città', '001'), ('Vallette', 'NA')) AS rows(zone, code)`,
        ),
    ],
  ])('is taken in as %s, whatever it is called', async (format, fileName, bytes) => {
    for (const name of [fileName, 'dati']) {
      const { state, report, files, findings } = await contribute(name, await bytes());
      expect({ state, findings }).toEqual({ state: 'ACCEPTED', findings: [] });
      expect([report?.rows, files[0]?.reading?.format]).toEqual([2, format]);
    }
    // The second one brought the very same rows.
    expect(await version()).toBe(1);
  });

  it.each<[string, string, () => Buffer]>([
    [
      'FILE.NOT_A_TABLE',
      'foto.csv',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(500)]),
    ],
    ['FILE.EMPTY', 'vuoto.csv', () => Buffer.alloc(0)],
    [
      'FILE.TOO_BIG_INSIDE',
      'bomba.xlsx',
      () => sheet(textRow(1, 'zone', 'code'), textRow(2, 'x'.repeat(400_000_000), '1')),
    ],
  ])('is refused with %s, and the version in place stays', async (code, fileName, bytes) => {
    await contribute('zone.csv', Buffer.from(CSV));
    const { state, findings } = await contribute(fileName, bytes());
    expect(state).toBe('REJECTED');
    expect(findings).toMatchObject([{ code, hint: expect.stringMatching(/\w{4}/) as string }]);
    expect(await version()).toBe(1);
  });
});
