import { VersionService, type Dataset } from '#catalogue';
import { OrganisationGroups, type GroupKind } from '#identity';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import type { Terms } from '../../domain/permit';
import { TableCounter, type CountedTable } from './table-counter';

const schema: TableSchema = {
  fields: [
    {
      name: 'zone',
      type: 'string',
      required: true,
      categories: ['A1', 'A2', 'B1'],
      disclosureRole: 'dimension',
      within: 'district',
    },
    { name: 'district', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' },
    { name: 'sex', type: 'string', required: true, categories: ['F', 'M'], disclosureRole: 'dimension' },
    { name: 'state', type: 'string', required: true, categories: ['pregnant', 'none'], disclosureRole: 'sensitive' },
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
  ],
  personKey: 'person',
  impossible: [{ fields: { sex: 'M', state: 'pregnant' } }],
};
const row = (person: number, place: string, about: string, hours: number) =>
  `${place},${about},${String(person).padStart(64, 'abc0')},${hours}`;
const FILES = [
  [row(1, 'A1,A', 'F,none', 10), row(1, 'A1,A', 'F,none', 10), row(2, 'A1,A', 'M,none', 5), row(3, 'B1,B', 'F,pregnant', 1)],
  [row(1, 'A1,A', 'F,none', -4), row(5, 'A2,A', 'M,none', 7)],
  [row(6, 'A1,A', 'F,none', 3)],
].map((rows) => ['zone,district,sex,state,person,hours', ...rows].join('\n')); // prettier-ignore

const TERMS: Terms = { minPeople: 3, minContributors: 2, minPeopleOutside: 1, pPercent: 10 };

describe('what is counted for a table', () => {
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(parsePolicy(membersMay('read')));
    dataset = await commons.publish(schema);
    for (const [at, csv] of FILES.entries()) {
      expect((await commons.contribute(dataset, at, csv)).state).toBe('accepted');
    }
  });
  afterAll(() => commons.stop());

  const count = async (
    dimensions = ['zone', 'district'],
    { terms = TERMS, measures = ['hours'], from = null as CountedTable | null } = {},
  ): Promise<CountedTable> => {
    const version = await commons.get(VersionService).latest(dataset.id);
    if (!version) throw new Error('Nothing was contributed.');
    return commons.get(TableCounter).count({ schema, version }, { dimensions, measures, terms }, from);
  };
  const group = async (kind: GroupKind, ...members: number[]) => {
    const organisationIds = members.map((at) => commons.cooperatives[at] ?? commons.federationId) as never[];
    const draft = { kind, name: 'Gruppo', organisationIds };
    const groups = commons.get(OrganisationGroups);
    const { id } = await commons.work((tx) => groups.record(tx, commons.federationId, draft));
    return () => commons.work((tx) => groups.end(tx, id));
  };
  const inOrder = ({ exact, classifications }: CountedTable) => {
    const cells = exact.cells.toSorted((one, other) => (one.codes.join() < other.codes.join() ? -1 : 1));
    return { exact: { ...exact, cells }, classifications };
  };
  const cell = ({ exact: { cells } }: CountedTable, ...codes: string[]) =>
    cells.find((one) => one.codes.join() === codes.join());

  it('says of every cell what the rules ask: persons, those outside, sums, and each contributor’s share', async () => {
    const table = await count();
    expect(table.exact).toMatchObject({ holders: 3, coalitions: [] });
    expect(cell(table, 'zone=A1')).toMatchObject({
      ...{ people: 5n, persons: 3n, contributors: 3, outside: 1n, sums: [24n] },
      magnitudes: [{ total: 32n, largest: [25n, 4n] }],
      shares: [
        { holder: 0, people: 3n, sums: [25n] },
        { holder: 1, people: 1n, sums: [-4n] },
        { holder: 2, people: 1n, sums: [3n] },
      ],
    });
    expect(cell(table, 'district=A')).toMatchObject({ people: 6n, persons: 4n, sums: [31n] });
    expect(cell(table, 'district=A')?.shares).toBeUndefined();
  });

  it('asks for nothing that the terms do not need', async () => {
    const table = await count(['zone'], { terms: { minPeople: 3, minContributors: 1 } });
    expect(table.exact.holders).toBeUndefined();
    expect(Object.keys(cell(table, 'zone=A1') ?? {}).sort()).toEqual(
      ['codes', 'contributors', 'people', 'persons', 'shares', 'sums'].sort(),
    );
    expect(cell(table, 'zone=A1')?.shares).toBeUndefined();
  });

  it.each([[['zone']], [['sex', 'district']], [['sex']], [[]]])(
    'is the same by %s, taken from what was counted by more columns',
    async (dimensions) => {
      const from = await count(['zone', 'district', 'sex']);
      for (const measures of [['hours'], []]) {
        const table = await count(dimensions, { measures, from });
        expect(inOrder(table)).toEqual(inOrder(await count(dimensions, { measures })));
        expect(table.exact.cells.some(({ shares }) => (shares?.length ?? 0) > 1)).toBe(true);
      }
    },
  );

  it('counts organisations under one control as one, from the moment that the book says so until it does not', async () => {
    const before = cell(await count(), 'zone=A1');
    expect(before?.contributors).toBe(3); // three names, as a naive count has them
    const end = await group('affiliated', 0, 1);
    const table = await count();
    expect(table.exact.holders).toBe(2);
    expect(cell(table, 'zone=A1')).toMatchObject({ contributors: 2, outside: 1n, magnitudes: [{ total: 24n, largest: [21n, 3n] }] }); // prettier-ignore
    expect(cell(table, 'zone=A1')?.shares).toEqual([
      { holder: 0, people: 4n, sums: [21n] },
      { holder: 1, people: 1n, sums: [3n] },
    ]);
    await end();
    expect(cell(await count(), 'zone=A1')).toEqual(before);
  });

  it('knows who put together what they know, without counting them as one', async () => {
    const ends = [await group('coalition', 1, 2), await group('affiliated', 0, 1)];
    expect((await count()).exact).toMatchObject({ holders: 2, coalitions: [[0, 1]] });
    for (const end of ends.reverse()) await end();
    expect((await count()).exact).toMatchObject({ holders: 3, coalitions: [] });
  });

  it('says what everybody knows to be empty, and which dimension is sensitive', async () => {
    const { exact } = await count(['sex', 'state', 'district']);
    expect(exact.structuralZeros).toEqual([
      ['sex=M', 'state=pregnant', 'district=A'],
      ['sex=M', 'state=pregnant', 'district=B'],
    ]);
    expect(exact.dimensions.map(({ isSensitive }) => isSensitive ?? false)).toEqual([false, true, false]);
    expect((await count(['sex', 'district'])).exact.structuralZeros).toEqual([]);
  });
});
