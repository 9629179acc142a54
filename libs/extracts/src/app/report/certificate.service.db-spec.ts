import { SchemaService, type Dataset } from '#catalogue';
import { OrganisationGroups } from '#identity';
import type { ContributionId, ExtractId, OrganisationId } from '#kernel';
import { SYSTEM, type Commons } from '../../../../../test/support/commons';
import { certificateOf, startAudited } from '../../../test/audited';
import type { Drawing } from '../../../test/drawing';
import { ZONES, zonesAndNeeds } from '../../../test/zones-and-needs';
import type { CertifiedTable } from '../../domain/report/certified-table';
import type { SealedCertificate } from '../../domain/report/report-facts';
import { RecallService } from '../recall.service';
import { CertificateService } from './certificate.service';
import { CertificateVault } from './certificate-vault';

type Proof = CertifiedTable['proofs'][number];

describe('the certificate of a release', () => {
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
    [first, second] = [(await ada.draw(dataset, ['need'])).id, (await ada.draw(dataset, ['zone', 'need'])).id];
  });
  afterAll(() => commons.stop());

  const verify = async (by: Drawing, id: ExtractId) => commons.get(CertificateService).verify(await by.by(), id);
  const sealedOf = async (id: ExtractId) => certificateOf(await ada.read(id));
  const certifiedOf = async (id: ExtractId) =>
    (await commons.get(CertificateVault).open(await sealedOf(id))) as CertifiedTable;
  const put = (id: ExtractId, sealed: SealedCertificate) =>
    commons.db.query(
      `update extracts.release set report = jsonb_set(report, '{certificate}', $2) where extract_id = $1`,
      [...[id, JSON.stringify(sealed)]],
    );
  /** What is found where somebody changed the proof, and could seal it. */
  const withProof = async (id: ExtractId, change: (proof: Proof) => Proof) => {
    const [before, certified] = [await sealedOf(id), await certifiedOf(id)];
    await put(id, await commons.get(CertificateVault).seal({ ...certified, proofs: certified.proofs.map(change) }));
    const found = await commons.get(CertificateService).check(id);
    await put(id, before);
    return found;
  };
  const HOLDS = { outcome: 'holds', cell: null, why: null };

  it('is checked again for auditors and stewards of the publisher, and that is recorded', async () => {
    const dora = await ada.other(0, 'steward');
    for (const by of [vera, dora])
      for (const id of [first, second]) expect(await verify(by, id)).toMatchObject({ ...HOLDS, number: 1, proofs: 1 });
    expect(await commons.journal()).toContain('certificate.verified');
    await expect(verify(ada, first)).rejects.toMatchObject({ code: 'CERTIFICATE.MISSING' });
    const otto = await ada.other(2, 'steward');
    await expect(verify(otto, first)).rejects.toMatchObject({
      kind: expect.stringMatching(/missing|forbidden/) as string,
    });
  });

  it('tells its progress to whoever checks it on the machine', async () => {
    const told: string[] = [];
    await commons.get(CertificateService).check(second, 1, (done, of) => told.push(`${done}/${of}`));
    expect(told).toEqual(['0/1', '1/1']);
    await expect(commons.get(CertificateService).check(second, 2)).rejects.toMatchObject({
      code: 'EXTRACT.NOT_RELEASED',
    });
  });

  it.each([
    {
      what: 'one witness',
      change: ({ cells, certificate }: Proof): Proof => ({
        cells,
        certificate: {
          ...certificate,
          moves: certificate.moves.map((move, at) => (at === 0 ? { ...move, by: move.by.map(() => '1') } : move)),
        },
      }),
    },
    {
      what: 'one claim',
      change: ({ cells, certificate }: Proof): Proof => ({
        cells,
        certificate: { ...certificate, cells: certificate.cells.map((cell, at) => (at === 0 ? { ...cell, moves: [] } : cell)) }, // prettier-ignore
      }),
    },
    {
      what: 'one exposed entry',
      change: ({ cells, certificate }: Proof): Proof => ({
        cells,
        certificate: {
          ...certificate,
          cells: certificate.cells.slice(1),
          exposed: [...certificate.exposed, ...certificate.cells.slice(0, 1).map(({ codes }) => codes)],
        },
      }),
    },
    {
      what: 'what is hidden',
      change: ({ cells, certificate }: Proof): Proof => ({
        cells: cells.map((cell) => ({ ...cell, status: cell.status === 'secondary' ? 'published' : cell.status })),
        certificate,
      }),
    },
  ])('does not hold with $what changed', async ({ change }) => {
    expect(await withProof(second, change)).toMatchObject({ outcome: 'doesNotHold', cell: expect.anything() as never });
    expect(await verify(vera, second)).toMatchObject(HOLDS);
  });

  it('does not hold for a file that shows what it hides', async () => {
    const hidden = ({ cells, certificate }: Proof): Proof => ({
      cells: cells.map((cell) => ({ ...cell, status: cell.status === 'published' ? 'secondary' : cell.status })),
      certificate,
    });
    expect(await withProof(second, hidden)).toMatchObject({ outcome: 'doesNotHold', proofs: 1 });
  });

  it('holds whatever becomes of the schema and of the book of organisations', async () => {
    const [, ...others] = commons.cooperatives as [OrganisationId, ...OrganisationId[]];
    const group = { kind: 'affiliated' as const, name: 'Gruppo', organisationIds: others };
    await commons.work((tx) => commons.get(OrganisationGroups).record(tx, commons.federationId, group));
    await commons.get(SchemaService).amend(await commons.steward(0), {
      ...{ datasetId: dataset.id, schema: zonesAndNeeds([...ZONES, 'E']), note: 'Una zona in più.' },
      ...{ breaking: false, migration: null },
    });
    expect(await verify(vera, second)).toMatchObject(HOLDS);
    const sealed = await sealedOf(second);
    const { rule, proofs } = await certifiedOf(second);
    await put(second, await commons.get(CertificateVault).seal({ rule, proofs }));
    expect(await verify(vera, second)).toMatchObject({ outcome: 'cannotBeChecked', why: 'asOfToday' });
    await put(second, sealed);
  });

  it('cannot be checked where rows were taken back, nor after it was destroyed with its files', async () => {
    await commons.withdraw(1, contributions[1] as ContributionId);
    expect(await verify(vera, second)).toMatchObject({ outcome: 'cannotBeChecked', why: 'rowsGone' });
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await commons.get(RecallService).destroy(SYSTEM, { extractId: second, number: 1 });
    expect(await verify(vera, second)).toMatchObject({ outcome: 'cannotBeChecked', why: 'destroyed' });
  });
});
