import { parse } from 'csv-parse/sync';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from '#intake';
import type { ReleaseReport } from '#extracts';
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

const MAIN = resolve(__dirname, '../../dist/apps/cli/src/main.js');
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const READ = `query ($id: ID!, $language: CitationLanguage! = IT) { extract(id: $id) { state release { csv { url sha256 }
  parquet { url } otherFormats { format url } cells { published suppressed } report(language: $language) { rules
  shownCellsPercent shownPeoplePercent earlierTables insiders certificate jsonUrl htmlUrl levels { columns }
  intervals { cells smallest median largest } inside { primary secondary causes { cause count } }
  citation { text bibtex } parts { heading lines { what is } } } } } }`;

const LEFT = `query ($id: ID!) { dataset(id: $id) { releases { items { extractId recipients
  report { inside { primary } } } } } }`;
const VERIFY = `mutation ($id: ID!) { verifyCertificate(extractId: $id, language: EN) {
  outcome number proofs cell why sentence } }`;

type Report = {
  rules: string[];
  jsonUrl: string;
  htmlUrl: string;
  inside: { primary: number; secondary: number } | null;
  citation: { text: string };
  parts: { heading: string }[];
};
type Left = { dataset: { releases: { items: object[] } | null } };
type Verified = { verifyCertificate: object };
type Read = {
  extract: {
    state: string;
    release: {
      csv: { url: string; sha256: string };
      parquet: { url: string };
      otherFormats: { format: string; url: string }[];
      cells: { published: number; suppressed: number };
      report: Report;
    };
  };
};

