import { protectTable } from '#disclosure';
import { csvLines, type OutputTable, type TableSchema } from '#warehouse';
import { classify } from '../classification';
import { ruleOf } from '../difference';
import type { Terms } from '../permit';
import { outputOf, shownCells, tableOf } from '../protected-table';
import { aggregateOf, dimension, rowsOf, schemaOf, type Row } from '../spec-support';
import { aNotchStricter, findingsOf, type DecidedCells } from './findings';
import { asTable, besideFindings } from './found-table';

const TERMS: Terms = { minPeople: 10, minContributors: 3, outputCheck: { reviewers: 2 } };
const schema: TableSchema = schemaOf(dimension('zone', ['A', 'B', 'C', 'D']), dimension('need', ['food', 'job']));
const rows: Row[] = [
  ...rowsOf({ zone: 'A', need: 'food' }, 1),
  ...rowsOf({ zone: 'A', need: 'job' }, 40),
  ...rowsOf({ zone: 'B', need: 'food' }, 30),
  ...rowsOf({ zone: 'B', need: 'job' }, 30),
  ...rowsOf({ zone: 'C', need: 'food' }, 20),
  ...rowsOf({ zone: 'C', need: 'job' }, 25),
  ...['a', 'b', 'c', 'd'].map((contributor) => ({
    ...{ values: { zone: 'D', need: 'food' }, contributor, people: contributor === 'd' ? 2 : 3 },
  })),
  ...['a', 'b', 'c', 'd'].map((contributor) => ({ values: { zone: 'D', need: 'job' }, people: 20, contributor })),
];
const hours = { name: 'hours', type: 'decimal', scale: 1 } as const;

async function decide(terms = TERMS, isRepeated = false): Promise<{ decided: DecidedCells; table: OutputTable }> {
  const aggregate = aggregateOf(rows, ['zone', 'need']);
  const classifications = classify(schema, aggregate);
  const protection = await protectTable(tableOf(aggregate, classifications), ruleOf(terms));
  const shown = shownCells(protection.cells, classifications);
  return {
    decided: { aggregate, classifications, shown, protections: isRepeated ? [] : [protection] },
    table: outputOf(aggregate, classifications, shown, [hours]),
  };
}

const findings = async (terms = TERMS, isRepeated = false) => {
  const { decided, table } = await decide(terms, isRepeated);
  return new Map((await findingsOf(decided, table, terms)).map((one) => [one.labels.join(' '), one]));
};

describe('what people look at in particular', () => {
  it.each([false, true])('is why a cell is hidden for its own sake (asked before: %s)', async (isRepeated) => {
    const found = await findings(TERMS, isRepeated);
    expect(found.get('A food')).toMatchObject({ causes: ['people'], near: [] });
  });

  it('is which shown cells are near a threshold', async () => {
    const found = await findings({ ...TERMS, minContributors: 2 });
    expect(found.get('D food')).toMatchObject({ causes: [], near: ['people'] });
    expect(found.has('D job')).toBe(false);
    expect((await findings()).get('B job')).toMatchObject({ near: ['contributors'] });
  });

  it('is which shown sums nearly belong to one contributor', async () => {
    const found = await findings({ ...TERMS, dominance: [{ n: 1, k: 36 }] });
    expect(found.get('B job')?.near).toContain('dominance');
    expect(found.get('D job')?.near ?? []).not.toContain('dominance');
  });

  it.each<[string, Partial<Terms>]>([
    ['rounded', { roundingBases: [5] }],
    ['moved by keys', { cellKey: { maxNoise: 3, variance: '1', tables: 10 } }],
  ])('is never how near numbers are that are %s', async (_, more) => {
    for (const { near } of (await findings({ ...TERMS, ...more })).values()) expect(near).toEqual([]);
  });

  it('has no number in it', async () => {
    const found = [...(await findings()).values()];
    expect(JSON.stringify(found.map((one) => ({ ...one, labels: [] })))).not.toMatch(/\d/);
  });

  it('is which hidden counts are hardly open, and which were given away before', async () => {
    const { decided, table } = await decide();
    const codes = decided.shown.find(({ status }) => status === 'primary')?.codes ?? [];
    const protections = decided.protections.map((one) => ({ ...one, exposed: [codes] }));
    const found = async (minPeople: number) =>
      (await findingsOf({ ...decided, protections }, table, { ...TERMS, minPeople })).find((one) => one.isExposed);
    expect(await found(10)).toMatchObject({ labels: ['A', 'food'], isNarrow: false });
    expect(await found(100)).toMatchObject({ labels: ['A', 'food'], isNarrow: true });
  });

  it('leaves rules alone that ask for nothing', () => {
    expect(aNotchStricter({ minPeople: 0, minContributors: 1 })).toEqual({ minPeople: 0, minContributors: 1 });
    expect(aNotchStricter({ minPeople: 10, minContributors: 3, pPercent: 98 })).toMatchObject({
      ...{ minPeople: 12, minContributors: 4, pPercent: 99 },
    });
  });
});

describe('the table beside its findings', () => {
  it('is the one that would leave, with a column of words', async () => {
    const { decided, table } = await decide();
    const found = besideFindings(table, await findingsOf(decided, table, TERMS));
    expect(found.cells.map(({ values }) => values)).toEqual(table.rows);
    const lines = [...csvLines(asTable(found))].map((line) => line.trimEnd());
    expect(lines[0]).toBe('zone,need,people,hours,conf_status,finding');
    expect(lines.find((line) => line.startsWith('A,food'))).toBe('A,food,,,C,hidden: people');
    const others = found.cells.filter(({ isForOthers }) => isForOthers);
    expect(others.length).toBe(decided.shown.filter(({ status }) => status === 'secondary').length);
    for (const { values } of others) expect(values).toContain(null);
  });

  it('of rows one by one has no findings', () => {
    const table: OutputTable = { columns: [{ name: 'age', type: 'string' }], rows: [['20–29'], ['30–39']] };
    expect(besideFindings(table, []).cells).toEqual(
      table.rows.map((values) => ({ values, finding: null, isForOthers: false })),
    );
  });
});
