import { dimension } from '../../test/tables';
import { protectTable } from './protect';
import { TOTAL, type Cell, type Protection, type Table } from './table';

/** What four cooperatives spent in each zone, on enough people everywhere. */
const COST: Record<string, readonly bigint[]> = {
  a: [9_500n, 400n, 60n, 40n],
  b: [2_000n, 3_000n, 2_500n, 2_800n],
  c: [1_000n, 900n, 1_200n, 1_100n],
  d: [4_000n, 3_900n, 4_100n, 4_200n],
};
const THRESHOLDS = { minPeople: 10, minContributors: 3 };
const [AURORA, DORA] = [0, 1];

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const ofAll = [AURORA, DORA, 2, 3].map((who) => sum(Object.values(COST).map((values) => values[who] ?? 0n)));

function cellOf(code: string, values: readonly bigint[]): Cell {
  const [first = 0n, second = 0n] = values.toSorted((a, b) => (a < b ? 1 : -1));
  const people = code === TOTAL ? 400n : 100n;
  return { codes: [code], people, contributors: 4, magnitudes: [{ total: sum(values), largest: [first, second] }] };
}

const table: Table = {
  dimensions: [dimension('zone', Object.keys(COST))],
  cells: [...Object.entries(COST), [TOTAL, ofAll] as const].map(([code, values]) => cellOf(code, values)),
};

const publishedIn = ({ cells }: Protection) =>
  cells.filter(({ status }) => status === 'published').map(({ codes: [code] }) => code ?? '');

/** What Dora makes of the sums that it can read: all of a published cell that is not its own was somebody's. */
function estimatesOfAurora(published: readonly string[]): Map<string, bigint> {
  const readable = published.filter((zone) => zone in COST);
  return new Map(readable.map((zone) => [zone, sum(COST[zone] ?? []) - (COST[zone]?.[DORA] ?? 0n)]));
}

/** The zones where Dora's estimate is less than a tenth off. */
const knownNearly = (published: readonly string[]) =>
  [...estimatesOfAurora(published)]
    .filter(([zone, estimate]) => (estimate - (COST[zone]?.[AURORA] ?? 0n)) * 10n < (COST[zone]?.[AURORA] ?? 0n))
    .map(([zone]) => zone);

describe('a cooperative that reads what another spent', () => {
  it('finds it where thresholds alone decide, though a hundred people and four cooperatives stand behind the number', async () => {
    const published = publishedIn(await protectTable(table, THRESHOLDS));
    expect(published).toEqual(['a', 'b', 'c', 'd', TOTAL]);
    expect(estimatesOfAurora(published).get('a')).toBe(9_600n);
    expect(knownNearly(published)).toEqual(['a']);
  });

  it.each([
    ['p%', { pPercent: 10 }],
    ['dominance of one', { dominance: [{ n: 1, k: 75 }] }],
    ['dominance of two', { dominance: [{ n: 2, k: 85 }] }],
  ])('finds it no longer under %s, nor by subtracting the other zones from the total', async (_, rule) => {
    const protection = await protectTable(table, { ...THRESHOLDS, ...rule });
    expect(protection).toMatchObject({ primary: 1, secondary: 1, published: 3 });
    const published = publishedIn(protection);
    expect(published).not.toContain('a');
    expect(knownNearly(published)).toEqual([]);
  });

  it('is given no table at all when nobody says how its sums are shared out', async () => {
    const cells = table.cells.map(({ codes, people, contributors }) => ({ codes, people, contributors }));
    await expect(protectTable({ ...table, cells }, { ...THRESHOLDS, pPercent: 10 })).rejects.toMatchObject({
      code: 'DISCLOSURE.INVALID_TABLE',
    });
  });
});
