import type { Dataset } from '#catalogue';
import type { OrganisationId, PersonId } from '#kernel';
import { parsePolicy, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { text } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { ExtractService } from '../extract.service';
import { ReleaseService } from '../release.service';
import { RunService } from '../run.service';

const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['casa', 'cura'];
const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ZONES, disclosureRole: 'dimension' },
    { name: 'need', type: 'string', required: true, categories: NEEDS, disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
/** Every zone and need has people of its own number, of three cooperatives; none is small. */
const peopleOf = (zone: string, need: string) => 21 + 4 * ZONES.indexOf(zone) + 11 * NEEDS.indexOf(need);
const CSV = [
  'zone,need,hours',
  ...ZONES.flatMap((zone) => NEEDS.flatMap((need) => Array<string>(peopleOf(zone, need)).fill(`${zone},${need},1.5`))),
].join('\n');

describe('releases whose numbers are moved', () => {
  let commons: Commons;
  let dataset: Dataset;
  let ada: PersonId;
  let policy: PolicyVersion;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(parsePolicy(membersMay('read')));
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, CSV);
  });
  afterEach(() => commons.end(policy));

  const under = async (terms: object) => {
    const use = {
      ...{
        assignee: { type: 'members' },
        actions: ['requestExtract'],
        subject: 'Dataset',
        where: { id: { $eq: dataset.id } },
      },
      ...{ purposes: ['AcademicResearch'], dimensions: ['zone', 'need'], measures: ['hours'] },
      terms: { minPeople: 10, minContributors: 3, minPeopleOutside: 0, ...terms },
    };
    const around = { schema: 'granaio-policy/1', title: 'Uso', prohibitions: [], validUntil: null };
    policy = await commons.enact(parsePolicy({ ...around, permissions: [use] }));
  };
  const run = async (dimensions: string[], measures: string[] = []) => {
    const asked = { purpose: 'AcademicResearch', dimensions, measures } as const;
    const { id } = await commons.get(ExtractService).request(await commons.actor(ada), dataset.id, asked);
    await commons.get(RunService).run(SYSTEM, id);
    return commons.get(ExtractService).read(await commons.actor(ada), id);
  };
  const release = async (dimensions: string[], measures: string[] = []) => {
    const extract = await run(dimensions, measures);
    expect(extract.refusal).toBeNull();
    const { content } = await commons.get(ReleaseService).download(await commons.actor(ada), extract.id, 'csv');
    const [header = [], ...rows] = (await text(content))
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
  };

  it('still add up where they are rounded together, in people and in sums', async () => {
    await under({ roundingBase: 5, rounding: 'controlled' });
    const rows = await release(['zone'], ['hours']);
    const [total] = rows.slice(-1);
    const parts = rows.slice(0, -1);
    expect(
      rows.every(
        ({ people, hours, rounding_base: base }) => Number(people) % 5 === 0 && Number(hours) % 5 === 0 && base === '5',
      ),
    ).toBe(true);
    const sum = (name: string) => parts.reduce((all, row) => all + Number(row[name]), 0);
    expect([sum('people'), sum('hours')]).toEqual([Number(total?.people), Number(total?.hours)]);
    expect(await release(['zone'], ['hours'])).toEqual(rows);
  });

  it('are moved by the same for the same rows in every table, where cells have keys', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 2 } });
    const [byZone, byBoth] = [await release(['zone']), await release(['zone', 'need'])];
    const moves = byZone.map(
      ({ zone = '', people }) =>
        [zone, Number(people), 3 * NEEDS.reduce((all, need) => all + peopleOf(zone, need), 0)] as const,
    );
    for (const [zone, people, truth] of moves.slice(0, -1)) {
      expect(Math.abs(people - truth)).toBeLessThanOrEqual(5);
      expect(byBoth).toContainEqual(expect.objectContaining({ zone, need: '_T', people: String(people) }));
    }
    expect(byBoth.every(({ cell_key_max_noise: most }) => most === '5')).toBe(true);
    expect(
      byBoth.some(
        ({ zone = '', need = '', people }) =>
          zone !== '_T' && need !== '_T' && Number(people) !== 3 * peopleOf(zone, need),
      ),
    ).toBe(true);
  });

  it('are no more different tables than the policies allow, and no sums, where cells have keys', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 1 } });
    const first = await release(['zone']);
    expect(await run(['need'])).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.CELL_KEY_TABLES_SPENT' } });
    expect(await release(['zone'])).toEqual(first);
    await expect(run(['zone'], ['hours'])).rejects.toMatchObject({ code: 'EXTRACT.CELL_KEY_COUNTS_ONLY' });
  });
});
