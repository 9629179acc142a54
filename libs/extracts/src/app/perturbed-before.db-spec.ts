import type { Dataset } from '#catalogue';
import type { OrganisationId, PersonId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { MadeTables } from './made-tables';
import { ProtectedPreviewService } from './protected-preview.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B', 'C'], disclosureRole: 'dimension' }],
};
const csvOf = (...zones: number[]) =>
  ['zone', ...zones.flatMap((people, at) => Array<string>(people).fill('ABC'[at] ?? ''))].join('\n');
const PURPOSE = 'AcademicResearch';

describe('an exact table after one of the same rows with changed numbers', () => {
  let commons: Commons;
  let dataset: Dataset;
  let person: PersonId;
  let ada: Signed;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    person = await commons.person(commons.cooperatives[0] as OrganisationId, 'member');
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    ada = (await commons.actor(person)) as Signed;
    await commons.contribute(dataset, 0, csvOf(2, 24, 21));
    await commons.contribute(dataset, 1, csvOf(2, 30, 24));
  });

  const draw = async () => {
    const wish = { purpose: PURPOSE, dimensions: ['zone'], measures: [] } as const;
    const { id } = await commons.get(ExtractService).request(ada, dataset.id, wish);
    await commons.get(RunService).run(SYSTEM, id);
    return commons.get(ExtractService).read(ada, id);
  };
  const preview = () =>
    commons.get(ProtectedPreviewService).of(ada, dataset.id, { purpose: PURPOSE, dimensions: ['zone'] });

  const numbers = async () => {
    const { release } = await draw();
    if (!release) return null;
    const { rows } = await commons.get(MadeTables).read(release, new Map());
    return rows.map(([zone, people]) => [zone, people]);
  };

  it('is not made where that showed, rounded, what this one hides: the rest, exact, would tell it', async () => {
    const { table } = await preview();
    expect(table.rows[0]?.slice(0, 2)).toEqual(['A', 0n]);
    expect(await draw()).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.SHOWN_CHANGED' }, release: null });
    // What an engine would do that takes rounded numbers for known ones, and so protects none of them: 103 - 54 - 45.
    const naive = { A: 103n - 54n - 45n };
    expect(naive.A).toBe(4n);
  });

  it('hides as always, and so does what is rounded after it', async () => {
    const hidden = [['A', null], ['B', 54n], ['C', null], ['_T', 103n]]; // prettier-ignore
    expect(await numbers()).toEqual(hidden);
    const { table } = await preview();
    expect(table.rows.map(([zone, people]) => [zone, people])).toEqual([['A', null], ['B', 50n], ['C', null], ['_T', 100n]]); // prettier-ignore
    expect(await numbers()).toEqual(hidden);
  });
});

const permitting = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looking and taking', prohibitions: [], validUntil: null },
    permissions: (['preview', 'requestExtract'] as const).map((action) => ({
      ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
      ...{ purposes: [PURPOSE], dimensions: ['zone'], measures: [] },
      terms:
        action === 'preview'
          ? { minPeople: 3, minContributors: 2, minPeopleOutside: 0, roundingBase: 10 }
          : { minPeople: 10, minContributors: 2, minPeopleOutside: 0 },
    })),
  });
