import type { Field, TableSchema } from '#warehouse';
import { columnProfile, marginOf, missingIn, planProfile } from './profile';
import { changedContributors, totalsOf } from './version-difference';

const dimension = (name: string, within?: string, codes = 2): Field => ({
  ...{ name, type: 'string', disclosureRole: 'dimension', ...(within !== undefined && { within }) },
  categories: Array.from({ length: codes }, (_, at) => `${name}${at}`),
});
const plan = (fields: Field[], allowed = fields.map(({ name }) => name)) => {
  const schema: TableSchema = { fields };
  const { chains, withheld } = planProfile(schema, fields, new Set(allowed));
  return { chains, withheld: Object.fromEntries(withheld) };
};

describe('planProfile', () => {
  it('counts columns that lie within each other in one table, and others apart', () => {
    expect(plan([dimension('zone', 'district'), dimension('district'), dimension('need')])).toEqual({
      chains: [['zone', 'district'], ['need']],
      withheld: {},
    });
  });

  it('counts one of two hierarchies that meet, because together they would tell what each hides', () => {
    const fields = [dimension('zone', 'district'), dimension('ward', 'district'), dimension('district')];
    expect(plan(fields)).toEqual({ chains: [['zone', 'district']], withheld: { ward: 'crossed' } });
    expect(plan(fields, ['zone', 'ward'])).toEqual({
      chains: [['zone']],
      withheld: { ward: 'crossed', district: 'notPermitted' },
    });
  });

  it('leaves out what may not be counted by, and what nobody could read', () => {
    const hours: Field = { name: 'hours', type: 'integer', disclosureRole: 'measure' };
    expect(plan([dimension('street', undefined, 2_001), dimension('need'), hours], ['street', 'hours'])).toEqual({
      chains: [],
      withheld: { street: 'tooLarge', need: 'notPermitted', hours: 'notADimension' },
    });
  });
});

describe('a column of a profile', () => {
  const columns = [
    { name: 'zone', type: 'string' },
    { name: 'district', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'conf_status', type: 'string' },
  ] as const;
  const rows = [
    ['_T', '_T', 50n, 'F'],
    ['_T', 'd1', 50n, 'F'],
    ['z1', '_T', 40n, 'F'],
    ['z2', '_T', null, 'C'],
    ['_U', '_T', 5n, 'F'],
  ];

  it('is read from the rows that tell of it alone', () => {
    const counted = marginOf({ columns, rows }, 'zone', '_T');
    expect(columnProfile(dimension('zone'), false, counted, null)).toMatchObject({
      distribution: [
        { code: 'z1', people: 40n },
        { code: 'z2', people: null },
      ],
      missing: 5n,
      withheld: null,
    });
  });

  it('counts as missing only what is shown', () => {
    const shown = columnProfile(dimension('zone'), false, [{ code: '_U', people: 5n }], null);
    const protectedOne = columnProfile(dimension('need'), false, [{ code: '_U', people: null }], null);
    expect(missingIn(50n, [shown, protectedOne])).toEqual({ part: 5n, of: 50n });
    expect(missingIn(null, [shown])).toBeNull();
    expect(missingIn(50n, [protectedOne])).toBeNull();
  });
});

describe('the totals of two versions', () => {
  const part = (organisation: string, contribution: string) =>
    ({ organisationId: organisation, contributionId: contribution }) as never;

  it('count who came, went and sent other rows', () => {
    const [from, to] = [
      [part('a', '1'), part('b', '2')],
      [part('b', '3'), part('c', '4')],
    ];
    expect(changedContributors(from, to)).toEqual({ joined: 1, left: 1, renewed: 1 });
  });

  it.each([
    [0, 'told', null],
    [2, 'not told', 'tooFewChanged'],
    [3, 'told', null],
  ])('of %i changed contributors are %s where three must stand behind a number', (joined, _, withheld) => {
    const changes = { joined, left: 0, renewed: 0 };
    expect(totalsOf({ from: 1n, to: 2n, changes, minContributors: 3 }).withheld).toBe(withheld);
  });

  it('are not told where one of them is protected', () => {
    const changes = { joined: 9, left: 0, renewed: 0 };
    expect(totalsOf({ from: 1n, to: null, changes, minContributors: 3 })).toEqual({
      from: null,
      to: null,
      withheld: 'protected',
    });
  });
});
