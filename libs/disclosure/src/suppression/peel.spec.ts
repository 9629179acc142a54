import fc from 'fast-check';
import { matrix } from '../../test/tables';
import { cellAt, cellsAbove, layOutTable, type CellId, type Grid } from './grid';
import { Peel } from './peel';

/** The definition, step by step: leave out any cell that stands alone in a cell that stays as it is. */
function leftByHand(grid: Grid, cost: Float64Array, within: readonly CellId[]): CellId[] {
  const left = within.filter((cell) => cost[cell] !== Infinity);
  const isAlone = (cell: CellId, margin: CellId) =>
    cost[margin] === Infinity && !left.some((other) => other !== cell && cellsAbove(grid, other).includes(margin));
  for (;;) {
    const stuck = left.findIndex((cell) => cellsAbove(grid, cell).some((margin) => isAlone(cell, margin)));
    if (stuck < 0) return left;
    left.splice(stuck, 1);
  }
}

describe('peeling', () => {
  const grid = layOutTable(matrix([[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 6, 7, 8]], { north: ['z0', 'z1'] })); // prettier-ignore
  const costWhere = (hidden: readonly CellId[]) => {
    const cost = new Float64Array(grid.size).fill(Infinity);
    for (const cell of hidden) cost[cell] = 0;
    return cost;
  };

  it('keeps a square and takes a path away from its end', () => {
    const square = [cellAt(grid, [0, 0]), cellAt(grid, [0, 1]), cellAt(grid, [1, 0]), cellAt(grid, [1, 1])];
    const path = [cellAt(grid, [1, 2]), cellAt(grid, [0, 3])];
    const all = [...square, ...path];
    expect(new Peel(grid, costWhere(all)).changeable(all).sort()).toEqual(square.sort());
    expect(new Peel(grid, costWhere(square.slice(1))).changeable(square)).toEqual([]);
  });

  const inner = Array.from({ length: 16 }, (_, i) => cellAt(grid, [i % 4, Math.floor(i / 4)]));
  const cells = fc.uniqueArray(fc.nat(grid.size - 1), { minLength: 4, maxLength: grid.size });
  const ascending = (list: readonly CellId[]) => [...list].sort((one, other) => one - other);

  it('leaves what its definition leaves, one question after the other', () => {
    const cost = costWhere([]);
    const peel = new Peel(grid, cost);
    fc.assert(
      fc.property(cells, (hidden) => {
        cost.set(costWhere(hidden));
        expect(ascending(peel.changeable(inner))).toEqual(ascending(leftByHand(grid, cost, inner)));
      }),
    );
  });

  it('calls only that stuck which its definition leaves out, and forgets the question', () => {
    fc.assert(
      fc.property(cells, (hidden) => {
        const cost = costWhere(hidden);
        const peel = new Peel(grid, cost);
        for (const cell of hidden) peel.hide(cell);
        for (const cell of hidden) {
          cost[cell] = Infinity;
          peel.publish(cell);
          const left = leftByHand(grid, cost, inner);
          const stuck = peel.stuckBy(cell);
          expect(left.filter((one) => stuck.has(one))).toEqual([]);
          expect(peel.stuckBy(cell)).toEqual(stuck);
          cost[cell] = 0;
          peel.hide(cell);
        }
      }),
    );
  });
});
