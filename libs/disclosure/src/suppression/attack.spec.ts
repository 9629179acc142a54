import fc from 'fast-check';
import { knownForCertain } from '../../test/attacker';
import { dimension, matrix, tableOf } from '../../test/tables';
import { isPrimary } from '../primary/primary';
import { protectTable } from './protect';
import type { Dimension, ProtectedCell, Protection, Table } from './table';

const RULE = { minPeople: 3, minContributors: 2 };
/** Under this rule a second value is all that a cell needs. */
const SECOND_VALUE = { minPeople: 2, minContributors: 2 };

/** What a careless publisher would do: hide the small cells, publish the rest. */
const withoutSecondaries = ({ cells }: Protection): ProtectedCell[] =>
  cells.map((cell) => (cell.status === 'secondary' ? { ...cell, status: 'published' } : cell));

const leavesOf = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);

/** A dimension of one to three leaves, with up to two groups that may overlap or repeat each other. */
const aDimension = (name: string): fc.Arbitrary<Dimension> =>
  fc.integer({ min: 1, max: 3 }).chain((count) => {
    const leaves = leavesOf(name, count);
    return fc
      .array(fc.subarray(leaves, { minLength: 1 }), { maxLength: 2 })
      .map((groups) => dimension(name, leaves, Object.fromEntries(groups.map((of, i) => [`${name}-g${i}`, of]))));
  });

/** Up to three dimensions, at most twelve leaf cells; small counts and many zeros, from one to three organisations. */
const aTable: fc.Arbitrary<Table> = fc
  .tuple(aDimension('a'), aDimension('b'), aDimension('c'), fc.integer({ min: 1, max: 3 }))
  .map(([a, b, c, count]) => [a, b, c].slice(0, count))
  .filter((dimensions) => dimensions.reduce((size, { leaves }) => size * leaves.length, 1) <= 12)
  .chain((dimensions) => {
    const combinations = dimensions.reduce<string[][]>(
      (heads, { leaves }) => heads.flatMap((head) => leaves.map((leaf) => [...head, leaf])),
      [[]],
    );
    const report = fc.record({
      people: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
        { weight: 2, arbitrary: fc.integer({ min: 3, max: 6 }) },
      ),
      from: fc.subarray(['ada', 'ben', 'cleo'], { minLength: 1 }),
    });
    return fc.array(report, { minLength: combinations.length, maxLength: combinations.length }).map((reports) =>
      tableOf(
        dimensions,
        reports.map((one, i) => ({ ...one, codes: combinations[i] ?? [] })),
      ),
    );
  });

const peopleOf = (table: Table) => new Map(table.cells.map((cell) => [cell.codes.join('|'), cell]));

describe('an outsider who goes through all tables that fit', () => {
  it('finds the small cell when only it is hidden, and no longer when the table is protected', async () => {
    const table = matrix([[1, 4], [5, 6]]); // prettier-ignore
    const protection = await protectTable(table, RULE);
    expect(knownForCertain(table, withoutSecondaries(protection))).toEqual(['z0|n0']);
    expect(knownForCertain(table, protection.cells)).toEqual([]);
  });

  it('finds zeros by non-negativity alone, though no equation gives them', async () => {
    const table = matrix([[0, 0, 9], [0, 0, 9], [9, 9, 9]]); // prettier-ignore
    const protection = await protectTable(table, RULE);
    expect(knownForCertain(table, withoutSecondaries(protection))).toHaveLength(4);
    expect(knownForCertain(table, protection.cells)).toEqual([]);
  });

  it('finds something in most random tables when only the small cells are hidden', async () => {
    let broken = 0;
    for (const table of fc.sample(aTable, { numRuns: 60, seed: 20261122 })) {
      const naive = withoutSecondaries(await protectTable(table, RULE));
      if (knownForCertain(table, naive).length > 0) broken += 1;
    }
    expect(broken).toBeGreaterThan(20);
  });

  it('finds nothing in any random table once it is protected', async () => {
    await fc.assert(
      fc.asyncProperty(aTable, async (table) => {
        const { cells } = await protectTable(table, RULE);
        expect(knownForCertain(table, cells)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 300_000);
});

describe('a protected table', () => {
  it('hides every primary, calls nothing else primary, and publishes no primary', async () => {
    await fc.assert(
      fc.asyncProperty(aTable, async (table) => {
        const people = peopleOf(table);
        for (const { codes, status } of (await protectTable(table, RULE)).cells) {
          const cell = people.get(codes.join('|')) ?? { people: 0n, contributors: 0 };
          expect(status === 'primary').toBe(isPrimary(cell, RULE));
        }
      }),
    );
  });

  it('is the same again, and whatever the order of its cells', async () => {
    await fc.assert(
      fc.asyncProperty(aTable, async (table) => {
        const protection = await protectTable(table, RULE);
        expect(await protectTable({ ...table, cells: table.cells.toReversed() }, RULE)).toEqual(protection);
      }),
    );
  });

  it('needs every secondary that it hides in a table of one row', async () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(counts, async (row) => {
        const table = matrix(row.map((count) => [count]));
        const { cells } = await protectTable(table, SECOND_VALUE);
        for (const secondary of cells.filter(({ status }) => status === 'secondary')) {
          const without = cells.map((cell) => (cell === secondary ? { ...cell, status: 'published' as const } : cell));
          expect(knownForCertain(table, without)).not.toEqual([]);
        }
      }),
    );
  });
});
