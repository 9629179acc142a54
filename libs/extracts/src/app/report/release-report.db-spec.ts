import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { KeyRing } from '#platform';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { buffer } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import type { SealedCertificate } from '../../domain/report/report-facts';
import { ExtractService } from '../extract.service';
import { RecallService } from '../recall.service';
import { RunService } from '../run.service';
import { CertificateService } from './certificate.service';
import { CertificateVault } from './certificate-vault';
import { ReleaseReportService } from './release-report.service';

const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['casa', 'cura', 'lavoro'];
const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ZONES, disclosureRole: 'dimension' },
    { name: 'need', type: 'string', required: true, categories: NEEDS, disclosureRole: 'dimension' },
  ],
};
/** Each cooperative has its own numbers; of zone A and need casa there are few. */
const csvOf = (at: number) =>
  [
    'zone,need',
    ...ZONES.flatMap((zone, row) =>
      NEEDS.flatMap((need, column) =>
        Array<string>(row + column === 0 ? 1 : 12 + 3 * row + 5 * column + at).fill(`${zone},${need}`),
      ),
    ),
  ].join('\n');

describe('the report of a release', () => {
  let commons: Commons;
  let dataset: Dataset;
  let ada: PersonId;
  let vera: PersonId;
  let first: ExtractId;
  let second: ExtractId;
  const contributions: string[] = [];

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(parsePolicy(membersMay('read')));
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'researcher');
    vera = await commons.person(commons.cooperatives[2] as OrganisationId, 'auditor');
    dataset = await commons.publish(schema);
    for (const at of [0, 1, 2]) contributions.push((await commons.contribute(dataset, at, csvOf(at))).id);
    await commons.enact(permitting(dataset.id));
    [first, second] = [await release(['zone', 'need']), await release(['need'])];
  });
  afterAll(() => commons.stop());

  const release = async (dimensions: string[]) => {
    const asked = { purpose: 'AcademicResearch', dimensions, measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(await commons.actor(ada), dataset.id, asked);
    await commons.get(RunService).run(SYSTEM, id);
    return id;
  };
  const report = async (by: PersonId, id = first) =>
    commons.get(ReleaseReportService).read(await commons.actor(by), id, 'en');
  const sealedOf = async (id: ExtractId) => {
    const { release } = await commons.get(ExtractService).read(await commons.actor(ada), id);
    return release?.report?.certificate as SealedCertificate;
  };

  it('tells its recipient how much is hidden, how open that stays, and how to cite it', async () => {
    const told = await report(ada);
    expect(told).toMatchObject({
      ...{ extractId: first, number: 1, contributors: 3, dimensions: ['zone', 'need'], inside: null, noise: null },
      dataset: { id: dataset.id, title: 'Persone seguite', version: 3, newestVersion: 3 },
      checked: { earlierTables: 0, insiders: true, certificate: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(told.cells.suppressed).toBeGreaterThanOrEqual(4);
    expect(told.intervals?.smallest).toBeGreaterThanOrEqual(9);
    expect(told.rules).toContain('With at least 10 people and 3 contributing organisations behind each number.');
    expect(told.citation?.text).toContain(`Release ${first}/1, `);
    expect(told.citation?.text).toContain(told.files.csv.sha256);
  });

  it('tells auditors why cells are hidden, and who asked for it never', async () => {
    const { inside } = await report(vera);
    expect(inside?.causes).toMatchObject({ people: 1 });
    expect((inside?.primary ?? 0) + (inside?.secondary ?? 0)).toBe((await report(ada)).cells.suppressed);
  });

  it('is there for nobody who may not read the extract', async () => {
    const otto = await commons.person(commons.cooperatives[2] as OrganisationId, 'member');
    const missing = { code: 'EXTRACT.MISSING' };
    for (const id of [first, '01939b00-0000-7000-8000-0000000000ff' as ExtractId])
      await expect(report(otto, id)).rejects.toMatchObject({
        kind: expect.stringMatching(/missing|forbidden/) as string,
      });
    await expect(report(ada, '01939b00-0000-7000-8000-0000000000ff' as ExtractId)).rejects.toMatchObject(missing);
  });

  it('leads to a sealed proof, which is checked again beside what had left before it', async () => {
    const certificates = commons.get(CertificateService);
    const auditor = await commons.actor(vera);
    expect((await report(ada, second)).checked.earlierTables).toBe(1);
    for (const id of [first, second]) expect(await certificates.verify(auditor, id)).toBeGreaterThanOrEqual(1);
    await expect(certificates.verify(await commons.actor(ada), first)).rejects.toMatchObject({
      code: 'CERTIFICATE.MISSING',
    });
    const sealed = await buffer(await commons.files.open((await sealedOf(first)).sha256));
    expect(sealed.includes('codes')).toBe(false);
    expect(await commons.get(CertificateVault).open(await sealedOf(first))).toMatchObject({ proofs: [{}] });
  });

  it('of before there were any is none', async () => {
    const id = await release(['zone']);
    await commons.db.query('update extracts.release set report = null where extract_id = $1', [id]);
    await expect(report(ada, id)).rejects.toMatchObject({ kind: 'missing', code: 'RELEASEREPORT.MISSING' });
  });

  it('loses its proof, and the key of it, with the files of a recalled release', async () => {
    const sealed = await sealedOf(first);
    await commons.withdraw(1, contributions[1] as never);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await commons.get(RecallService).destroy(SYSTEM, { extractId: first, number: 1 });
    expect(await commons.get(KeyRing).find(sealed.keyId)).toBeNull();
    expect(await commons.files.has(sealed.sha256)).toBe(false);
    await expect(commons.get(CertificateVault).open(sealed)).rejects.toMatchObject({ code: 'FILE.MISSING' });
  });
});

const permitting = (id: string) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Uso', prohibitions: [], validUntil: null },
    permissions: [
      {
        ...{
          assignee: { type: 'members' },
          actions: ['requestExtract'],
          subject: 'Dataset',
          where: { id: { $eq: id } },
        },
        ...{ purposes: ['AcademicResearch'], dimensions: ['zone', 'need'], measures: [] },
        terms: { minPeople: 10, minContributors: 3, generalise: false },
      },
      { ...{ assignee: { type: 'role', role: 'auditor', organisations: 'federation' } }, ...READING },
    ],
  });
const READING = { actions: ['read'], subject: 'Extract', where: 'everything' } as const;
