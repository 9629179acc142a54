import type { Dataset } from '#catalogue';
import type { ContributionId, ExtractId } from '#kernel';
import { KeyRing } from '#platform';
import { parsePolicy } from '#policy';
import { buffer } from 'node:stream/consumers';
import { SYSTEM, type Commons } from '../../../../../test/support/commons';
import { certificateOf, startAudited } from '../../../test/audited';
import type { Drawing } from '../../../test/drawing';
import { LineageService } from '../lineage.service';
import { RecallService } from '../recall.service';
import { CertificateVault } from './certificate-vault';
import { ReleaseReportService } from './release-report.service';

/** Auditors may read every extract. */
const AUDITING = parsePolicy({
  ...{ schema: 'granaio-policy/1', title: 'Uso', prohibitions: [], validUntil: null },
  permissions: [
    {
      assignee: { type: 'role', role: 'auditor', organisations: 'federation' },
      ...{ actions: ['read'], subject: 'Extract', where: 'everything' },
    },
  ],
});

describe('the report of a release', () => {
  let commons: Commons;
  let dataset: Dataset;
  let ada: Drawing;
  let vera: Drawing;
  let contributions: readonly ContributionId[];
  let first: ExtractId;
  let second: ExtractId;

  beforeAll(async () => {
    ({ ada, vera, dataset, contributions } = await startAudited());
    commons = ada.commons;
    await commons.enact(AUDITING);
    [first, second] = [await release(['zone', 'need']), await release(['need'])];
  });
  afterAll(() => commons.stop());

  const release = async (dimensions: string[]) => (await ada.draw(dataset, dimensions)).id;
  const report = async (by: Drawing, id = first) => commons.get(ReleaseReportService).read(await by.by(), id, 'en');
  const sealedOf = async (id: ExtractId) => certificateOf(await ada.read(id));

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

  it('tells the same to a steward of the publisher, who may not read the extract', async () => {
    const dora = await ada.other(0, 'steward');
    await expect(dora.read(first)).rejects.toMatchObject({
      kind: expect.stringMatching(/missing|forbidden/) as string,
    });
    expect((await report(dora)).inside).toEqual((await report(vera)).inside);
    const seen = await commons.get(LineageService).ofDataset(await dora.by(), dataset.id, null, 10);
    expect(seen?.map(({ extractId, recipients }) => ({ extractId, recipients }))).toEqual([
      { extractId: second, recipients: null },
      { extractId: first, recipients: null },
    ]);
    const stranger = await ada.other(1, 'steward');
    expect(await commons.get(LineageService).ofDataset(await stranger.by(), dataset.id, null, 10)).toBeNull();
  });

  it('is there for nobody who may not read the extract', async () => {
    const otto = await ada.other(2);
    const missing = { code: 'EXTRACT.MISSING' };
    for (const id of [first, '01939b00-0000-7000-8000-0000000000ff' as ExtractId])
      await expect(report(otto, id)).rejects.toMatchObject({
        kind: expect.stringMatching(/missing|forbidden/) as string,
      });
    await expect(report(ada, '01939b00-0000-7000-8000-0000000000ff' as ExtractId)).rejects.toMatchObject(missing);
  });

  it('leads to a sealed proof, which nobody can read', async () => {
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
    await commons.withdraw(1, contributions[1] as ContributionId);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await commons.get(RecallService).destroy(SYSTEM, { extractId: first, number: 1 });
    expect(await commons.get(KeyRing).find(sealed.keyId)).toBeNull();
    expect(await commons.files.has(sealed.sha256)).toBe(false);
    expect(await commons.get(CertificateVault).open(sealed)).toBeNull();
  });
});
