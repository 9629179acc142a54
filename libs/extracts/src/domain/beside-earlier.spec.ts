import type { ContributionId, OrganisationId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { besideEarlier, type LaterTable } from './beside-earlier';
import type { UsedPart } from './earlier-table';
import type { LeftTable, Line } from './left-table';
import type { Terms } from './permit';

const terms: Terms = { minPeople: 10, minContributors: 3 };
const column = (name: string, categories: readonly string[], within?: string): Field => ({
  ...{ name, type: 'string', required: true, categories: [...categories], disclosureRole: 'dimension' },
  ...(within && { within }),
});
const many = (count: number) => Array.from({ length: count }, (_, at) => `${at}`);
const schema: TableSchema = {
  fields: [
    column('zone', many(40), 'district'),
    column('school', many(30), 'district'),
    column('district', many(8)),
    ...['need', 'age', 'sex', 'street'].map((name) => column(name, many(name === 'street' ? 2_000 : 4))),
  ],
};
const rows = (names: string): UsedPart[] =>
  names.split('').map((name) => ({ contributionId: name as ContributionId, organisationId: name as OrganisationId }));
const left = (dimensions: string[], names: string, over: Partial<LeftTable> = {}): LeftTable => ({
  ...{ dimensions, measures: [], parts: rows(names), terms, largest: null, purpose: 'AcademicResearch' },
  ...{ at: new Date(1), hash: dimensions.join() + names, datasetVersion: 1, isKnown: true },
  ...over,
});
const asked = (dimensions: string[], names: string, over: Partial<LaterTable> = {}): LaterTable => ({
  ...{ dimensions, measures: [], parts: rows(names), terms },
  ...over,
});
const lineOf = (tables: LeftTable[], over: Partial<Line> = {}): Line => ({
  ...{ height: tables.length, tables, changedAt: null, counts: () => true, contributor: (one) => one, groups: '' },
  ...{ schema, lacks: () => false },
  ...over,
});

describe('what a table is decided by', () => {
  it('is nothing but its own columns where nothing left before', () => {
    expect(besideEarlier(asked(['zone', 'need'], 'abcd'), lineOf([]))).toEqual({
      ...{
        repeated: null,
        linked: [],
        unlinked: [],
        columns: ['need', 'zone'],
        measures: [],
        unsafe: [],
        differences: [],
      },
    });
  });

  it('is the same table where the same was asked, in whatever order', () => {
    const before = left(['zone', 'need'], 'abcd');
    expect(besideEarlier(asked(['need', 'zone'], 'dcba'), lineOf([before]))?.repeated).toBe(before);
    const stricter = { terms: { ...terms, minPeople: 11 } };
    expect(besideEarlier(asked(['need', 'zone'], 'abcd', stricter), lineOf([before]))?.repeated).toBeNull();
    const changedAt = new Date(2);
    expect(besideEarlier(asked(['need', 'zone'], 'abcd'), lineOf([before], { changedAt }))?.repeated).toBeNull();
  });

  it('are the columns of tables of the same rows that share one with it, directly or by others', () => {
    const tables = [left(['zone', 'need'], 'abcd'), left(['need', 'age'], 'abcd'), left(['sex'], 'abcd')];
    const beside = besideEarlier(asked(['district'], 'abcd'), lineOf(tables));
    expect(beside).toMatchObject({ columns: ['age', 'district', 'need', 'zone'], differences: [], unsafe: [] });
    expect(beside?.linked).toEqual(tables.slice(0, 2));
    expect(beside?.unlinked).toEqual(tables.slice(2));
  });

  it('is refused where that is too much to be looked at together, or cannot be', () => {
    const refusal = { kind: 'refused', code: 'EXTRACT.TOO_MUCH_SHOWN' };
    const beside =
      (dimensions: string[], ...tables: LeftTable[]) =>
      () =>
        besideEarlier(asked(dimensions, 'abcd'), lineOf(tables));
    expect(beside(['street', 'age'], left(['need', 'age', 'sex'], 'abcd'))).toThrow(expect.objectContaining(refusal));
    expect(beside(['zone'], left(['school'], 'abcd'))).toThrow(expect.objectContaining(refusal));
    expect(beside(['street'], left(['need', 'age', 'sex'], 'abcd'))).not.toThrow();
  });

  it('is refused where cells that both have left with numbers that were changed otherwise, and not for the total alone', () => {
    const rounded = (base: number) => ({ terms: { ...terms, roundingBases: [base] } });
    const beside = (dimensions: string[], base: number) => () =>
      besideEarlier(asked(dimensions, 'abcd', rounded(base)), lineOf([left(['zone'], 'abcd', rounded(5))]));
    const refusal = expect.objectContaining({ kind: 'refused', code: 'EXTRACT.SHOWN_CHANGED' }) as Error;
    expect(beside(['zone', 'need'], 4)).toThrow(refusal);
    expect(beside(['district'], 10)).toThrow(refusal);
    expect(beside(['zone', 'need'], 15)).not.toThrow();
    expect(beside(['need'], 4)).not.toThrow();
  });

  it('is what is summed by in both where the rows are others, asked for or not', () => {
    const line = lineOf([left(['school', 'need'], 'abcd')]);
    const beside = besideEarlier(asked(['zone', 'need'], 'abcdefg'), line);
    expect(beside).toMatchObject({ columns: ['district', 'need', 'zone'], unsafe: [] });
    expect(beside?.differences).toEqual([{ common: ['district', 'need'], came: rows('efg'), went: [] }]);
  });

  it('are unsafe margins, whatever is in them, where too few contributors changed; all of it: it is held back', () => {
    const line = lineOf([left(['zone'], 'abcd')]);
    expect(besideEarlier(asked(['zone', 'need'], 'abcde'), line)).toMatchObject({
      ...{ unsafe: [['district', 'zone']], differences: [] },
    });
    expect(besideEarlier(asked(['zone'], 'abcde'), line)).toBeNull();
    expect(besideEarlier(asked(['district'], 'abcde'), line)).toBeNull();
    expect(besideEarlier(asked(['age'], 'abcde'), line)).toMatchObject({ unsafe: [[]] });
  });

  it('counts organisations under one control as one contributor', () => {
    const contributor = (name: OrganisationId) => (name === 'g' ? ('f' as OrganisationId) : name);
    const line = lineOf([left(['zone'], 'abcd')], { contributor });
    expect(besideEarlier(asked(['zone'], 'abcdefg'), line)).toBeNull();
    expect(besideEarlier(asked(['zone'], 'abcdefgh'), line)).not.toBeNull();
  });

  it('is not concerned by tables with noise, nor are these by it', () => {
    const noise = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' } as const;
    const noisy: Terms = { ...terms, noise };
    const nothing = { linked: [], unsafe: [], differences: [] };
    const exact = asked(['zone'], 'abcde');
    expect(besideEarlier(exact, lineOf([left(['zone'], 'abcd', { terms: noisy })]))).toMatchObject(nothing);
    expect(besideEarlier({ ...exact, terms: noisy }, lineOf([left(['zone'], 'abcd')]))).toMatchObject(nothing);
  });
});
