import fc from 'fast-check';
import { protectTable } from '#disclosure';
import { findings } from '../findings';
import { tableOfHoldings } from '../holdings';
import { eliminationOnly, primariesOnly } from '../naive';
import { anyHoldings, HOLDERS } from '../random-holdings';
import { TableReader } from '../table-reader';
import { dimension } from '../tables';

const RULE = { minPeople: 5, minContributors: 2, minPeopleOutside: 2, pPercent: 10 };
const COALITIONS = [
  [0, 1],
  [1, 2, 3],
];
const READERS = [...Array.from({ length: HOLDERS }, (_, holder) => [holder]), ...COALITIONS];

describe('own contribution: a cooperative takes its own rows off', () => {
  const [ADA, BEN, CLEO] = [0, 1, 2];
  const zones = dimension('zone', ['a', 'b', 'c', 'd']);
  const people = (zone: string, holder: number, count: number) => ({ codes: [zone], holder, people: count });
  const everybody = (zone: string, count: number) => [ADA, BEN, CLEO].map((holder) => people(zone, holder, count));
  /** Ben has three people in a; b is Ada's alone, and the cheapest cell to hide beside a. */
  const table = tableOfHoldings(
    [zones],
    [people('a', BEN, 3), people('b', ADA, 12), ...everybody('c', 20), ...everybody('d', 30)],
  );
  const rule = { minPeople: 5, minContributors: 1 };

  it('and knows the hidden cell beside its own, unless somebody else is hidden with it', async () => {
    const { cells } = await protectTable(table, rule);
    const naive = eliminationOnly(table, cells);
    const asked = [['a']];
    expect(await new TableReader(table, naive).bounds(asked)).not.toEqual([{ least: 3, most: 3 }]);
    expect(await new TableReader(table, naive, { holders: [ADA] }).bounds(asked)).toEqual([{ least: 3, most: 3 }]);
    const widths = await new TableReader(table, cells, { holders: [ADA] }).widths(asked);
    expect(widths[0]).toBeGreaterThanOrEqual(4);
  });
});

describe('insiders: each holder, and each declared coalition', () => {
  it('find much in random tables where outsiders alone are thought of, and nothing in ours', async () => {
    const broken = { primaries: 0, elimination: 0 };
    for (const drawn of fc.sample(anyHoldings(), { numRuns: 50, seed: 20261122 })) {
      const table = { ...drawn, coalitions: COALITIONS };
      const { cells } = await protectTable(table, RULE);
      const [unsafe, eliminated] = [primariesOnly(cells), eliminationOnly(table, cells)];
      for (const reader of READERS) {
        if ((await findings(table, unsafe, RULE, reader)).length > 0) broken.primaries += 1;
        if ((await findings(table, eliminated, RULE, reader)).length > 0) broken.elimination += 1;
        expect(await findings(table, cells, RULE, reader)).toEqual([]);
      }
    }
    expect(broken.primaries).toBeGreaterThan(15);
    expect(broken.elimination).toBeGreaterThan(8);
  });

  it('find something where a coalition was not declared', async () => {
    let broken = 0;
    for (const table of fc.sample(anyHoldings(), { numRuns: 50, seed: 20261122 })) {
      const { cells } = await protectTable(table, RULE);
      for (const reader of COALITIONS) if ((await findings(table, cells, RULE, reader)).length > 0) broken += 1;
    }
    expect(broken).toBeGreaterThan(0);
  });
});
