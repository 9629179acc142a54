import { ObjectionService, type Dataset } from '#catalogue';
import type { ExtractId, OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import { SYSTEM, type Commons } from '../../../../test/support/commons';
import { dimension, Drawing } from '../../test/drawing';
import { DutyService } from './duty.service';
import { ExtractService } from './extract.service';
import { LineageService } from './lineage.service';
import { RecallService } from './recall.service';
import { RecomputeService } from './recompute.service';

const schema: TableSchema = {
  fields: [dimension('zone', ['A', 'B', 'C']), { name: 'hours', type: 'integer', disclosureRole: 'measure' }],
};
const csvOf = (a: number, b: number, c: number) =>
  [
    'zone,hours',
    ...Array<string>(a).fill('A,1'),
    ...Array<string>(b).fill('B,2'),
    ...Array<string>(c).fill('C,3'),
  ].join('\n');
const HOURS_BY_ZONE = { dimensions: ['zone'], measures: ['hours'] };
const TERMS = { minPeople: 5, minContributors: 1 };
const [AURORA, DORA, SANGONE] = [0, 1, 2];

describe('a release that rows were taken back from', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;
  let ofDora: Awaited<ReturnType<Commons['contribute']>>;
  let id: ExtractId;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    const permission = { actions: ['requestExtract'], ...HOURS_BY_ZONE, terms: TERMS };
    dataset = await drawing.offer(schema, permission, csvOf(20, 30, 25));
    ofDora = await commons.contribute(dataset, DORA, csvOf(7, 12, 13));
    id = await ask();
    await drawing.run(id);
  });

  const ask = () => drawing.ask(dataset, HOURS_BY_ZONE.dimensions, HOURS_BY_ZONE.measures);
  const download = async () => (await drawing.lines(id)).slice(1).map((line) => line.join());
  const withdraw = () => commons.withdraw(DORA, ofDora.id);
  const follow = async () => {
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await commons.get(RecallService).destroy(SYSTEM, { extractId: id, number: 1 });
    await commons.get(RecomputeService).recompute(SYSTEM, id);
  };
  // Equal bytes are one file, which goes with the last of the releases that have it.
  afterEach(() => follow());
  const read = () => drawing.read(id);
  const recall = async () => commons.get(ExtractService).recallOf(await read());
  const STALE = { kind: 'refused', code: 'RELEASE.STALE' };

  it('is not to be had from the very moment on, before anything followed', async () => {
    expect(await download()).toEqual(['A,27,27,F', 'B,42,84,F', 'C,38,114,F', '_T,107,225,F']);
    await withdraw();
    await expect(download()).rejects.toMatchObject(STALE);
    expect(await recall()).toMatchObject({ number: 1, state: 'toRecompute', destroyedAt: null });
    expect((await commons.journal()).slice(-3)).toEqual([
      ...['dataset.versioned', 'contribution.withdrawn', 'release.refused'],
    ]);
  });

  it('is held back while the difference would tell, however often it is looked at', async () => {
    await withdraw();
    await follow();
    const { csv, parquet } = (await read()).release ?? {};
    expect(await commons.files.has(csv?.sha256 ?? '')).toBe(false);
    expect(await commons.files.has(parquet?.sha256 ?? '')).toBe(false);
    const journal = await commons.journal();
    await follow();
    expect(await commons.journal()).toEqual(journal);
    expect(await recall()).toMatchObject({ number: 1, state: 'held', destroyedAt: expect.any(Date) as Date });
    await expect(download()).rejects.toMatchObject(STALE);
  });

  it('is not had by asking for the same once more', async () => {
    await withdraw();
    expect(await drawing.made(await ask())).toMatchObject({
      ...{ state: 'failed', refusal: { code: 'EXTRACT.HELD_BACK' }, release: null },
    });
  });

  it('is made again with what came in between, where that hides what was taken back', async () => {
    await withdraw();
    await follow();
    await commons.contribute(dataset, SANGONE, csvOf(11, 15, 0));
    await follow();
    expect(await read()).toMatchObject({ state: 'released', release: { number: 2 } });
    expect(await recall()).toBeNull();
    const lines = await download();
    expect(lines.filter((line) => line.startsWith('C'))).toEqual(['C,,,C']);
    expect(lines).toContain('_T,101,196,F');
    const releases = await commons.get(LineageService).ofExtract(await drawing.by(), id);
    expect(releases.map(({ number, state }) => [number, state])).toEqual([
      [1, 'replaced'],
      [2, 'current'],
    ]);
  });

  it('has each who had it delete it, by a day, with evidence', async () => {
    await download();
    await withdraw();
    await follow();
    const duties = commons.get(DutyService);
    const by = await drawing.by();
    const [duty, ...others] = (await duties.page(by, { as: 'holder', toFulfil: true }, null, 50)).filter(
      (one) => one.extractId === id,
    );
    expect(others).toEqual([]);
    expect(duty).toMatchObject({ grantId: null, releaseNumber: 1, duty: { type: 'deleteRelease', days: 30 } });
    if (duty) await duties.fulfil(by, duty.id, { text: 'Cancellato, anche dalle copie.', url: null });
    const traced = { contributionId: ofDora.id };
    const lineage = commons.get(LineageService);
    expect(await lineage.releases(await commons.steward(DORA), traced, null, 10)).toMatchObject([
      { extractId: id, number: 1, state: 'held', recipients: null, deletions: { asked: 1, confirmed: 1 } },
    ]);
    await expect(lineage.of(by, traced)).rejects.toMatchObject({ code: 'CONTRIBUTION.MISSING' });
  });

  it('is told beforehand, in numbers', async () => {
    const of = { datasetId: dataset.id, organisationId: commons.cooperatives[DORA] as OrganisationId };
    const withdrawing = { ...of, contributions: [ofDora.id], purposes: null };
    const lineage = commons.get(LineageService);
    const effects = await lineage.effects(await commons.steward(DORA), withdrawing);
    expect(effects).toEqual({ releases: 1, numbers: 4n, recipients: 1, grants: 0, heldBack: 1 });
    await expect(lineage.effects(await commons.steward(AURORA), withdrawing)).rejects.toMatchObject({
      code: 'ORGANISATION.NOT_YOURS',
    });
  });

  it('is recalled for the purposes alone that were taken back', async () => {
    const [federationId, organisationId] = [commons.federationId, commons.cooperatives[DORA] as OrganisationId];
    await commons.get(ObjectionService).file(await commons.steward(DORA), {
      ...{ federationId, organisationId, datasetId: dataset.id, kind: 'withdrawal' },
      ...{ purposes: ['AcademicResearch'], reason: 'Non per la ricerca.' },
    });
    await expect(download()).rejects.toMatchObject(STALE);
    await follow();
    expect(await recall()).toMatchObject({ state: 'held' });
  });
});
