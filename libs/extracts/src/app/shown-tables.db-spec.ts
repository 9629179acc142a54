import type { Dataset } from '#catalogue';
import type { OrganisationId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { ProfileService } from './profile.service';
import { ProtectedPreviewService } from './protected-preview.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const csvOf = (a: number, b: number) =>
  ['zone', ...Array<string>(a).fill('A'), ...Array<string>(b).fill('B')].join('\n');
const PURPOSE = 'AcademicResearch';
const [AURORA, DORA] = [0, 1];

describe('a table that was looked at, and not released', () => {
  let commons: Commons;
  let rita: Signed;
  let dataset: Dataset;
  let ofDora: Awaited<ReturnType<Commons['contribute']>>;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.enact(lookingAndTaking(dataset));
    await commons.contribute(dataset, AURORA, csvOf(20, 30));
    ofDora = await commons.contribute(dataset, DORA, csvOf(7, 12));
    const person = await commons.person(commons.cooperatives[AURORA] as OrganisationId, 'member');
    rita = (await commons.actor(person)) as Signed;
  });

  const preview = () =>
    commons.get(ProtectedPreviewService).of(rita, dataset.id, { purpose: PURPOSE, dimensions: ['zone'] });
  const profile = () => commons.get(ProfileService).of(rita, dataset.id, PURPOSE);
  const extract = async () => {
    const asked = { purpose: PURPOSE, dimensions: ['zone'], measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(rita, dataset.id, asked);
    await commons.get(RunService).run(SYSTEM, id);
    return commons.get(ExtractService).read(rita, id);
  };

  it.each([
    ['a preview', preview],
    ['a profile', profile],
  ])('is not subtracted from an extract after rows were taken back: %s', async (_, look) => {
    await look();
    await commons.withdraw(DORA, ofDora.id);
    expect(await extract()).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.HELD_BACK' } });
  });

  it('is not subtracted from another one of its kind, nor shown again from what was kept', async () => {
    await preview();
    await commons.withdraw(DORA, ofDora.id);
    await expect(preview()).rejects.toMatchObject({ code: 'EXTRACT.HELD_BACK' });
  });

  it('does not stand in the way where nobody had seen one', async () => {
    await commons.withdraw(DORA, ofDora.id);
    expect(await extract()).toMatchObject({ state: 'released' });
  });

  it('is remembered once, however often it is shown', async () => {
    for (let at = 0; at < 3; at += 1) await preview();
    const sql = 'select count(*) as n from extracts.shown_table where dataset_id = $1';
    expect(await commons.db.query(sql, [dataset.id])).toEqual([{ n: '1' }]);
  });
});

const lookingAndTaking = ({ id }: Dataset) =>
  parsePolicy({
    schema: 'granaio-policy/1',
    title: 'Looking and taking',
    permissions: (['preview', 'requestExtract'] as const).map((action) => ({
      ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
      ...{ purposes: [PURPOSE], dimensions: ['zone'], measures: [], terms: { minPeople: 5, minContributors: 1 } },
    })),
    prohibitions: [],
    validUntil: null,
  });
