import fc from 'fast-check';
import { matrix } from '../../test/tables';
import { cheapestBox, GAIN, LOSE } from './box-search';
import { Work } from './work';
import { cellAt, type CellId, type Grid } from './grid';
import { layOutTable } from './lay-out-table';
import { trace, type Move } from './move';

/** Every box around an inner cell of a table of two dimensions: along each axis it stays, or exchanges with a leaf. */
function boxesAround(grid: Grid, zone: number, need: number): Move[] {
  const steps = (axis: number, own: number) =>
    [undefined, ...Array.from({ length: grid.axes[axis]?.leafCount ?? 0 }, (_, leaf) => leaf)].filter(
      (to) => to !== own,
    );
  return steps(0, zone).flatMap((z) =>
    steps(1, need).flatMap((n) =>
      [1, -1].map((by) => {
        const corners: [CellId, number][] = [[cellAt(grid, [zone, need]), by]];
        if (z !== undefined) corners.push([cellAt(grid, [z, need]), -by]);
        if (n !== undefined) corners.push([cellAt(grid, [zone, n]), -by]);
        if (z !== undefined && n !== undefined) corners.push([cellAt(grid, [z, n]), by]);
        return new Map(corners);
      }),
    ),
  );
}

describe('the cheapest box', () => {
  it('costs as little as the cheapest of all boxes, and says what it changes', () => {
    const rows = fc.array(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    const prices = fc.array(fc.constantFrom(0, 1, 2, 5, Infinity), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(rows, prices, (counts, price) => {
        const grid = layOutTable(matrix(counts, { north: ['z0', 'z1'] }));
        const cost = Float64Array.from(price);
        const costOf = (move: Move) =>
          [...trace(grid, move).changes.keys()].reduce((sum, cell) => sum + (cost[cell] ?? 0), 0);
        const people = grid.numbers[0] ?? [];
        const isTable = (move: Move) => [...move].every(([inner, by]) => (people[inner] ?? 0) + by >= 0);
        const least = Math.min(...boxesAround(grid, 0, 0).filter(isTable).map(costOf));
        const question = {
          ...{ cell: cellAt(grid, [0, 0]), cost, towards: GAIN | LOSE },
          freedom: (inner: CellId) => ((people[inner] ?? 0) > 0 ? GAIN | LOSE : GAIN),
          amount: (inner: CellId) => people[inner] ?? 0,
        };
        const box = cheapestBox(grid, question, new Work());
        expect(box?.cost ?? Infinity).toBe(least);
        if (!box) return;
        expect(isTable(box.move) && costOf(box.move) === box.cost).toBe(true);
        expect(box.changes).toEqual(trace(grid, box.move).changes);
      }),
      { numRuns: 500 },
    );
  });
});
