import type { Dataset } from '#catalogue';
import { MembersBook, OrganisationGroups } from '#identity';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { ExtractService } from '../extract.service';
import { RunService } from '../run.service';
import { OutputCheckService } from './output-check.service';

const PURPOSE = 'AcademicResearch';
const SAID = { verdict: 'release', reasons: 'Nessuna cella dice troppo di qualcuno.' } as const;
const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['x', 'y'], disclosureRole: 'dimension' }],
};
const csv = ['zone', ...['x', 'y'].flatMap((zone) => Array<string>(20).fill(zone))].join('\n');
const MISSING = { code: 'OUTPUTCHECK.MISSING' };

describe('somebody who answered, and may not look at it any more', () => {
  let commons: Commons;
  let rita: PersonId;
  let [aurora, dora, sangone]: OrganisationId[] = [];
  let bea: PersonId;
  let carla: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    [aurora, dora, sangone] = commons.cooperatives;
    [, bea, carla] = commons.stewards as [PersonId, PersonId, PersonId];
    rita = await commons.person(aurora as OrganisationId, 'researcher');
  });
  afterAll(() => commons.stop());

  const service = () => commons.get(OutputCheckService);
  const say = async (id: ExtractId, by: PersonId) => service().answer(await commons.actor(by), id, SAID);
  const answeredBy = async (person: PersonId): Promise<ExtractId> => {
    const dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    for (const at of [0, 1]) await commons.contribute(dataset, at, csv);
    const wish = { purpose: PURPOSE, dimensions: ['zone'], measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(await commons.actor(rita), dataset.id, wish);
    await commons.get(RunService).run(SYSTEM, id);
    await say(id, person);
    return id;
  };
  const sees = async (id: ExtractId, by: PersonId) => {
    const actor = await commons.actor(by);
    return [() => service().table(actor, id), () => service().file(actor, id)];
  };

  it('sees no cells of it in the house of whoever asks', async () => {
    const id = await answeredBy(carla);
    for (const look of await sees(id, carla)) await expect(look()).resolves.toBeDefined();
    const groups = commons.get(OrganisationGroups);
    const draft = { kind: 'affiliated', name: 'Gruppo', organisationIds: [aurora, sangone] } as const;
    const group = await commons.work((tx) => groups.record(tx, commons.federationId, draft as never));
    for (const look of await sees(id, carla)) await expect(look()).rejects.toMatchObject(MISSING);
    expect(await service().read(await commons.actor(carla), id)).toMatchObject({ answers: [{ isYours: true }] });
    await commons.work((tx) => groups.end(tx, group.id));
  });

  it('sees no cells of it without the seat, and does not count', async () => {
    const id = await answeredBy(bea);
    const seat = { personId: bea, organisationId: dora as OrganisationId, role: 'steward' } as const;
    const leftOn = (await commons.get(UnitOfWork).now()).toISOString().slice(0, 10);
    await commons.work((tx) => commons.get(MembersBook).leave(tx, { ...seat, leftOn }));
    for (const look of await sees(id, bea)) await expect(look()).rejects.toMatchObject(MISSING);
    expect(await say(id, carla)).toMatchObject({ outcome: null });
    const dina = await commons.person(sangone as OrganisationId, 'steward');
    expect(await say(id, dina)).toMatchObject({ outcome: 'released' });
  });
});

const permitting = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looked at first', prohibitions: [], validUntil: null },
    permissions: [
      {
        ...{ assignee: { type: 'role', role: 'researcher', organisations: 'federation' }, actions: ['requestExtract'] },
        ...{ subject: 'Dataset', where: { id: { $eq: id } }, purposes: [PURPOSE], dimensions: ['zone'], measures: [] },
        terms: { minPeople: 5, minContributors: 1, generalise: false, outputCheck: { reviewers: 2 } },
      },
    ],
  });
