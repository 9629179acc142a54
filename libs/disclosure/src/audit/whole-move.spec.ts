import { dimension } from '../../test/tables';
import { seeded } from '../../test/seeded';
import { loadSolver } from '../program/solver';
import { idOf, type CellId, type Grid } from '../suppression/grid';
import { layOutTable } from '../suppression/lay-out-table';
import { trace } from '../suppression/move';
import { TOTAL, type Table } from '../suppression/table';
import { componentsOf, type Component } from './component';
import { wholeMove } from './whole-move';

/** Leaves in threes that overlap, so that there are halves between whole numbers. */
const GROUPS = { ab: ['a', 'b', 'd'], bc: ['b', 'c', 'd'], ac: ['a', 'c', 'd'] };
const LEAVES = ['a', 'b', 'c', 'd'];

function gridOf(people: readonly number[]): Grid {
  const zones = dimension('zone', LEAVES, GROUPS);
  const sum = (leaves: readonly string[]) => leaves.reduce((all, leaf) => all + (people[LEAVES.indexOf(leaf)] ?? 0), 0);
  const cells = [
    ...LEAVES.map((leaf) => [leaf, sum([leaf])] as const),
    ...Object.entries(GROUPS).map(([code, leaves]) => [code, sum(leaves)] as const),
    [TOTAL, sum(LEAVES)] as const,
  ];
  const table: Table = {
    dimensions: [zones],
    cells: cells.map(([code, of]) => ({ codes: [code], people: BigInt(of), contributors: 1 })),
  };
  return layOutTable(table);
}

/** Leaves and total hidden, groups shown. */
function hiddenIn(grid: Grid): Component {
  const hidden = new Uint8Array(grid.size).fill(1);
  for (const code of Object.keys(GROUPS)) hidden[idOf(grid, [code])] = 0;
  const [component] = componentsOf(grid, hidden);
  if (!component) throw new Error('nothing is hidden');
  return component;
}

/** All that leaves the groups alone: a, b and c by one up and d by two down, and back. */
const isPossible = ([a = 0, b = 0, c = 0, d = 0]: readonly number[], amount: number): boolean =>
  amount > 0 ? d >= 2 : Math.min(a, b, c) >= 1;

describe('a move in whole numbers', () => {
  it('is found where there is one, and only there: counts are whole', async () => {
    const solver = await loadSolver();
    const random = seeded(31);
    let [found, none] = [0, 0];
    for (let run = 0; run < 60; run += 1) {
      const people = LEAVES.map(() => random.word() % 4);
      const grid = gridOf(people);
      const cell = idOf(grid, ['a']);
      const roomOf = (inner: CellId) => grid.numbers[0]?.[inner] ?? 0;
      for (const amount of [1, -1]) {
        const move = wholeMove(grid, solver, hiddenIn(grid), { cell, amount, roomOf });
        expect(move !== undefined).toBe(isPossible(people, amount));
        if (!move) none += 1;
        else {
          found += 1;
          const { changes } = trace(grid, move);
          expect(Object.keys(GROUPS).filter((code) => changes.has(idOf(grid, [code])))).toEqual([]);
        }
      }
    }
    expect([found > 20, none > 20]).toEqual([true, true]);
  });
});
