import { protectTable, type PrimaryRule, type ProtectedCell, type Protection, type Table } from '#disclosure';
import { needsOf } from '../../src/audit/need';
import { idOf } from '../../src/suppression/grid';
import { layOutTable } from '../../src/suppression/lay-out-table';
import { jointRanges, type Farthest } from '../joint-reader';
import { seeded } from '../seeded';
import { sharedTable, type Part } from '../shared-tables';

const RULE = { minPeople: 3, minContributors: 0 };

/** Zones by needs; what one holder has in each. */
function tableOf(people: readonly (readonly number[])[], sums: readonly (readonly number[])[], groups = {}): Table {
  const parts = people.flatMap((row, i) =>
    row.flatMap((count, j): Part[] =>
      count === 0
        ? []
        : [{ codes: [`z${i}`, `n${j}`], holder: (i + j) % 3, people: BigInt(count), sum: BigInt(sums[i]?.[j] ?? 0) }],
    ),
  );
  return sharedTable({ zones: people.length, needs: people[0]?.length ?? 0, groups, coalitions: [] }, parts);
}

/** A publisher who looks at counts and at sums, and never at both. */
async function oneByOne(table: Table, rule: PrimaryRule): Promise<readonly ProtectedCell[]> {
  const cells = table.cells.map(({ codes, people, contributors }) => ({ codes, people, contributors }));
  return (await protectTable({ dimensions: table.dimensions, cells }, rule)).cells;
}

type Attack = { readonly table: Table; readonly rule: PrimaryRule; readonly farthest: Farthest };

/** Primary cells that a reader comes nearer to than they need. */
function foundBy(reader: readonly number[], { table, rule, farthest }: Attack, cells: readonly ProtectedCell[]) {
  const grid = layOutTable(table);
  return jointRanges(table, cells, { reader, farthest }).filter(({ codes, measure, up, down }) => {
    const need = needsOf(grid, rule, idOf(grid, codes), reader)?.[measure];
    return need && (up < Number(need.up) || down < Number(need.down) || up + down < Number(need.width));
  });
}

describe('counts and sums together', () => {
  // Two people can only leave z0, n1 if the 8 that they spent leave with them; z1, n0 spends 1, and can give up no more.
  const people = [[0, 2, 9], [9, 9, 9], [9, 9, 9]]; // prettier-ignore
  const sums = [[0, 8, 30], [1, 30, 30], [30, 30, 30]]; // prettier-ignore
  const table = withoutShares(tableOf(people, sums));
  const attack: Attack = { table, rule: RULE, farthest: [4, 9] };

  it('bound a small cell more tightly than either alone, where they are looked at one by one', async () => {
    const found = foundBy([], attack, await oneByOne(table, RULE));
    expect(found).toContainEqual({ codes: ['z0', 'n0'], measure: 0, up: 1, down: 0 });
  });

  it('give a cell away altogether where one person more or less is all that is asked for', async () => {
    const single = withoutShares(tableOf([[0, 1, 9], [9, 9, 9], [9, 9, 9]], sums)); // prettier-ignore
    const rule = { minPeople: 2, minContributors: 0 };
    const alone: Attack = { table: single, rule, farthest: [4, 9] };
    expect(foundBy([], alone, await oneByOne(single, rule))).toContainEqual({ codes: ['z0', 'n0'], measure: 0, up: 0, down: 0 }); // prettier-ignore
    expect(foundBy([], alone, (await protectTable(single, rule)).cells)).toEqual([]);
  });

  it('do not with us', async () => {
    expect(foundBy([], attack, (await protectTable(table, RULE)).cells)).toEqual([]);
  });

  it('do not in any random table, to outsiders and to holders, with groups that overlap', async () => {
    const random = seeded(71);
    let primaries = 0;
    for (let run = 0; run < 40; run += 1) {
      const drawn = aTable((below) => random.word() % below);
      const { cells } = await protectTable(drawn.table, drawn.rule);
      if (hiddenLeaves(cells) > 6) continue;
      primaries += cells.filter(({ status }) => status === 'primary').length;
      const readers = run % 2 === 0 ? [[]] : [[], [0], [1], [2]];
      for (const reader of readers) expect(foundBy(reader, { ...drawn, farthest: [4, 5] }, cells)).toEqual([]);
    }
    expect(primaries).toBeGreaterThan(50);
  });
});

const hiddenLeaves = (cells: Protection['cells']) =>
  cells.filter(({ codes, status }) => status !== 'published' && codes.every((code) => /^[zn]\d$/.test(code))).length;

function withoutShares(table: Table): Table {
  const cells = table.cells.map((cell) => ({ ...cell, shares: undefined }));
  return { ...table, cells, holders: undefined, coalitions: undefined };
}

function aTable(pick: (below: number) => number): { readonly table: Table; readonly rule: PrimaryRule } {
  const one = <T>(of: readonly [T, ...T[]]): T => of[pick(of.length)] ?? of[0];
  const isInside = pick(2) === 1;
  const people = Array.from({ length: 3 }, () => Array.from({ length: 2 + pick(2) }, () => 0)).map((row, _, rows) =>
    (rows[0] ?? row).map(() => one([0, 1, 1, 2, 3, 4, 9, 9, 9])),
  );
  const sums = people.map((row) => row.map((count) => (count === 0 ? 0 : one([0, 1, 2, 4]))));
  const groups = one<Record<string, string[]>>([
    {},
    { north: ['z0', 'z1'] },
    { north: ['z0', 'z1'], south: ['z1', 'z2'] },
  ]);
  const table = tableOf(people, sums, groups);
  const rule = one([RULE, { ...RULE, minPeople: 2 }, { ...RULE, pPercent: 30 }]);
  return { table: isInside ? table : withoutShares(table), rule };
}
