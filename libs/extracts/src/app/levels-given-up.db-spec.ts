import type { Dataset } from '#catalogue';
import type { ExtractId, OrganisationId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { LiveAggregatesService } from './live-aggregates.service';
import { CertificateService } from './report/certificate.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const ZONES = ['z1', 'z2', 'z3', 'z4', 'z5', 'z6'];
const column = { type: 'string', required: true, disclosureRole: 'dimension' } as const;
const schema: TableSchema = {
  fields: [
    { name: 'zone', ...column, categories: ZONES, within: 'district' },
    { name: 'district', ...column, categories: ['north', 'south'] },
  ],
};
const rows = ZONES.flatMap((zone, at) => Array<string>(4).fill(`${zone},${at < 3 ? 'north' : 'south'}`));
const csv = ['zone,district', ...rows].join('\n');
const PURPOSE = 'AcademicResearch';

describe('a table of which levels were given up', () => {
  let commons: Commons;
  let dataset: Dataset;
  let ada: Signed;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    const person = await commons.person(commons.cooperatives[0] as OrganisationId, 'steward');
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    for (const at of [0, 1]) await commons.contribute(dataset, at, csv);
    ada = (await commons.actor(person)) as Signed;
  });
  afterAll(() => commons.stop());

  const run = (id: Parameters<RunService['run']>[1]) => commons.get(RunService).run(SYSTEM, id);
  const look = () => {
    const dimensions = [{ field: 'zone' }];
    const asked = { purpose: PURPOSE, dimensions, measures: [], filters: [] } as const;
    return commons.get(LiveAggregatesService).ask(ada, dataset.id, asked);
  };

  it('is not the answer to who looks up the columns that were asked for', async () => {
    const wish = { purpose: PURPOSE, dimensions: ['zone'], measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(ada, dataset.id, wish);
    await run(id);
    const { release } = await commons.get(ExtractService).read(ada, id);
    expect(release?.report?.levels).toMatchObject({ columns: ['zone'] });
    const { extractId, table } = await look();
    expect(table).toBeNull();
    await run(extractId);
    expect((await look()).table?.columns[0]).toMatchObject({ name: 'zone' });
  });

  it('has a certificate that holds', async () => {
    const sql = "select id from extracts.extract where dataset_id = $1 and action = 'requestExtract'";
    const [extract] = await commons.db.query<{ id: ExtractId }>(sql, [dataset.id]);
    expect(await commons.get(CertificateService).verify(ada, extract?.id as ExtractId)).toBe(1);
  });
});

const permitting = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Levels', prohibitions: [], validUntil: null },
    permissions: (['requestExtract', 'queryAggregates'] as const).map((action) => ({
      ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
      ...{ purposes: [PURPOSE], dimensions: ['zone', 'district'], measures: [] },
      terms: { minPeople: 10, minContributors: 2 },
    })),
  });
