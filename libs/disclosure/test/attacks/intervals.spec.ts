import fc from 'fast-check';
import { protectTable, type ProtectedCell } from '#disclosure';
import { findings } from '../findings';
import { eliminationOnly, primariesOnly, thresholdsOnly } from '../naive';
import { anyHoldings } from '../random-holdings';
import { TableReader } from '../table-reader';
import { matrix } from '../tables';

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
