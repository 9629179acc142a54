import fc from 'fast-check';
import { protectTable, roundToMultiple, TOTAL, type ProtectedCell, type Table } from '#disclosure';
import { matrix } from '../tables';

const BASE = 5;
const RULE = { minPeople: 10, minContributors: 1 };
const round = (value: number) => Number(roundToMultiple(BigInt(value), BigInt(BASE)));

type Row = readonly number[];

/** All rows of counts whose rounded numbers are these; a number that is not shown (null) says nothing. */
function behind(shown: readonly (number | null)[], total: number | null, most: number): number[][] {
  const found: number[][] = [];
  const walk = (row: readonly number[]): void => {
    const next = shown[row.length];
    if (next === undefined) {
      if (total === null || round(row.reduce((sum, value) => sum + value, 0)) === total) found.push([...row]);
      return;
    }
    for (let value = 0; value <= most; value += 1) if (next === null || round(value) === next) walk([...row, value]);
  };
  walk([]);
  return found;
}

/** Cells of which only one count is possible. */
const known = (rows: readonly Row[]): number[] =>
  [...(rows[0] ?? []).keys()].filter((at) => new Set(rows.map((row) => row[at])).size === 1);

const sum = (row: Row) => row.reduce((all, value) => all + value, 0);
const tableOf = (row: Row): Table => matrix(row.map((count) => [count]));

/** What of a row is shown when it is protected first and rounded then. */
async function released(row: Row) {
  const { cells } = await protectTable(tableOf(row), RULE);
  const isShown = (codes: readonly string[]) =>
    cells.some((cell: ProtectedCell) => cell.status === 'published' && cell.codes.join() === codes.join());
  return {
    shown: row.map((count, at) => (isShown([`z${at}`, TOTAL]) ? round(count) : null)),
    total: isShown([TOTAL, TOTAL]) ? round(sum(row)) : null,
  };
}

describe('rounding instead of hiding', () => {
  it('is undone where rounded parts and their rounded total disagree', () => {
    const row = [2, 2, 2, 2];
    expect(row.map(round)).toEqual([0, 0, 0, 0]);
    expect(round(sum(row))).toBe(10);
    expect(behind(row.map(round), 10, 12)).toEqual([row]);
  });

  it('tells that nobody is there, where zeros are shown and everybody else is rounded away from zero', () => {
    const upward = (count: number) => BASE * Math.ceil(count / BASE);
    const possible = (number: number) =>
      Array.from({ length: 20 }, (_, count) => count).filter((one) => upward(one) === number);
    expect(possible(0)).toEqual([0]);
    expect(possible(5)).toHaveLength(BASE);
  });

  it('gives small cells away in random rows, and never once they were hidden first', async () => {
    let broken = 0;
    const rows = fc.array(fc.constantFrom(0, 1, 2, 2, 2, 12, 12), { minLength: 3, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, async (row) => {
        const isSmall = (at: number) => (row[at] ?? 0) < RULE.minPeople;
        if (known(behind(row.map(round), round(sum(row)), 13)).some(isSmall)) broken += 1;
        const { shown, total } = await released(row);
        expect(known(behind(shown, total, 13)).filter(isSmall)).toEqual([]);
      }),
      { numRuns: 60, seed: 20261122 },
    );
    expect(broken).toBeGreaterThan(3);
  });
});
