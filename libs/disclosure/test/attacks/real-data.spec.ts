import { protectTable, TOTAL, type Protection, type Table } from '#disclosure';
import { HAS_DATA, linesOf } from '../adult';
import { findings } from '../findings';
import { tableOfHoldings, type Holding } from '../holdings';
import { eliminationOnly, primariesOnly, thresholdsOnly } from '../naive';
import { dimension } from '../tables';

const describeWithData = HAS_DATA ? describe : describe.skip;

const REGIONS = {
  'New England': ['CT', 'MA', 'ME', 'NH', 'RI', 'VT'],
  Mountain: ['AZ', 'CO', 'ID', 'MT', 'NM', 'NV', 'UT', 'WY'],
  Pacific: ['AK', 'CA', 'HI', 'OR', 'WA'],
};
const STATES = Object.values(REGIONS).flat();
const RULE = { minPeople: 2, minContributors: 2, pPercent: 10 };

/** What utilities earned of industry, by state and month; each is as many customers as the threshold asks for. */
function earnings(): { readonly table: Table; readonly largest: readonly number[] } {
  const [head = [], ...rows] = linesOf('microdata/sdcmicro_EIA.csv', ',');
  const at = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? '';
  const asked = rows.filter((row) => at(row, 'UTILITYID') !== '0' && STATES.includes(at(row, 'STATE')));
  const utilities = [...new Set(asked.map((row) => at(row, 'UTILITYID')))];
  const months = [...new Set(asked.map((row) => at(row, 'MONTH')))];
  const holdings = asked.map((row): Holding => ({
    ...{ codes: [at(row, 'STATE'), at(row, 'MONTH')], holder: utilities.indexOf(at(row, 'UTILITYID')), people: 2 },
    sums: [Math.round(Number(at(row, 'INDREVENUE')))],
  }));
  const earned = utilities.map((_, holder) =>
    holdings.filter((one) => one.holder === holder).reduce((sum, { sums = [] }) => sum + (sums[0] ?? 0), 0),
  );
  const largest = [...earned.keys()].sort((one, other) => (earned[other] ?? 0) - (earned[one] ?? 0)).slice(0, 3);
  const dimensions = [dimension('state', STATES, REGIONS), dimension('month', months)];
  return { table: tableOfHoldings(dimensions, holdings, utilities.length), largest };
}

describeWithData('what utilities earned of industry, by state and month', () => {
  const { table, largest } = earnings();
  let protection: Protection;
  beforeAll(async () => {
    protection = await protectTable(table, RULE);
  }, 120_000);

  it('is nearly known where thresholds decide, where only unsafe cells are hidden, and to utilities where elimination decides', async () => {
    const { cells } = protection;
    const shown = new Map(thresholdsOnly(table, RULE).map(({ codes, status }) => [codes.join(), status]));
    const unsafe = cells.filter(({ codes, status }) => status === 'primary' && shown.get(codes.join()) === 'published');
    expect(unsafe.length).toBeGreaterThan(0);
    expect((await findings(table, primariesOnly(cells), RULE)).length).toBeGreaterThan(0);
    const eliminated = eliminationOnly(table, cells);
    const found = await Promise.all(largest.map((holder) => findings(table, eliminated, RULE, [holder])));
    expect(found.flat().length).toBeGreaterThan(0);
  });

  it('is not with us: not to outsiders, nor to the three that earn most', async () => {
    for (const reader of [[], ...largest.map((holder) => [holder])])
      expect(await findings(table, protection.cells, RULE, reader)).toEqual([]);
    expect(protection.cells).toContainEqual({ codes: [TOTAL, TOTAL], status: 'published' });
    expect(protection.primary).toBe(57);
    expect(protection.secondary).toBeLessThanOrEqual(10);
  });
});
