import type { Dataset } from '#catalogue';
import { OrganisationGroups } from '#identity';
import type { ExtractId, OrganisationId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { CheckedMaker } from './check/checked-maker';
import { ExtractService } from './extract.service';
import { ProtectedPreviewService } from './protected-preview.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const field = (name: string): TableSchema['fields'][number] => ({
  ...{ name, type: 'string', required: true, categories: ['x', 'y'], disclosureRole: 'dimension' },
});
const schema: TableSchema = { fields: [field('zone'), field('need')] };
const csv = ['zone,need', ...Array<string>(20).fill('x,x'), ...Array<string>(20).fill('y,y')].join('\n');
const PURPOSE = 'AcademicResearch';

describe('two tables of one dataset that are made at the same time', () => {
  let commons: Commons;
  let dataset: Dataset;
  let ada: Signed;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    const person = await commons.person(commons.cooperatives[0] as OrganisationId, 'member');
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    for (const at of [0, 1]) await commons.contribute(dataset, at, csv);
    ada = (await commons.actor(person)) as Signed;
  });
  afterAll(() => commons.stop());

  const ask = async (dimension: string, { id } = dataset): Promise<ExtractId> => {
    const wish = { purpose: PURPOSE, dimensions: [dimension], measures: [] } as const;
    const by = await commons.actor(ada.identity.personId);
    return (await commons.get(ExtractService).request(by, id, wish)).id;
  };
  const run = (id: ExtractId) => commons.get(RunService).run(SYSTEM, id);
  const read = (id: ExtractId) => commons.get(ExtractService).read(ada, id);

  /** Runs an extract, with something that happens between the making of its table and its release. */
  function runWhile(id: ExtractId, happens: () => Promise<unknown>): Promise<void> {
    const maker = commons.get(CheckedMaker);
    const make = maker.make.bind(maker);
    maker.make = async (...order) => {
      maker.make = make;
      const made = await make(...order);
      await happens();
      return made;
    };
    return run(id);
  }

  it('do not both leave unaware of each other: the second is made anew, beside the first', async () => {
    const [first, second] = [await ask('zone'), await ask('need')];
    await expect(runWhile(first, () => run(second))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'EXTRACT.ANOTHER_LEFT',
    });
    expect(await read(first)).toMatchObject({ state: 'granted', release: null });
    expect(await read(second)).toMatchObject({ state: 'released' });
    await run(first);
    expect(await read(first)).toMatchObject({ state: 'released' });
  });

  it('are made anew where it is recorded meanwhile that two contributors are one', async () => {
    const other = await commons.publish(schema);
    await commons.enact(permitting(other));
    for (const at of [0, 1, 2]) await commons.contribute(other, at, csv);
    const id = await ask('zone', other);
    const groups = commons.get(OrganisationGroups);
    const draft = { kind: 'affiliated', name: 'Gruppo', organisationIds: commons.cooperatives.slice(0, 2) } as const;
    const record = () => commons.work((tx) => groups.record(tx, commons.federationId, draft));
    await expect(runWhile(id, record)).rejects.toMatchObject({ kind: 'conflict', code: 'EXTRACT.ANOTHER_LEFT' });
    expect(await read(id)).toMatchObject({ state: 'granted', release: null });
    await run(id);
    expect(await read(id)).toMatchObject({ state: 'released' });
    for (const group of await groups.inForce(commons.db, commons.federationId))
      await commons.work((tx) => groups.end(tx, group.id));
  });

  it('leave both where they are the same: it tells nothing twice', async () => {
    const [first, second] = [await ask('zone'), await ask('zone')];
    await runWhile(first, () => run(second));
    const releases = [await read(first), await read(second)].map(({ release }) => release?.csv.sha256);
    expect(releases[0]).toBe(releases[1]);
  });

  it('are one after the other where one is only looked at', async () => {
    const other = await commons.publish(schema);
    await commons.enact(permitting(other));
    for (const at of [0, 1]) await commons.contribute(other, at, csv);
    const by = await commons.actor(ada.identity.personId);
    const preview = (dimension: string) =>
      commons.get(ProtectedPreviewService).of(by, other.id, { purpose: PURPOSE, dimensions: [dimension] });
    const shown = await Promise.all([preview('zone'), preview('need')]);
    expect(shown.map(({ dimensions }) => dimensions)).toEqual([['zone'], ['need']]);
    const heights = await commons.db.query<{ n: string }>(
      'select count(distinct height) as n from extracts.shown_table where dataset_id = $1',
      [other.id],
    );
    expect(heights).toEqual([{ n: '2' }]);
  });
});

const permitting = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looking and taking', prohibitions: [], validUntil: null },
    permissions: (['preview', 'requestExtract'] as const).map((action) => ({
      ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
      ...{ purposes: [PURPOSE], dimensions: ['zone', 'need'], measures: [] },
      terms: { minPeople: 5, minContributors: 1 },
    })),
  });
