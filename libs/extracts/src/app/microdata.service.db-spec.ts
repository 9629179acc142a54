import type { Dataset } from '#catalogue';
import { OrganisationGroups } from '#identity';
import { newId, type ExtractId, type OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { parsePolicy, PolicyService } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractStore } from '../db/extract.store';
import { CheckedMaker } from './check/checked-maker';
import { DecisionBook } from './decision-book';
import { ExplainService } from './explain.service';
import { ExtractService } from './extract.service';
import { MicrodataService } from './microdata.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['x', 'y'], disclosureRole: 'dimension' },
    { name: 'age', type: 'integer', required: true, disclosureRole: 'quasiIdentifier' },
    { name: 'cost', type: 'decimal', scale: 2, required: true, disclosureRole: 'measure' },
  ],
};
const COLUMNS = ['zone', 'age', 'cost'];
const rows = Array.from({ length: 40 }, (_, at) => [at % 2 ? 'x' : 'y', 20 + (at % 20), `${at}.50`].join(','));
const csv = ['zone,age,cost', ...rows].join('\n');
const PURPOSE = 'AcademicResearch';

describe('rows that leave one by one', () => {
  let commons: Commons;
  let ada: Signed;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    const person = await commons.person(commons.cooperatives[0] as OrganisationId, 'member');
    ada = (await commons.actor(person)) as Signed;
  });
  afterAll(() => commons.stop());

  /** A dataset of two contributors, and a policy for its rows that was adopted by a ballot, or not. */
  const permitted = async (terms: object = {}, resolution: string | null = newId()): Promise<Dataset> => {
    const dataset = await commons.publish(schema, newId());
    for (const at of [0, 1]) await commons.contribute(dataset, at, csv);
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'One by one', prohibitions: [], validUntil: null },
      permissions: [
        {
          ...{ assignee: { type: 'members' }, actions: ['exportRecords'], subject: 'Dataset' },
          ...{ where: { id: { $eq: dataset.id } }, purposes: [PURPOSE], dimensions: ['zone', 'age'] },
          ...{ measures: ['cost'], terms: { minPeople: 5, minContributors: 2, microdata: { k: 5 }, ...terms } },
        },
      ],
    });
    const policy = { federationId: commons.federationId, organisationId: null, policyId: null, document, resolution };
    await commons.work((tx) => commons.get(PolicyService).enact(tx, policy));
    return dataset;
  };
  const ask = async ({ id }: Dataset, columns = COLUMNS): Promise<ExtractId> => {
    const actor = await commons.actor(ada.identity.personId);
    return (await commons.get(MicrodataService).request(actor, id, { purpose: PURPOSE, columns })).id;
  };
  const run = (id: ExtractId) => commons.get(RunService).run(SYSTEM, id);
  const read = (id: ExtractId) => commons.get(ExtractService).read(ada, id);
  const refused = (code: string) => ({ state: 'failed', release: null, refusal: { code } });

  it('are explained with the terms under which they would leave, or why they would not', async () => {
    const explained = async (dataset: Dataset) => {
      const use = { purpose: PURPOSE, dimensions: ['zone'], measures: ['cost'] } as const;
      const asked = { action: 'exportRecords', personId: null, use } as const;
      const actor = await commons.actor(ada.identity.personId);
      return (await commons.get(ExplainService).ofDataset(actor, dataset.id, asked)).records;
    };
    const terms = { k: 5, l: 2, mostSuppressedPercent: 5 };
    expect(await explained(await permitted())).toEqual({ terms, refusal: null });
    expect(await explained(await permitted({}, null))).toMatchObject({ refusal: { code: 'EXTRACT.NOT_VOTED' } });
  });

  it('are coarsened, numbers that could be summed too', async () => {
    const id = await ask(await permitted());
    await run(id);
    const { release } = await read(id);
    expect(release?.microdata).toMatchObject({
      ...{ rows: 80, suppressedRows: 0, requirement: { k: 5, mostSuppressedPercent: 5 } },
      columns: [{ name: 'zone' }, { name: 'age', levels: 2 }, { name: 'cost', levels: 3 }],
    });
    expect(release?.microdata?.smallestGroup).toBeGreaterThanOrEqual(5);
  });

  it('do not leave by a policy that was founded and not voted', async () => {
    const dataset = await permitted({}, null);
    await expect(ask(dataset)).rejects.toMatchObject({ code: 'EXTRACT.NOT_VOTED' });
    expect(await commons.db.query('select state from extracts.extract where dataset_id = $1', [dataset.id])).toEqual([
      { state: 'refused' },
    ]);
  });

  it('do not leave where numbers have to be rounded, nor of fewer contributors than asked', async () => {
    await expect(ask(await permitted({ roundingBase: 5 }))).rejects.toMatchObject({ code: 'EXTRACT.NOT_FOR_RECORDS' });
    const few = ask(await permitted({ minContributors: 3 }));
    await expect(few).rejects.toMatchObject({ code: 'EXTRACT.TOO_FEW_CONTRIBUTORS' });
  });

  it('do not leave of several who are one by the federation’s book, nor beside rows of those', async () => {
    const dataset = await permitted();
    const [left, waiting] = [await ask(dataset), await permitted({ minContributors: 1 })];
    await run(left);
    const draft = { kind: 'affiliated', name: 'Gruppo', organisationIds: commons.cooperatives.slice(0, 2) } as const;
    const groups = commons.get(OrganisationGroups);
    const { id } = await commons.work((tx) => groups.record(tx, commons.federationId, draft as never));
    await expect(ask(dataset)).rejects.toMatchObject({ code: 'EXTRACT.TOO_FEW_CONTRIBUTORS' });
    await expect(ask(waiting)).resolves.toBeDefined();
    await commons.work((tx) => groups.end(tx, id));
    await expect(ask(dataset)).resolves.toBeDefined();
  });

  it('come to an end where nothing keeps what is asked, without a file', async () => {
    const id = await ask(await permitted({ microdata: { k: 81 } }));
    await run(id);
    expect(await read(id)).toMatchObject(refused('MICRODATA.INFEASIBLE'));
  });

  it('leave in one way, also where several were granted before', async () => {
    const dataset = await permitted();
    const [first, second] = [await ask(dataset), await ask(dataset, ['zone'])];
    await run(first);
    await run(second);
    expect(await read(first)).toMatchObject({ state: 'released' });
    expect(await read(second)).toMatchObject(refused('EXTRACT.RECORDS_LEFT_BEFORE'));
  });

  it('leave in one way, also where several are made at the same time', async () => {
    const dataset = await permitted();
    const [first, second, third] = [await ask(dataset), await ask(dataset, ['zone']), await ask(dataset)];
    const real = commons.get(CheckedMaker);
    const maker = Object.assign(Object.create(real) as CheckedMaker, {
      make: async (...order: Parameters<CheckedMaker['make']>) => {
        const made = await real.make(...order);
        await run(first);
        return made;
      },
    });
    const runs = new RunService(commons.get(UnitOfWork), commons.get(ExtractStore), maker, commons.get(DecisionBook));
    await expect(runs.run(SYSTEM, second)).rejects.toMatchObject({
      ...{ kind: 'conflict', code: 'EXTRACT.RECORDS_LEFT_BEFORE' },
    });
    await run(second);
    expect(await read(second)).toMatchObject(refused('EXTRACT.RECORDS_LEFT_BEFORE'));
    await run(third);
    const hashes = [await read(first), await read(third)].map(({ release }) => release?.csv.sha256);
    expect(hashes[0]).toBe(hashes[1]);
  });
});
