import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { KeyRing } from '#platform';
import type { PolicyDocument } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { RecallService } from './recall.service';
import { RecomputeService } from './recompute.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const REQUEST = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] } as const;
const [AURORA, DORA, SANGONE] = [0, 1, 2];

describe('what was tried in vain for long', () => {
  let commons: Commons;
  let rita: PersonId;
  let dataset: Dataset;
  let ofDora: Awaited<ReturnType<Commons['contribute']>>;
  let id: ExtractId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[AURORA] as OrganisationId, 'researcher');
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset.id));
    await commons.contribute(dataset, AURORA, `zone\n${'A\nB\n'.repeat(20)}`);
    ofDora = await commons.contribute(dataset, DORA, `zone\n${'A\nB\n'.repeat(10)}`);
    id = (await commons.get(ExtractService).request(await commons.actor(rita), dataset.id, REQUEST)).id;
  });

  const read = async () => commons.get(ExtractService).read(await commons.actor(rita), id);
  const [run, recompute] = [() => commons.get(RunService), () => commons.get(RecomputeService)];

  it('ends an extract, which says so, and whoever waits asks anew', async () => {
    await commons.get(KeyRing).destroy(ofDora.id);
    await expect(run().run(SYSTEM, id)).rejects.toMatchObject({ kind: 'conflict', code: 'KEY.MISSING' });
    await run().giveUp(SYSTEM, id);
    await run().giveUp(SYSTEM, id);
    expect(await read()).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.NOT_MADE' }, release: null });
    expect((await commons.journal()).filter((type) => type === 'extract.failed')).toHaveLength(1);
  });

  it('leaves what was released alone', async () => {
    await run().run(SYSTEM, id);
    await run().giveUp(SYSTEM, id);
    expect(await read()).toMatchObject({ state: 'released', release: { number: 1 } });
  });

  it('holds a recalled release back until rows change again', async () => {
    await run().run(SYSTEM, id);
    await commons.withdraw(DORA, ofDora.id);
    await commons.contribute(dataset, SANGONE, `zone\n${'A\nB\n'.repeat(12)}`);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await recompute().giveUp(SYSTEM, id);
    expect(await commons.get(ExtractService).recallOf(await read())).toMatchObject({ number: 1, state: 'held' });
    await recompute().recompute(SYSTEM, id);
    expect(await read()).toMatchObject({ release: { number: 2 } });
  });
});

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
