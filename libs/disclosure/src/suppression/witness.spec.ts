import { matrix } from '../../test/tables';
import { cellAt, layOutTable } from './grid';
import type { Move } from './move';
import { cellsProvenOpen } from './witness';

describe('a witness', () => {
  const grid = layOutTable(matrix([[0, 5, 9], [7, 8, 9]])); // prettier-ignore
  const at = (zone: number, need: number) => cellAt(grid, [zone, need]);
  const square = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)];
  const hiding = (cells: readonly number[]) => {
    const hidden = new Uint8Array(grid.size);
    for (const cell of cells) hidden[cell] = 1;
    return hidden;
  };
  const provesOpen = (hidden: Uint8Array, cell: number, move: Move) => cellsProvenOpen(grid, hidden, move).has(cell);
  const exchange = (by: number) =>
    new Map([
      [at(0, 0), by],
      [at(0, 1), -by],
      [at(1, 0), -by],
      [at(1, 1), by],
    ]);

  it('proves every cell that it changes', () => {
    for (const cell of square) expect(provesOpen(hiding(square), cell, exchange(1))).toBe(true);
  });
  it('proves nothing about a cell that it leaves', () => {
    expect(provesOpen(hiding([...square, at(0, 2)]), at(0, 2), exchange(1))).toBe(false);
  });
  it('is void when a published cell changes', () => {
    expect(provesOpen(hiding(square.slice(1)), at(1, 1), exchange(1))).toBe(false);
    expect(provesOpen(hiding(square), at(0, 0), new Map([[at(0, 0), 1]]))).toBe(false);
  });
  it('is void when a count becomes negative', () => {
    expect(provesOpen(hiding(square), at(0, 0), exchange(-1))).toBe(false);
    expect(provesOpen(hiding(square), at(0, 0), exchange(5))).toBe(true);
    expect(provesOpen(hiding(square), at(0, 0), exchange(6))).toBe(false);
  });
  it('is void when it moves people in a margin', () => {
    const everything = hiding(Array.from({ length: grid.size }, (_, cell) => cell));
    expect(provesOpen(everything, at(2, 3), new Map([[at(2, 3), 1]]))).toBe(false);
    expect(provesOpen(everything, at(2, 3), new Map([[at(0, 0), 1]]))).toBe(true);
  });
});
