import { sha256 } from '#kernel';
import { assertLot, lotOf } from './lot';

describe('lotOf', () => {
  it('orders options by the hash of seed and option, so that anybody can draw it again', () => {
    const lot = lotOf('assemblea 2026', 5);
    const hashes = lot.map((option) => sha256(`assemblea 2026:${option}`));
    expect(hashes).toEqual([...hashes].sort());
    expect(lot.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(lotOf('assemblea 2026', 5)).toEqual(lot);
  });

  it('gives every option about the same chance', () => {
    const first = Array.from({ length: 3000 }, (_, seed) => lotOf(`${seed}`, 3)[0]);
    for (const option of [0, 1, 2]) {
      expect(Math.abs(first.filter((each) => each === option).length - 1000)).toBeLessThan(120);
    }
  });
});

describe('assertLot', () => {
  it.each([[[0, 1]], [[0, 1, 1]], [[0, 1, 3]], [[0, 1, 2, 0]], [[]]])('refuses %j for three options', (lot) => {
    expect(() => {
      assertLot(lot, 3);
    }).toThrow(expect.objectContaining({ code: 'BALLOT.LOT_INVALID' }));
  });
});
