import { protectTable, TOTAL, type ProtectedCell, type Table } from '#disclosure';
import { tableOfHoldings, type Holding } from '../holdings';
import { primariesOnly, thresholdsOnly } from '../naive';
import { TableReader } from '../table-reader';
import { dimension } from '../tables';

const RULE = { minPeople: 10, minContributors: 3, minPeopleOutside: 5, pPercent: 10 };
const ZONES = ['a', 'b', 'c', 'd', 'e'];
const zones = dimension('zone', ZONES);
const [AURORA, DORA] = [0, 1];

const part = (zone: string, holder: number, people: number, cost: number): Holding => ({
  ...{ codes: [zone], holder, people, sums: [cost] },
});
const everybody = (zone: string) => [0, 1, 2, 3].map((holder) => part(zone, holder, 30, 800 + holder));

/** What follows of the cost of both zones together, for somebody who has the books of these holders. */
async function costOfBoth(table: Table, cells: readonly ProtectedCell[], holders: readonly number[] = []) {
  const reader = new TableReader(table, cells, { holders, measure: 1 });
  const [bounds] = await reader.ranges([['a', 'b'].map((zone) => ({ codes: [zone], times: 1 }))]);
  return bounds;
}

describe('several hidden cells together', () => {
  /** Aurora is the only one in a and in b. */
  const alone = tableOfHoldings(
    [zones],
    [part('a', AURORA, 50, 1_000), part('b', AURORA, 40, 900), ...['c', 'd', 'e'].flatMap(everybody)],
  );
  /** So are Aurora and Dora, the two of them. */
  const both = tableOfHoldings(
    [zones],
    [
      ...[part('a', AURORA, 50, 1_000), part('b', AURORA, 40, 900)],
      ...[part('a', DORA, 60, 700), part('b', DORA, 30, 600)],
      ...['c', 'd', 'e'].flatMap(everybody),
    ],
  );

  it('are the total less the rest, which is one contributor’s, where only single cells are looked at', async () => {
    expect(await costOfBoth(alone, thresholdsOnly(alone, RULE))).toEqual({ least: 1_900, most: 1_900 });
    const { cells } = await protectTable(alone, RULE);
    expect(await costOfBoth(alone, primariesOnly(cells))).toEqual({ least: 1_900, most: 1_900 });
  });

  it('are each open, whatever follows of their sum', async () => {
    const { cells } = await protectTable(alone, RULE);
    const widths = await new TableReader(alone, cells, { measure: 1 }).widths([['a'], ['b']]);
    for (const width of widths) expect(width).toBeGreaterThanOrEqual(100);
    expect(cells).toContainEqual({ codes: [TOTAL], status: 'published' });
  });

  // A margin less its shown parts is as good as published.
  it('do not tell outsiders what one contributor has in all of them', async () => {
    const { cells } = await protectTable(alone, RULE);
    expect(await costOfBoth(alone, cells)).not.toEqual({ least: 1_900, most: 1_900 });
  });

  it('do not tell one of two contributors what the other has in all of them', async () => {
    const { cells } = await protectTable(both, RULE);
    expect(await costOfBoth(both, cells, [AURORA])).not.toEqual({ least: 3_200, most: 3_200 });
  });
});
