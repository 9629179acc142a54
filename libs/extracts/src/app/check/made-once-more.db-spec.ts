import type { Dataset } from '#catalogue';
import { newId, type Id, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, PolicyService } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { ExtractService } from '../extract.service';
import { MicrodataService } from '../microdata.service';
import { RunService } from '../run.service';
import { OutputCheckService } from './output-check.service';

const PURPOSE = 'AcademicResearch';
const REASONS = 'Nessuna cella dice troppo di qualcuno.';
const dimension = (name: string): TableSchema['fields'][number] => ({
  ...{ name, type: 'string', required: true, categories: ['x', 'y', 'z'], disclosureRole: 'dimension' },
});
const schema: TableSchema = { fields: [dimension('zone'), dimension('need')] };
const csv = (more: number) =>
  ['zone,need', ...['x,x', 'x,y', 'y,x', 'z,y'].flatMap((row, at) => Array<string>(17 + at + more).fill(row))].join(
    '\n',
  );

describe('what people have let go', () => {
  let commons: Commons;
  let rita: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[0] as OrganisationId, 'researcher');
  });
  afterAll(() => commons.stop());

  const published = async (permission: object): Promise<Dataset> => {
    const dataset = await commons.publish(schema);
    const { federationId } = commons;
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Looked at first', prohibitions: [], validUntil: null },
      permissions: [
        {
          ...{ assignee: { type: 'role', role: 'researcher', organisations: 'federation' }, subject: 'Dataset' },
          ...{ where: { id: { $eq: dataset.id } }, purposes: [PURPOSE], dimensions: ['zone', 'need'], measures: [] },
          ...permission,
        },
      ],
    });
    const enactment = { federationId, document, policyId: null, resolution: newId<Id<'Ballot'>>() };
    await commons.work((tx) => commons.get(PolicyService).enact(tx, enactment as never));
    for (const at of [0, 1]) await commons.contribute(dataset, at, csv(at));
    return dataset;
  };
  const terms = (more: object) => ({ minPeople: 5, minContributors: 1, outputCheck: { reviewers: 2 }, ...more });

  const leaves = async (id: Parameters<RunService['run']>[1]) => {
    const by = await commons.actor(rita);
    await commons.get(RunService).run(SYSTEM, id);
    expect(await commons.get(ExtractService).read(by, id)).toMatchObject({ state: 'checking' });
    for (const steward of commons.stewards.slice(1)) {
      const said = { verdict: 'release', reasons: REASONS } as const;
      await commons.get(OutputCheckService).answer(await commons.actor(steward), id, said);
    }
    await commons.get(RunService).run(SYSTEM, id);
    return commons.get(ExtractService).read(by, id);
  };

  it.each([
    ['exact', {}],
    ['rounded one by one', { roundingBase: 5 }],
    ['rounded together', { roundingBase: 5, rounding: 'controlled' }],
    ['moved by keys', { cellKey: { maxNoise: 3, variance: '1', tables: 1 } }],
    ['with noise', { noise: { epsilon: '1', lifetimeEpsilon: '1' } }],
  ])('leaves where its numbers are %s: it comes out the same when it is made once more', async (_, more) => {
    const dataset = await published({ actions: ['requestExtract'], terms: terms(more) });
    const by = await commons.actor(rita);
    const wish = { purpose: PURPOSE, dimensions: ['zone', 'need'], measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(by, dataset.id, wish);
    expect(await leaves(id)).toMatchObject({ state: 'released', release: { number: 1 } });
  });

  it('leaves where it is of rows, one by one', async () => {
    const dataset = await published({ actions: ['exportRecords'], terms: terms({ microdata: { k: 3 } }) });
    const by = await commons.actor(rita);
    const wish = { purpose: PURPOSE, columns: ['zone', 'need'] } as const;
    const { id } = await commons.get(MicrodataService).request(by, dataset.id, wish);
    expect(await leaves(id)).toMatchObject({ state: 'released', release: { microdata: { requirement: { k: 3 } } } });
  });
});
