import type { ContributionId, OrganisationId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { besideEarlier, type LaterTable } from './beside-earlier';
import type { LeftRecords } from './earlier-table';
import { knownByRecords } from './left-records';
import type { LeftTable, Line } from './left-table';
import type { MicrodataColumn, MicrodataFacts } from './microdata-facts';
import type { Terms } from './permit';

const terms: Terms = { minPeople: 10, minContributors: 3 };
const column = (name: string, within?: string): Field => ({
  ...{ name, type: 'string', required: true, categories: ['1', '2', '3'], disclosureRole: 'dimension' },
  ...(within && { within }),
});
const names = ['need', 'service', 'sex', 'age', 'home', 'work', 'school', 'income', 'origin'];
const schema: TableSchema = {
  fields: [column('zone', 'district'), column('district'), ...names.map((name) => column(name))],
};
const parts = 'abcd'.split('').map((name) => ({
  ...{ contributionId: name as ContributionId, organisationId: name as OrganisationId },
}));
const left = (dimensions: string[], records: LeftRecords | null = null, measures: string[] = []): LeftTable => ({
  ...{ dimensions, measures, parts, terms, largest: null, purpose: 'AcademicResearch', records },
  ...{ at: new Date(1), hash: dimensions.join(), datasetVersion: 1, isKnown: records === null },
});
const lineOf = (...tables: LeftTable[]): Line => ({
  ...{ height: tables.length, tables, changedAt: null, counts: () => false, contributor: (one) => one, groups: '' },
  ...{ schema, lacks: () => false },
});
const asked = (dimensions: string[], measures: string[] = []): LaterTable => ({ dimensions, measures, parts, terms });

describe('what whoever has rows one by one can count by', () => {
  const factsOf = (suppressedRows: number, ...columns: [string, number, number][]) =>
    ({
      suppressedRows,
      columns: columns.map(([name, level, levels]): MicrodataColumn => ({ name, level, levels, isSensitive: false })),
    }) as unknown as MicrodataFacts;
  const request = { dimensions: ['zone', 'need', 'age'], measures: ['hours', 'cost'] };

  it('is what is shown as it is, where none were left out', () => {
    const facts = factsOf(0, ['zone', 0, 1], ['need', 1, 1], ['age', 0, 3], ['hours', 0, 2], ['cost', 1, 2]);
    expect(knownByRecords(request, facts)).toEqual({
      ...{ records: 'whole', dimensions: ['zone', 'age'], measures: ['hours'] },
    });
  });

  it('is all of which anything is shown, where some values were starred', () => {
    const { columns, ...facts } = factsOf(0, ['zone', 0, 1], ['need', 1, 1], ['age', 0, 3], ['hours', 2, 2]);
    const starred = columns.map((column) => ({ ...column, starred: Number(column.name === 'age') }));
    expect(knownByRecords(request, { ...facts, columns: starred })).toEqual({
      ...{ records: 'inPart', dimensions: ['zone', 'age'], measures: [] },
    });
  });

  it.each([
    ['some were left out', 1, 0],
    ['some are shown by bands', 0, 1],
  ])('is all of which anything is shown, where %s', (_, suppressed, level) => {
    const facts = factsOf(
      suppressed,
      ['zone', 0, 1],
      ['need', 1, 1],
      ['age', level, 3],
      ['hours', 2, 2],
      ['cost', 1, 2],
    );
    expect(knownByRecords(request, facts)).toEqual({
      ...{ records: 'inPart', dimensions: ['zone', 'age'], measures: ['cost'] },
    });
  });
});

describe('a table beside rows that left one by one', () => {
  it('is beside a table by those of their columns that tables were made by, however many they have', () => {
    const records = left(['zone', ...names], 'whole');
    const beside = besideEarlier(asked(['district', 'need']), lineOf(records));
    expect(beside).toMatchObject({ columns: ['district', 'need'], unsafe: [], differences: [] });
    expect(beside?.linked).toMatchObject([{ dimensions: ['district', 'need'] }]);
  });

  it('links tables by different columns of theirs', () => {
    const [records, table] = [left(['zone', 'need', 'sex'], 'whole'), left(['need', 'service'])];
    expect(besideEarlier(asked(['zone']), lineOf(table, records))?.columns).toEqual([
      ...['district', 'need', 'service', 'zone'],
    ]);
  });

  it('is held back, or loses the margins in common, where some rows are not in them', () => {
    const line = lineOf(left(['zone', 'need'], 'inPart', ['hours']));
    expect(besideEarlier(asked(['district', 'need']), line)).toBeNull();
    expect(besideEarlier(asked(['zone', 'service']), line)?.unsafe).toEqual([['district', 'zone']]);
    expect(besideEarlier(asked(['service']), line)).toMatchObject({ unsafe: [], columns: ['service'] });
    expect(besideEarlier(asked(['service'], ['hours']), line)).toMatchObject({ unsafe: [[]] });
  });
});
