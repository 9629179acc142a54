import { protectTable, TOTAL, type ProtectedCell, type Table } from '#disclosure';
import { seeded } from '../seeded';
import { tableOfHoldings } from '../holdings';
import { eliminationOnly } from '../naive';
import { innerCodes, TableReader } from '../table-reader';
import { dimension } from '../tables';

const RULE = { minPeople: 3, minContributors: 1, groupDisclosurePercent: 90 };
const DIMENSIONS = [dimension('zone', ['a', 'b', 'c']), { ...dimension('ill', ['yes', 'no']), isSensitive: true }];

const tableOf = (counts: readonly number[]): Table =>
  tableOfHoldings(
    DIMENSIONS,
    innerCodes(DIMENSIONS).map((codes, at) => ({ codes, holder: 0, people: counts[at] ?? 0 })),
  );

/** The values of which an outsider knows that at least nine in ten of the group have them, whatever is hidden. */
async function knownOf(table: Table, cells: readonly ProtectedCell[]): Promise<string[]> {
  const reader = new TableReader(table, cells);
  const asked = cells
    .map(({ codes }) => codes)
    .filter(([, value]) => value !== TOTAL)
    .filter(([zone = '', value = '']) => {
      const [have, all] = [reader.valueOf([zone, value]), reader.valueOf([zone, TOTAL])];
      return have > 0 && 100 * have >= RULE.groupDisclosurePercent * all;
    });
  const ranges = await reader.ranges(
    asked.map((codes) => [
      { codes, times: 100 },
      { codes: [codes[0] ?? '', TOTAL], times: -RULE.groupDisclosurePercent },
    ]),
  );
  return asked.filter((_, at) => (ranges[at]?.least ?? -1) >= 0).map((codes) => codes.join(' '));
}

describe('homogeneity: who is known to be in a group is known to have the value', () => {
  it('is not undone by a second value: of a hidden count, 93 per cent may still be the least', async () => {
    const table = tableOf([129, 4, 5, 5, 10, 8]);
    const { cells } = await protectTable(table, RULE);
    expect(await knownOf(table, eliminationOnly(table, cells))).toEqual(['a yes']);
    expect(await knownOf(table, cells)).toEqual([]);
  });

  it('is found in many random tables where hiding the cell is all that is done, and in none of ours', async () => {
    const random = seeded(81);
    const count = () => (random.word() % 2 === 0 ? 3 + (random.word() % 10) : 3 + (random.word() % 150));
    let broken = 0;
    for (let run = 0; run < 150; run += 1) {
      const table = tableOf(Array.from({ length: 6 }, count));
      const { cells } = await protectTable(table, RULE);
      broken += (await knownOf(table, eliminationOnly(table, cells))).length;
      expect(await knownOf(table, cells)).toEqual([]);
    }
    expect(broken).toBeGreaterThan(10);
  });
});
