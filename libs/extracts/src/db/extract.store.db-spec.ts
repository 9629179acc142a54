import { DatasetService, VersionService, type Dataset } from '#catalogue';
import { newId, sha256, type ExtractId, type OrganisationId, type OutboxId, type PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { PolicyDocument } from '#policy';
import type { TableSchema } from '#warehouse';
import { buffer } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { CheckGate } from '../app/check/check-gate';
import { CheckedMaker } from '../app/check/checked-maker';
import { OutputCheckers } from '../app/check/output-checkers';
import { DecisionBook } from '../app/decision-book';
import { Entitlement } from '../app/entitlement';
import { ExtractService } from '../app/extract.service';
import { ReleaseGate } from '../app/release-gate';
import { ReleaseMaker } from '../app/release-maker';
import { ReleaseService } from '../app/release.service';
import { RunService } from '../app/run.service';
import { MicrodataBeside } from '../app/microdata-beside';
import { MicrodataGate } from '../app/microdata-gate';
import { MicrodataMaker } from '../app/microdata-maker';
import { MicrodataOrTable } from '../app/microdata-or-table';
import { RowsToDraw } from '../app/rows-to-draw';
import { TableMaker } from '../app/table/table-maker';
import type { ExtractRequest } from '../domain/permit';
import { ExtractStore } from './extract.store';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B', 'C', 'D'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
const CSV = `zone,hours\n${['A', 'B', 'C'].map((zone) => `${zone},1.5\n`.repeat(5)).join('')}D,1.5\n`;
const request: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: ['hours'] };
type Terms = { minPeople: number; minContributors: number };