describe('a release and its report', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let rita: Member;
  let id: string;
  let datasetId: string;
  let release: Read['extract']['release'];

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, cooperatives[0]);
    for (const [at, one] of cooperatives.entries())
      await contribute(world, one, datasetId, usersOf(`cooperative ${at}`, 300));
    const university: OrganisationId = await world.organisation('Università', { affiliated: false });
    rita = await world.person('Rita', university, 'researcher');
    const voters = cooperatives.map(({ steward }) => steward);
    await adopt(world, researchersMay(university, datasetId), voters);
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone', 'need'], measures: ['hours'] };
    ({
      requestExtract: { id },
    } = await rita.send<{ requestExtract: { id: string } }>(REQUEST, { input }));
    await world.settle();
    ({ release } = await read(rita));
  });
  afterAll(() => world.stop());

  const read = async (by: Member, language = 'IT') => (await by.send<Read>(READ, { id, language })).extract;
  const left = async (by: Member) => (await by.send<Left>(LEFT, { id: datasetId })).dataset.releases;
  const allUrls = () => [
    ...[release.csv.url, release.parquet.url, ...release.otherFormats.map(({ url }) => url)],
    ...[release.report.jsonUrl, release.report.htmlUrl],
  ];
  const urlOf = (format: string) => release.otherFormats.find((one) => one.format === format)?.url ?? '';
  const textOf = async (url: string, by = rita) => (await by.download(url)).bytes.toString();

  it('are handed to who asked for it in five formats, each with the status of each cell', async () => {
    for (const url of allUrls()) expect((await rita.download(url)).status).toBe(200);
    const rows = parse<Record<string, string>>(await textOf(release.csv.url), { columns: true });
    const hidden = rows.filter(({ conf_status: status }) => status === 'C');
    expect(hidden).toHaveLength(release.cells.suppressed);
    for (const { people, hours } of hidden) expect([people, hours]).toEqual(['', '']);
    const lines = parse<Record<string, string>>(await textOf(urlOf('sdmx.csv')), { columns: true });
    const missing = lines.filter(({ CONF_STATUS: status }) => status === 'C');
    expect(missing).toHaveLength(2 * hidden.length);
    expect(missing.every(({ OBS_VALUE: value, OBS_STATUS: status }) => value === '' && status === 'Q')).toBe(true);
    const { status } = JSON.parse(await textOf(urlOf('json'))) as { status: Record<string, string> };
    expect(Object.values(status)).toEqual(missing.map(() => 'C'));
  });

  it('say the same as JSON, in GraphQL and as a page in both languages', async () => {
    const report = JSON.parse(await textOf(`${release.report.jsonUrl}?lang=en`)) as ReleaseReport;
    expect(report).toMatchObject({
      ...{ extractId: id, inside: null, files: { csv: { sha256: release.csv.sha256 } } },
      cells: { shown: release.cells.published, suppressed: release.cells.suppressed },
      byDefault: expect.arrayContaining(['pPercent', 'minPeopleOutside']) as string[],
      checked: { insiders: true, earlierTables: 0 },
    });
    const english = (await read(rita, 'EN')).release.report;
    expect([report.rules, report.citation?.text]).toEqual([english.rules, english.citation.text]);
    expect(english.citation.text).toContain(`Release ${id}/1`);
    const [italianPage, englishPage] = [
      await textOf(`${release.report.htmlUrl}?lang=it`),
      await textOf(`${release.report.htmlUrl}?lang=en`),
    ];
    expect(italianPage).toContain('<html lang="it">');
    expect(italianPage).toContain('Rischio: che cosa è stato controllato');
    expect(englishPage).toContain('Risk: what was checked');
    for (const { heading } of release.report.parts) expect(italianPage).toContain(heading);
  });

  it('is found, with what narrows down its hidden cells, by stewards of the publisher; and its proof holds', async () => {
    const [dora, stranger] = cooperatives.map(({ steward }) => steward) as [Member, Member];
    expect((await left(dora))?.items).toEqual([
      { extractId: id, recipients: null, report: { inside: { primary: expect.any(Number) as number } } },
    ]);
    expect(await left(stranger)).toBeNull();
    const proven = { outcome: 'HOLDS', number: 1, proofs: 1, cell: null, why: null };
    expect((await dora.send<Verified>(VERIFY, { id })).verifyCertificate).toEqual({
      ...proven,
      sentence: expect.stringMatching(/^The certificate holds: /) as string,
    });
    expect(await world.auditTrail()).toMatch(/certificate.verified$/);
    await expect(rita.send(VERIFY, { id })).rejects.toMatchObject({ code: 'CERTIFICATE.MISSING' });
  });

  it('is counted again by whoever keeps the machine, who is told in a sentence and by an exit code', () => {
    const verify = (release: string) =>
      spawnSync(process.execPath, [MAIN, 'verify', '--release', release], {
        env: {
          PATH: process.env.PATH,
          GRANAIO_DATA: world.config.dataDirectory,
          DATABASE_URL: world.config.databaseUrl,
        },
        encoding: 'utf8',
      });
    const { status, stdout, stderr } = verify(`${id}/1`);
    expect([status, stdout]).toEqual([0, expect.stringMatching(`^Release ${id}/1\nThe certificate holds: `)]);
    expect(stderr).toContain('1 of 1 proof checked.');
    expect([verify(`${id}/2`).status, verify('nothing').status]).toEqual([1, 1]);
  });

  it('are a workbook that our own intake reads, with the report on its second sheet', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'granaio-'));
    try {
      const path = join(folder, 'table.xlsx');
      await writeFile(path, (await rita.download(urlOf('xlsx'))).bytes);
      const { candidates } = await inspect(path, 'table.xlsx', { columns: [] });
      const table = candidates.find(({ reading }) => reading.sheet === 'table');
      expect(table?.header).toEqual(['zone', 'need', 'people', 'hours', 'conf_status']);
      expect(JSON.stringify(candidates)).toContain('about');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tell no cause to who asked, and are not there for a stranger, whatever the ending', async () => {
    expect((await read(rita)).release.report.inside).toBeNull();
    const otto = await world.person('Otto', await world.organisation('Altrove', { affiliated: false }), 'member');
    const absent = '01939b00-0000-7000-8000-0000000000ff';
    for (const url of allUrls()) {
      const [hidden, none] = [await otto.download(url), await otto.download(url.replace(id, absent))];
      expect([hidden.status, none.status]).toEqual([404, 404]);
      expect(hidden.bytes.toString().replaceAll(id, absent)).toBe(none.bytes.toString());
    }
  });
});
