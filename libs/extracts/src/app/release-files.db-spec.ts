import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import type { PolicyDocument } from '#policy';
import type { TableSchema } from '#warehouse';
import { buffer } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { RecallService } from './recall.service';
import { RecomputeService } from './recompute.service';
import { ReleaseMaker } from './release-maker';
import { ReleaseService } from './release.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const [AURORA, DORA, SANGONE] = [0, 1, 2];

/** So few rows that every table of them is the same: nothing is shown. */
const FEW = 'zone\nA\n';

describe('files of a release that is made again with the very same bytes', () => {
  let commons: Commons;
  let rita: PersonId;
  let dataset: Dataset;
  let id: ExtractId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[AURORA] as OrganisationId, 'researcher');
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset.id));
    await commons.contribute(dataset, AURORA, FEW);
    const { id: ofDora } = await commons.contribute(dataset, DORA, FEW);
    id = (await commons.get(ExtractService).request(await commons.actor(rita), dataset.id, REQUEST)).id;
    await commons.get(RunService).run(SYSTEM, id);
    await commons.withdraw(DORA, ofDora);
    await commons.contribute(dataset, SANGONE, FEW);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await commons.stop();
  });

  const destroy = () => commons.get(RecallService).destroy(SYSTEM, { extractId: id, number: 1 });
  const recompute = () => commons.get(RecomputeService).recompute(SYSTEM, id);

  it('are there when it is released, though those of before were destroyed while it was made', async () => {
    const maker = commons.get(ReleaseMaker);
    const between = maker.assertConsented.bind(maker);
    const made = jest.spyOn(maker, 'assertConsented').mockImplementation(async (...what) => {
      await destroy();
      return between(...what);
    });
    await expect(recompute()).rejects.toMatchObject({ kind: 'conflict', code: 'RELEASE.FILES_GONE' });
    made.mockRestore();
    await recompute();
    await destroy();
    const by = await commons.actor(rita);
    const { release } = await commons.get(ExtractService).read(by, id);
    const { content, sha256 } = await commons.get(ReleaseService).download(by, id, 'csv');
    expect([release?.number, release?.csv.sha256]).toEqual([2, sha256]);
    expect((await buffer(content)).length).toBe(release?.csv.bytes);
  });
});

const REQUEST = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] } as const;

const permitting = (datasetId: string): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Ricerca sui bisogni',
  permissions: [
    {
      assignee: { type: 'role', role: 'researcher', organisations: 'federation' },
      ...{ actions: ['requestExtract'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
      ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: [] },
      terms: { minPeople: 5, minContributors: 1 },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
