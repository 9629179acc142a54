import type { Dataset } from '#catalogue';
import type { ExtractId } from '#kernel';
import { KeyRing } from '#platform';
import { dimension, Drawing } from '../../test/drawing';
import { SYSTEM, type Commons } from '../../../../test/support/commons';
import type { Release } from '../domain/extract';
import type { SealedCertificate } from '../domain/report/report-facts';
import { CLEAR_MADE_FILES } from '../jobs';
import { MadeFiles, type ToStore } from './made-files';
import { ReleaseGate } from './release-gate';
import { CertificateVault } from './report/certificate-vault';
import { anotherLeft } from '../domain/errors';

const ZONES = ['A', 'B', 'C'];
const TERMS = { minPeople: 5, minContributors: 2 };
const csvOf = (at: number) =>
  ['zone', ...ZONES.flatMap((zone, row) => Array<string>(row === 0 ? 1 : 8 + 3 * row + at).fill(zone))].join('\n');

describe('files of what is made', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;
  let id: ExtractId;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
    const permission = { actions: ['requestExtract'], dimensions: ['zone'], terms: TERMS };
    const csvs = [0, 1, 2].map(csvOf);
    dataset = await drawing.offer({ fields: [dimension('zone', ZONES)] }, permission, ...csvs);
    id = await drawing.ask(dataset, ['zone']);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await commons.stop();
  });

  const promised = async () => {
    const rows = await commons.db.query<{ payload: ToStore }>(
      'select payload from platform.outbox where queue = $1 order by id',
      [CLEAR_MADE_FILES.queue],
    );
    return rows.map(({ payload }) => payload);
  };
  const clear = async () => {
    for (const stored of await promised()) await commons.get(MadeFiles).clear(SYSTEM, stored);
  };
  const areThere = async () => {
    const there: boolean[] = [];
    for (const { files, keyId } of await promised()) {
      for (const sha256 of files) there.push(await commons.files.has(sha256));
      if (keyId) there.push((await commons.get(KeyRing).find(keyId)) !== null);
    }
    return there;
  };

  it('that is lost to a conflict are destroyed, certificate and key with them', async () => {
    const lost = jest.spyOn(commons.get(ReleaseGate), 'pass').mockImplementation(() => Promise.reject(anotherLeft()));
    await expect(drawing.run(id)).rejects.toMatchObject({ code: 'EXTRACT.ANOTHER_LEFT' });
    lost.mockRestore();
    expect(await areThere()).toEqual([true, true, true, true]);
    await clear();
    expect(await areThere()).toEqual([false, false, false, false]);
  });

  it('that left stay, however often they are looked at', async () => {
    const { csv, parquet, report } = (await drawing.made(id)).release as Release;
    const { sha256, keyId } = report?.certificate as SealedCertificate;
    await clear();
    await clear();
    for (const name of [csv.sha256, parquet.sha256, sha256]) expect(await commons.files.has(name)).toBe(true);
    expect(await commons.get(KeyRing).find(keyId)).not.toBeNull();
  });

  it('leave no key of nothing where a crash comes between the two', async () => {
    const ring = commons.get(KeyRing);
    const create = ring.create.bind(ring);
    let keyId = '';
    const crash = jest.spyOn(ring, 'create').mockImplementation(async (name) => {
      await create((keyId = name));
      throw new Error('a crash');
    });
    const sealing = commons.get(CertificateVault).seal({ rule: { minPeople: 5, minContributors: 2 }, proofs: [] });
    await expect(sealing).rejects.toThrow('a crash');
    crash.mockRestore();
    expect(await ring.find(keyId)).not.toBeNull();
    await clear();
    expect(await ring.find(keyId)).toBeNull();
  });

  it('are promised to be looked at in a day, before they are stored', async () => {
    const [row] = await commons.db.query<{ late: boolean }>(
      `select bool_and(not_before between now() + interval '23 hours' and now() + interval '25 hours') as late
       from platform.outbox where queue = $1`,
      [CLEAR_MADE_FILES.queue],
    );
    expect(row).toEqual({ late: true });
    const put = jest.spyOn(commons.files, 'putLocal').mockImplementation(() => Promise.reject(new Error('a crash')));
    const before = (await promised()).length;
    const other = await drawing.ask(dataset, ['zone']);
    await expect(drawing.run(other)).rejects.toThrow('a crash');
    put.mockRestore();
    expect((await promised()).length).toBe(before + 1);
  });
});
