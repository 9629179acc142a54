import fc from 'fast-check';
import { protectTable, type ProtectedCell } from '#disclosure';
import { findings } from '../findings';
import { tableOfHoldings } from '../holdings';
import { eliminationOnly, primariesOnly, thresholdsOnly } from '../naive';
import { anyHoldings } from '../random-holdings';
import { TableReader } from '../table-reader';
import { dimension, matrix } from '../tables';

const RULE = { minPeople: 5, minContributors: 2, minPeopleOutside: 2, pPercent: 10 };
const SAMPLE = { numRuns: 100, seed: 20261122 };

describe('margins: what is hidden is the total less the rest', () => {
  it('restore a cell that is hidden alone, and none of ours', async () => {
    const table = matrix([[3, 50, 60], [20, 21, 90]]); // prettier-ignore
    const rule = { minPeople: 10, minContributors: 1 };
    const asked = [['z0', 'n0']];
    const naive = new TableReader(table, thresholdsOnly(table, rule));
    expect(await naive.bounds(asked)).toEqual([{ least: 3, most: 3 }]);
    const ours = new TableReader(table, (await protectTable(table, rule)).cells);
    expect((await ours.widths(asked))[0]).toBeGreaterThanOrEqual(9);
  });
});

describe('tight intervals: nothing follows by subtraction, and yet the number is nearly known', () => {
  const rule = { minPeople: 10, minContributors: 1 };
  /** Two small cells hide each other: what they are together is known. */
  const table = matrix([[2], [3], [50], [60]]);

  it('tell a count more nearly than the threshold where elimination alone decides, and not with us', async () => {
    const { cells } = await protectTable(table, rule);
    const naive = eliminationOnly(table, cells);
    const asked = ['z0', 'z1'].map((zone) => [zone, 'n0']);
    const widths = (of: readonly ProtectedCell[]) => new TableReader(table, of).widths(asked);
    expect(await widths(naive)).toEqual([5, 5]);
    for (const width of await widths(cells)) expect(width).toBeGreaterThanOrEqual(9);
  });

  it('tell what six people spent to within a few cents, where only their number is kept open, and not with us', async () => {
    const people = [[6, 40, 30], [40, 40, 50], [30, 40, 50]]; // prettier-ignore
    const spent = [[4_200_000, 8, 9_000_000], [8, 12, 7_000_000], [9_000_000, 8_000_000, 6_000_000]]; // prettier-ignore
    const zones = ['z0', 'z1', 'z2'];
    const holdings = zones.flatMap((zone, i) =>
      zones.map((_, j) => ({
        ...{ codes: [zone, `n${j}`], holder: 0, people: people[i]?.[j] ?? 0 },
        sums: [spent[i]?.[j] ?? 0],
      })),
    );
    const of = tableOfHoldings([dimension('zone', zones), dimension('need', ['n0', 'n1', 'n2'])], holdings);
    const { cells } = await protectTable(of, rule);
    const asked = [['z0', 'n0']];
    const counts = new TableReader(of, eliminationOnly(of, cells));
    expect((await counts.widths(asked))[0]).toBeGreaterThanOrEqual(9);
    const naive = new TableReader(of, eliminationOnly(of, cells), { measure: 1 });
    expect(await naive.bounds(asked)).toEqual([{ least: 4_199_988, most: 4_200_008 }]);
    const [ours] = await new TableReader(of, cells, { measure: 1 }).bounds(asked);
    expect(ours?.least).toBeLessThanOrEqual(3_780_000);
    expect(ours?.most).toBeGreaterThanOrEqual(4_620_000);
  });

  it.each([
    ['positive sums', false],
    ['sums of any sign', true],
  ])(
    'give people and %s away in many random tables of naive engines, and in none of ours',
    async (_, signed) => {
      const broken = { thresholds: 0, primaries: 0, elimination: 0 };
      for (const one of fc.sample(anyHoldings(signed), SAMPLE)) {
        const { cells } = await protectTable(one, RULE);
        if ((await findings(one, thresholdsOnly(one, RULE), RULE)).length > 0) broken.thresholds += 1;
        if ((await findings(one, primariesOnly(cells), RULE)).length > 0) broken.primaries += 1;
        if ((await findings(one, eliminationOnly(one, cells), RULE)).length > 0) broken.elimination += 1;
        expect(await findings(one, cells, RULE)).toEqual([]);
      }
      expect(broken.thresholds).toBeGreaterThan(10);
      expect(broken.primaries).toBeGreaterThan(10);
      if (!signed) expect(broken.elimination).toBeGreaterThan(0);
    },
    120_000,
  );
});
