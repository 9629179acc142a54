import fc from 'fast-check';
import { rollUp, type LevelChoice, type LevelledCell } from './roll-up';

const of = (levels: readonly number[], safe: number, unsafe: number): LevelledCell[] => [
  ...Array.from({ length: safe }, () => ({ levels, unsafe: false })),
  ...Array.from({ length: unsafe }, () => ({ levels, unsafe: true })),
];

describe('rolling levels up', () => {
  it('leaves a table alone that is safe enough', () => {
    const cells = [...of([0], 90, 10), ...of([1], 9, 1), ...of([2], 1, 0)];
    expect(rollUp(cells, [2], 15)).toEqual({
      asked: { levels: [0], cells: 111, unsafe: 11 },
      chosen: { levels: [0], cells: 111, unsafe: 11 },
      compared: 2,
    });
  });

  it('goes from zones to districts where zones are mostly unsafe', () => {
    const cells = [...of([0], 10, 90), ...of([1], 10, 0), ...of([2], 1, 0)];
    expect(rollUp(cells, [2], 20).chosen).toEqual({ levels: [1], cells: 11, unsafe: 0 });
  });

  it('rolls up the dimension that costs fewest safe cells', () => {
    const cells = [...of([0, 0], 40, 60), ...of([1, 0], 30, 0), ...of([0, 1], 5, 5), ...of([1, 1], 4, 0)];
    expect(rollUp(cells, [2, 2], 10).chosen.levels).toEqual([1, 0]);
  });

  it('takes the safest table where none is safe enough', () => {
    const cells = [...of([0], 1, 9), ...of([1], 1, 3)];
    expect(rollUp(cells, [2], 0).chosen).toEqual({ levels: [1], cells: 4, unsafe: 3 });
  });

  it('refuses cells of another table, and more levels than can be compared', () => {
    expect(() => rollUp([{ levels: [0, 0], unsafe: false }], [1], 10)).toThrow('another number of dimensions');
    expect(() => rollUp([], [1_000, 1_000], 10)).toThrow('too many levels');
  });

  it('never chooses a table that another one beats', () => {
    const level = fc.integer({ min: 0, max: 3 });
    const cells = fc.array(fc.record({ levels: fc.tuple(level, level), unsafe: fc.boolean() }), { maxLength: 60 });
    const law = fc.property(cells, fc.integer({ min: 0, max: 100 }), (table, percent) => {
      const { chosen, asked } = rollUp(table, [3, 3], percent);
      const isGood = (one: LevelChoice) => one.unsafe * 100 <= percent * one.cells;
      const all = [0, 1, 2].flatMap((first) => [0, 1, 2].map((second) => counted(table, [first, second])));
      expect(all).toContainEqual(chosen);
      if (isGood(asked)) expect(isGood(chosen)).toBe(true);
      const safe = (one: LevelChoice) => one.cells - one.unsafe;
      for (const other of all.filter(isGood)) {
        expect(isGood(chosen)).toBe(true);
        expect(safe(other)).toBeLessThanOrEqual(safe(chosen));
      }
    });
    fc.assert(law);
  });
});

/** By the definition alone. */
function counted(table: readonly LevelledCell[], levels: readonly number[]): LevelChoice {
  const kept = table.filter((cell) => cell.levels.every((level, at) => level >= (levels[at] ?? 0)));
  return { levels, cells: kept.length, unsafe: kept.filter(({ unsafe }) => unsafe).length };
}
