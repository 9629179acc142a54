import fc from 'fast-check';
import { protectTable, TOTAL, type Table } from '#disclosure';
import { causesOf } from '../../src/primary/primary';
import { tableOfHoldings, type Holding } from '../holdings';
import { dimension } from '../tables';

const RULE = { minPeople: 10, minContributors: 3, minPeopleOutside: 5, pPercent: 10 };
const ZONES = ['a', 'b', 'c', 'd', 'e'];
const zones = dimension('zone', ZONES);

/** A number on its own: shown or hidden whatever becomes of its neighbours. */
type Shown = { readonly count: bigint | null; readonly sum: bigint | null; readonly mean: number | null };

/** Each number is judged by its own rule: counts by people, sums by p%, and a mean is said to be nobody’s number. */
function numberByNumber(table: Table): Map<string, Shown> {
  return new Map(
    table.cells.map(({ codes, people, contributors, sums = [], magnitudes = [], outside }) => {
      const [sum = 0n] = sums;
      const isFew = causesOf({ people, contributors, outside }, RULE).length > 0;
      const isNear = causesOf({ people: 100n, contributors: 9, outside: 100n, magnitudes }, RULE).length > 0;
      const mean = Number(sum) / Number(people);
      return [codes.join(), { count: isFew ? null : people, sum: isNear ? null : sum, mean }];
    }),
  );
}

/** What is missing of a bundle follows from the other two. */
function completed({ count, sum, mean }: Shown): Shown {
  if (mean === null) return { count, sum, mean };
  return {
    count: count ?? (sum !== null && mean !== 0 ? BigInt(Math.round(Number(sum) / mean)) : null),
    sum: sum ?? (count === null ? null : BigInt(Math.round(mean * Number(count)))),
    mean,
  };
}

const part = (zone: string, holder: number, people: number, sum: number): Holding => ({
  ...{ codes: [zone], holder, people, sums: [sum] },
});
const even = (zone: string) => [0, 1, 2].map((holder) => part(zone, holder, 20, 1_000 + holder));

describe('mean × count', () => {
  /** In a, Aurora spent nearly all, on enough people; in b, there are four people. */
  const table = tableOfHoldings(
    [zones],
    [
      ...[part('a', 0, 20, 9_500), part('a', 1, 20, 60), part('a', 2, 20, 40)],
      ...[part('b', 0, 1, 200), part('b', 1, 1, 210), part('b', 2, 2, 190)],
      ...['c', 'd', 'e'].flatMap(even),
    ],
  );
  const trueOf = (zone: string) => table.cells.find(({ codes }) => codes[0] === zone);

  it('is the sum that was hidden, and sum by mean the count, where each number is judged by itself', () => {
    const shown = numberByNumber(table);
    const [a, b] = [shown.get('a'), shown.get('b')];
    expect([a?.sum, b?.count]).toEqual([null, null]);
    expect(a && completed(a).sum).toBe(trueOf('a')?.sums?.[0]);
    expect(b && completed(b).count).toBe(trueOf('b')?.people);
  });

  it('is neither with us: a cell is one bundle', async () => {
    const { cells } = await protectTable(table, RULE);
    const statusOf = (zone: string) => cells.find(({ codes }) => codes[0] === zone)?.status;
    expect([statusOf('a'), statusOf('b'), statusOf(TOTAL)]).toEqual(['primary', 'primary', 'published']);
  });

  it('has no number of a cell left to start from wherever one of them is unsafe', async () => {
    const cell = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 500 })), {
      ...{ minLength: 3, maxLength: 3 },
    });
    let broken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 5, maxLength: 5 }), async (all) => {
        const holdings = all.flatMap((of, at) =>
          of.map(([people, sum], who) => part(ZONES[at] ?? '', who, people, sum)),
        );
        const drawn = tableOfHoldings([zones], holdings);
        for (const bundle of numberByNumber(drawn).values())
          if ((bundle.count === null) !== (bundle.sum === null)) broken += 1;
        const { cells } = await protectTable(drawn, RULE);
        const shown = new Set(cells.filter(({ status }) => status === 'published').map(({ codes }) => codes.join()));
        for (const one of drawn.cells)
          if (causesOf(one, RULE).length > 0) expect(shown.has(one.codes.join())).toBe(false);
      }),
      { numRuns: 60, seed: 20261122 },
    );
    expect(broken).toBeGreaterThan(20);
  });
});
