import { Evidence } from './evidence';

describe('the evidence', () => {
  const primaries = [1, 2, 3];
  const witness = (...changes: number[]) => ({ move: new Map([[changes[0] ?? 0, 1]]), changes });

  it('lets a primary lean on the first witness that changes it, until that is refuted', () => {
    const evidence = new Evidence((cell) => primaries.includes(cell));
    const [first, second] = [witness(1, 2, 8), witness(3, 2, 8, 9)];
    evidence.add(first);
    evidence.add(second);
    expect(primaries.map((cell) => evidence.of(cell))).toEqual([first, first, second]);
    expect(evidence.leaningOn(9)).toEqual([3]);
    expect(evidence.leaningOn(8)).toEqual([1, 2, 3]);
    evidence.refute(9);
    expect(primaries.map((cell) => evidence.of(cell))).toEqual([first, first, undefined]);
    expect(evidence.leaningOn(8)).toEqual([1, 2]);
  });
});
