import { protectTable, type Cell, type ProtectedCell, type Table } from '#disclosure';
import { tableOfHoldings, type Holding } from '../holdings';
import { seeded } from '../seeded';
import { innerCodes, TableReader } from '../table-reader';
import { dimension } from '../tables';

const RULE = { minPeople: 10, minContributors: 3, minPeopleOutside: 5, pPercent: 10 };
const dimensions = [dimension('zone', ['a', 'b', 'c']), dimension('need', ['x', 'y', 'z'])];
const [WHOLE, PAID, OWED, SIXTIETHS] = [1, 2, 3, 4];

/** What four holders have, a few of them most of it: a sum, its two parts, and the same sum in smaller units. */
function tableFrom(seed: number, oneIn = 3): Table {
  const random = seeded(seed);
  const below = (most: number) => random.word() % most;
  const skewed = () => (below(oneIn) === 0 ? 50 + below(950) : below(40));
  const holdings = innerCodes(dimensions).flatMap((codes) =>
    [0, 1, 2, 3].map((holder): Holding => {
      const [paid, owed] = [skewed(), skewed()];
      return { codes, holder, people: 15 + below(20), sums: [paid + owed, paid, owed, 60 * (paid + owed)] };
    }),
  );
  return tableOfHoldings(dimensions, holdings);
}

/** The same table with one of its sums alone. */
const onlyOf = (table: Table, measure: number): Table => {
  const only = <T>(values: readonly T[] | undefined) => values?.slice(measure - 1, measure);
  const cells = table.cells.map((cell) => ({
    ...{ ...cell, sums: only(cell.sums), magnitudes: only(cell.magnitudes) },
    ...(cell.shares && { shares: cell.shares.map((one) => ({ ...one, sums: only(one.sums) ?? [] })) }),
  }));
  return { ...table, cells };
};

const seeds = Array.from({ length: 25 }, (_, seed) => seed);
const hidden = (cells: readonly ProtectedCell[]) =>
  cells.filter(({ status }) => status !== 'published').map(({ codes }) => codes);
const nameOf = (codes: readonly string[]) => codes.join(' ');
const isTooNear = ({ magnitudes = [] }: Cell, measure: number) => {
  const { total, largest } = magnitudes[measure - 1] ?? { total: 0n, largest: [0n, 0n] as const };
  return 10n * (total - largest[0] - largest[1]) < largest[0];
};

describe('sums of which one follows from the others', () => {
  it('tell a hidden one where each is protected by itself', async () => {
    let told = 0;
    for (const seed of seeds) {
      const table = tableFrom(seed, 40);
      const names: Set<string>[] = [];
      for (const measure of [WHOLE, PAID, OWED])
        names.push(new Set(hidden((await protectTable(onlyOf(table, measure), RULE)).cells).map(nameOf)));
      const [whole, paid, owed] = names;
      told += [...(whole ?? [])].filter((name) => !paid?.has(name) && !owed?.has(name)).length;
    }
    expect(told).toBeGreaterThan(5);
  });

  it('keep whoever is second from coming near the largest, with all that is known of the parts', async () => {
    let looked = 0;
    for (const seed of seeds) {
      const table = tableFrom(seed);
      const { cells } = await protectTable(table, RULE);
      const known = new Set(hidden(cells).map(nameOf));
      const unsafe = table.cells.filter((cell) => known.has(nameOf(cell.codes)) && isTooNear(cell, WHOLE));
      const terms = unsafe.map(({ codes }) => [{ codes, times: 1 }]);
      const parts = await Promise.all(
        [PAID, OWED].map((measure) => new TableReader(table, cells, { measure }).ranges(terms)),
      );
      for (const [at, { magnitudes = [] }] of unsafe.entries()) {
        const most = parts.reduce((sum, ranges) => sum + (ranges[at]?.most ?? 0), 0);
        const [first, second] = (magnitudes[WHOLE - 1]?.largest ?? []).map(Number) as [number, number];
        expect(10 * (most - second - first)).toBeGreaterThanOrEqual(first - 1e-6);
        looked += 1;
      }
    }
    expect(looked).toBeGreaterThan(50);
  });

  it('are as open in one unit as in the other', async () => {
    for (const seed of seeds.slice(0, 8)) {
      const table = tableFrom(seed);
      const { cells } = await protectTable(table, RULE);
      const widths = (measure: number) => new TableReader(table, cells, { measure }).widths(hidden(cells));
      const [whole, sixtieths] = [await widths(WHOLE), await widths(SIXTIETHS)];
      for (const [at, width] of whole.entries()) expect(sixtieths[at]).toBeCloseTo(60 * width, 3);
    }
  });
});
