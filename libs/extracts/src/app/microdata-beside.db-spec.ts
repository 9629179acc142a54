import type { Dataset } from '#catalogue';
import { newId, type ExtractId, type Id, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, PolicyService } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { MicrodataStore } from '../db/microdata.store';
import { ExtractService } from './extract.service';
import { CheckedMaker } from './check/checked-maker';
import { MicrodataService } from './microdata.service';
import { RunService } from './run.service';

const PURPOSE = 'AcademicResearch';
const dimension = (name: string): TableSchema['fields'][number] => ({
  ...{ name, type: 'string', required: true, categories: ['x', 'y'], disclosureRole: 'dimension' },
});
const schema: TableSchema = { fields: [dimension('zone'), dimension('need')] };
const rows = (zone: string, count: number) =>
  ['zone,need', ...Array.from({ length: count }, (_, at) => `${zone},${at % 2 ? 'x' : 'y'}`)].join('\n');
const HELD_BACK = { state: 'failed', release: null, refusal: { code: 'EXTRACT.HELD_BACK' } };

describe('rows one by one beside tables of the same dataset', () => {
  let commons: Commons;
  let ada: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    ada = await commons.person(commons.cooperatives[0] as OrganisationId, 'member');
  });
  afterAll(() => commons.stop());

  const published = async (): Promise<Dataset> => {
    const dataset = await commons.publish(schema, newId());
    const { federationId } = commons;
    const of = { assignee: { type: 'members' }, subject: 'Dataset', where: { id: { $eq: dataset.id } } };
    const terms = { minPeople: 5, minContributors: 1 };
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Both', prohibitions: [], validUntil: null },
      permissions: [
        { actions: ['requestExtract'], terms },
        { actions: ['exportRecords'], terms: { ...terms, microdata: { k: 3 } } },
      ].map((one) => ({ ...of, ...one, purposes: [PURPOSE], dimensions: ['zone', 'need'], measures: [] })),
    });
    const enactment = {
      federationId,
      organisationId: null,
      policyId: null,
      document,
      resolution: newId<Id<'Ballot'>>(),
    };
    await commons.work((tx) => commons.get(PolicyService).enact(tx, enactment as never));
    return dataset;
  };
  const run = (id: ExtractId) => commons.get(RunService).run(SYSTEM, id);
  const read = async (id: ExtractId) => commons.get(ExtractService).read(await commons.actor(ada), id);
  const made = async (id: ExtractId) => {
    await run(id);
    return read(id);
  };
  const askTable = async ({ id }: Dataset): Promise<ExtractId> => {
    const wish = { purpose: PURPOSE, dimensions: ['zone'], measures: [] } as const;
    return (await commons.get(ExtractService).request(await commons.actor(ada), id, wish)).id;
  };
  const askRows = async ({ id }: Dataset): Promise<ExtractId> => {
    const wish = { purpose: PURPOSE, columns: ['zone', 'need'] } as const;
    return (await commons.get(MicrodataService).request(await commons.actor(ada), id, wish)).id;
  };

  it('are of the rows that the tables were made of, and not of one person more', async () => {
    const dataset = await published();
    for (const at of [0, 1]) await commons.contribute(dataset, at, rows('x', 20 + at));
    const { release: table } = await made(await askTable(dataset));
    await commons.contribute(dataset, 2, rows('y', 1));
    const { release } = await made(await askRows(dataset));
    expect(release).toMatchObject({ datasetVersion: table?.datasetVersion, microdata: { rows: 41 } });
    expect(release?.newestVersion).toBe((table?.datasetVersion ?? 0) + 1);
  });

  it('do not leave beside tables of rows that were taken back', async () => {
    const dataset = await published();
    const [, second] = [
      await commons.contribute(dataset, 0, rows('x', 20)),
      await commons.contribute(dataset, 1, rows('x', 21)),
    ];
    await made(await askTable(dataset));
    const waiting = await askRows(dataset);
    await commons.withdraw(1, second.id);
    expect(await made(waiting)).toMatchObject(HELD_BACK);
    await expect(askRows(dataset)).rejects.toMatchObject({ code: 'EXTRACT.HELD_BACK' });
  });

  it('do not leave where a table of other rows left while they were made', async () => {
    const dataset = await published();
    for (const at of [0, 1]) await commons.contribute(dataset, at, rows('x', 20 + at));
    const waiting = await askRows(dataset);
    const maker = commons.get(CheckedMaker);
    const make = maker.make.bind(maker);
    maker.make = async (...order) => {
      maker.make = make;
      const one = await make(...order);
      await commons.contribute(dataset, 2, rows('y', 30));
      await run(await askTable(dataset));
      return one;
    };
    await expect(run(waiting)).rejects.toMatchObject({ kind: 'conflict', code: 'EXTRACT.ANOTHER_LEFT' });
    expect(await made(waiting)).toMatchObject({ state: 'released', release: { microdata: { rows: 71 } } });
  });

  it('are remembered with those whose they are, also where others sent the same', async () => {
    const dataset = await published();
    const { id } = await commons.contribute(dataset, 0, rows('x', 20));
    const first = await made(await askRows(dataset));
    await commons.withdraw(0, id);
    await commons.contribute(dataset, 1, `${rows('x', 20)}\n`);
    const second = await made(await askRows(dataset));
    expect(second.release?.csv.sha256).toBe(first.release?.csv.sha256);
    const left = await commons.get(MicrodataStore).left(dataset.id);
    expect(left.flatMap(({ parts }) => parts.map(({ organisationId }) => organisationId)).toSorted()).toEqual(
      commons.cooperatives.slice(0, 2).toSorted(),
    );
  });
});
