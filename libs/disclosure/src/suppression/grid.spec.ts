import fc from 'fast-check';
import { dimension, matrix, tableOf } from '../../test/tables';
import { cellAt, cellsAbove, codesOf, coordinatesOf, innerCellsOf, JOINT } from './grid';
import { layOutTable } from './lay-out-table';
import { TOTAL, type Cell, type Table } from './table';

const refused = (why: string) =>
  expect.objectContaining({
    kind: 'invalid',
    code: 'DISCLOSURE.INVALID_TABLE',
    message: expect.stringContaining(why) as string,
  }) as Error;

const one = (codes: readonly string[], people: bigint, contributors = 3): Cell => ({ codes, people, contributors });
const zones = (cells: readonly Cell[], groups: Record<string, string[]> = {}): Table => ({
  dimensions: [dimension('zone', ['a', 'b'], groups)],
  cells,
});

describe('laying a table out', () => {
  it('numbers every cell and knows what sums what', () => {
    const grid = layOutTable(matrix([[1, 2], [3, 4]], { north: ['z0'] })); // prettier-ignore
    expect(grid.size).toBe(4 * 3);
    for (let cell = 0; cell < grid.size; cell += 1) expect(cellAt(grid, coordinatesOf(grid, cell))).toBe(cell);
    const inner = cellAt(grid, [0, 1]);
    const above = cellsAbove(grid, inner).map((cell) => codesOf(grid, cell).join(' '));
    expect(above.sort()).toEqual([
      `${TOTAL} ${TOTAL}`,
      `${TOTAL} n1`,
      `north ${TOTAL}`,
      'north n1',
      `z0 ${TOTAL}`,
      'z0 n1',
    ]);
    for (const cell of cellsAbove(grid, inner)) expect(innerCellsOf(grid, cell)).toContain(inner);
  });

  it('takes cells by the columns of three tables together for joint, and a table within another for no further one', () => {
    const cube = tableOf(
      ['zone', 'age', 'need'].map((name) => dimension(name, ['a', 'b'])),
      [{ codes: ['a', 'b', 'a'], people: 20, from: ['ada'] }],
    );
    const seen = (...earlier: string[][]) => {
      const views = earlier.map((dimensions) => ({ dimensions, published: [] }));
      return layOutTable({ ...cube, asked: ['zone', 'age'], earlier: views }).visibility.includes(JOINT);
    };
    expect(seen(['zone', 'need'], ['age', 'need'])).toBe(true);
    expect(seen(['zone', 'need'], ['need'], ['zone', 'need'], ['age'])).toBe(false);
  });

  it('takes any additive table', () => {
    const rows = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (counts) => layOutTable(matrix(counts, { all: ['z0'] })).size === (counts.length + 2) * 4),
    );
  });

  it.each<[string, Table]>([
    ['unknown code', zones([one(['c'], 1n)])],
    ['one code per dimension', zones([one(['a', 'b'], 1n)])],
    ['given twice', zones([one(['a'], 1n), one(['a'], 1n), one([TOTAL], 1n)])],
    ['not the sum', zones([one(['a'], 1n), one([TOTAL], 2n)])],
    ['not the sum', zones([one(['a'], 1n)])],
    ['not the sum', zones([one(['a'], 2n ** 53n), one(['b'], 1n), one([TOTAL], 2n ** 53n)])],
    ['not the sum', zones([one(['a'], 2n ** 53n - 1n), one(['b'], 2n), one([TOTAL], 2n ** 53n - 1n)])],
    ['not the sum', zones([one(['a'], 1n), one(['g'], 2n), one([TOTAL], 1n)], { g: ['a', 'b'] })],
    ['negative', zones([one(['a'], -1n), one([TOTAL], -1n)])],
    ['contributors', zones([one(['a'], 1n, -1), one([TOTAL], 1n)])],
    ['contributors', zones([one(['a'], 1n, 0.5), one([TOTAL], 1n)])],
    ['not what each of them has', { ...zones([one(['a'], 1n), one([TOTAL], 1n)]), holders: 2, coalitions: [[0, 1]] }],
    ['unknown leaf', zones([], { g: ['c'] })],
    ['names a leaf twice', zones([], { g: ['a', 'a'] })],
    ['a group has no leaves', zones([], { g: [] })],
    ['a code twice', zones([], { a: ['b'] })],
    ['a code twice', zones([], { [TOTAL]: ['b'] })],
    ['a dimension has no leaves', { dimensions: [dimension('zone', [])], cells: [] }],
    ['too many cells', { dimensions: Array.from({ length: 24 }, (_, i) => dimension(`d${i}`, ['a'])), cells: [] }],
  ])('refuses: %s', (why, table) => {
    expect(() => layOutTable(table)).toThrow(refused(why));
  });
});