describe('extracts', () => {
  let commons: Commons;
  let service: ExtractService;
  let runs: RunService;
  let dataset: Dataset;
  let rita: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    [service, runs] = [commons.get(ExtractService), commons.get(RunService)];
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[0] as OrganisationId, 'researcher');
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, CSV);
  });

  const allow = (terms: Terms = { minPeople: 10, minContributors: 3 }) => commons.enact(permitting(dataset.id, terms));
  const ask = async (asked = request) => service.request(await commons.actor(rita), dataset.id, asked);
  const read = async (id: ExtractId) => service.read(await commons.actor(rita), id);
  const download = async (id: ExtractId) => commons.get(ReleaseService).download(await commons.actor(rita), id, 'csv');
  const extractsOf = () => commons.db.query('select 1 from extracts.extract where dataset_id = $1', [dataset.id]);

  it('are released as a protected table, with everything that accounts for it', async () => {
    const policy = await allow();
    const { id, state } = await ask();
    expect(state).toBe('granted');
    await runs.run(SYSTEM, id);
    const { release } = await read(id);
    expect(release).toMatchObject({
      datasetVersion: 3,
      permit: { policyVersionId: policy.id, policyHash: policy.hash, terms: { minPeople: 10, minContributors: 3 } },
      cells: { published: 3, primary: 1, secondary: 1 },
    });
    const bytes = await buffer((await download(id)).content);
    expect(sha256(bytes)).toBe(release?.csv.sha256);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    expect(lines[0]).toBe('zone,people,hours,conf_status');
    expect(lines.at(-1)).toBe('_T,48,72.0,F');
    expect(lines.filter((line) => line.endsWith(',,,C'))).toHaveLength(2);
    expect((await commons.journal()).slice(-3)).toEqual(['extract.granted', 'extract.released', 'release.downloaded']);
  });

  it('have one release, however often the job comes', async () => {
    await allow();
    const { id } = await ask();
    await Promise.all([runs.run(SYSTEM, id), runs.run(SYSTEM, id)]);
    const [release, events] = [(await read(id)).release, await commons.journal()];
    const outboxId = newId<OutboxId>();
    await commons.db.query(`insert into platform.outbox (id, queue, payload) values ($1, 'again', '{}')`, [outboxId]);
    await runs.run({ ...SYSTEM, outboxId }, id);
    expect((await read(id)).release).toEqual(release);
    expect(await commons.journal()).toEqual(events);
    const kept = await commons.db.query('select 1 from platform.outbox where id = $1 and done_at is not null', [
      outboxId,
    ]);
    expect(kept).toHaveLength(1);
  });

  it('remember a refusal like a grant', async () => {
    await expect(ask()).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.NO_POLICY' });
    await allow();
    await expect(ask({ ...request, purpose: 'CommercialResearch' })).rejects.toMatchObject({
      code: 'EXTRACT.OUTSIDE_POLICY',
      details: { alternative: { purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'] } },
    });
    const mine = await service.page(await commons.actor(rita), dataset.id, null, 10);
    expect(mine.map(({ state, refusal }) => [state, refusal?.code])).toEqual([
      ['refused', 'EXTRACT.OUTSIDE_POLICY'],
      ['refused', 'EXTRACT.NO_POLICY'],
    ]);
    expect((await commons.journal()).slice(-1)).toEqual(['extract.refused']);
  });

  it('tell a stranger only that there is no such dataset, and keep no record of asking', async () => {
    const organisationId = await commons.work(async (tx) => {
      const id = newId<OrganisationId>();
      await tx.query(`insert into identity.organisation (id, name, kind) values ($1, 'Lontana', 'cooperative')`, [id]);
      return tx.unchanged(id);
    });
    const ugo = await commons.actor(await commons.person(organisationId, 'researcher'));
    await expect(service.request(ugo, dataset.id, request)).rejects.toMatchObject({ code: 'DATASET.MISSING' });
    expect(await extractsOf()).toEqual([]);
  });

  it.each([
    ['EXTRACT.REPEATED_COLUMN', { ...request, dimensions: ['zone', 'zone'] }],
    ['EXTRACT.UNKNOWN_COLUMN', { ...request, dimensions: ['zone; drop'] }],
    ['EXTRACT.DIMENSION_COUNT', { ...request, dimensions: [] }],
  ])('that cannot be made are %s at once', async (code, asked) => {
    await allow();
    await expect(ask(asked)).rejects.toMatchObject({ kind: 'invalid', code });
    expect(await extractsOf()).toEqual([]);
  });

  it('are refused at their run, and at a download, when the policy has ended', async () => {
    const policy = await allow();
    const [early, late] = [await ask(), await ask()];
    await runs.run(SYSTEM, early.id);
    await commons.end(policy);
    await runs.run(SYSTEM, late.id);
    expect(await read(late.id)).toMatchObject({
      state: 'refused',
      refusal: { code: 'EXTRACT.NO_POLICY' },
      release: null,
    });
    await expect(download(early.id)).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.NO_POLICY' });
  });

  it('are not downloaded when the policies now ask for more than a release was made with', async () => {
    await allow();
    const { id } = await ask();
    await runs.run(SYSTEM, id);
    await allow({ minPeople: 10, minContributors: 2 });
    (await download(id)).content.destroy();
    await allow({ minPeople: 20, minContributors: 1 });
    await expect(download(id)).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.TERMS_CHANGED' });
    const again = await ask();
    await runs.run(SYSTEM, again.id);
    expect((await read(again.id)).release).toMatchObject({ permit: { terms: { minPeople: 20, minContributors: 3 } } });
    (await download(again.id)).content.destroy();
  });

  it('are made anew when stricter terms come into force while they are made', async () => {
    await allow();
    const { id } = await ask();
    const maker = new ReleaseMaker(
      ...([commons.get(UnitOfWork), commons.get(DatasetService), commons.get(Entitlement)] as const),
      voting(() => allow({ minPeople: 40, minContributors: 1 })),
      commons.get(RowsToDraw),
      commons.get(ReleaseGate),
    );
    const [work, store, book] = [commons.get(UnitOfWork), commons.get(ExtractStore), commons.get(DecisionBook)];
    const made = new MicrodataOrTable(
      ...([maker, commons.get(MicrodataMaker), commons.get(MicrodataBeside)] as const),
      ...([commons.get(MicrodataGate), work] as const),
    );
    const checked = new CheckedMaker(made, commons.get(CheckGate), commons.get(OutputCheckers), work);
    const interrupted = new RunService(work, store, checked, book);
    await expect(interrupted.run(SYSTEM, id)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'EXTRACT.TERMS_CHANGED',
    });
    expect(await read(id)).toMatchObject({ state: 'granted', release: null });
    await runs.run(SYSTEM, id);
    expect((await read(id)).release).toMatchObject({ permit: { terms: { minPeople: 40, minContributors: 3 } } });
  });

  it('come to an end also where the table cannot be made', async () => {
    await allow();
    const { id } = await ask();
    const version = await commons.get(VersionService).latest(dataset.id);
    await commons.files.delete(version?.parts[0]?.fileSha256 ?? '');
    await runs.run(SYSTEM, id);
    expect(await read(id)).toMatchObject({ state: 'failed', refusal: { code: 'FILE.MISSING' }, release: null });
    await expect(download(id)).rejects.toMatchObject({ code: 'EXTRACT.NOT_RELEASED' });
  });

  it('are not asked of a dataset without rows', async () => {
    dataset = await commons.publish(schema);
    await allow();
    await expect(ask()).rejects.toMatchObject({ code: 'DATASET.EMPTY' });
  });

  it('are each seen by who asked, page by page', async () => {
    await allow();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await ask()).id);
    const by = await commons.actor(rita);
    const first = await service.page(by, dataset.id, null, 2);
    const rest = await service.page(by, dataset.id, first.at(-1)?.id ?? null, 10);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids.reverse());
    expect(await service.page(await commons.steward(0), dataset.id, null, 10)).toEqual([]);
    expect(await service.page(by, 'no id' as Dataset['id'], null, 10)).toEqual([]);
    await expect(read('no id' as ExtractId)).rejects.toMatchObject({ code: 'EXTRACT.MISSING' });
  });

  /** The real maker, with an assembly that decides while it works. */
  function voting(decide: () => Promise<unknown>): TableMaker {
    const maker = commons.get(TableMaker);
    return Object.assign(Object.create(maker) as TableMaker, {
      make: async (...order: Parameters<TableMaker['make']>) => {
        const made = await maker.make(...order);
        await decide();
        return made;
      },
    });
  }
});

const permitting = (datasetId: string, terms: Terms): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Ricerca sui bisogni',
  permissions: [
    {
      assignee: { type: 'role', role: 'researcher', organisations: 'federation' },
      actions: ['requestExtract'],
      subject: 'Dataset',
      where: { id: { $eq: datasetId } },
      purposes: ['AcademicResearch'],
      dimensions: ['zone'],
      measures: ['hours'],
      terms,
    },
  ],
  prohibitions: [],
  validUntil: null,
});
