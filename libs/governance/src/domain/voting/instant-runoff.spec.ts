import { countOptions } from './count';
import type { WeightedPaper } from './method';

const paper = (weight: bigint, ...order: number[]): WeightedPaper => ({
  marks: { ranking: order.map((option) => [option]) },
  weight,
});
const count = (optionCount: number, papers: readonly WeightedPaper[], lot: number[]) =>
  countOptions({ kind: 'instantRunoff' }, optionCount, papers, lot);

describe('an instant runoff', () => {
  it('stops at more than half of the papers still counted, and says how many are exhausted', () => {
    const { rounds, winners } = count(3, [paper(4n, 0), paper(3n, 1), paper(2n, 2), paper(1n, 2, 1)], [0, 1, 2]);
    expect(rounds).toEqual([
      { totals: ['4', '3', '3'], elected: [], eliminated: [2], exhausted: '0' },
      { totals: ['4', '4', '0'], elected: [], eliminated: [1], exhausted: '2' },
      { totals: ['4', '0', '0'], elected: [0], eliminated: [], exhausted: '6' },
    ]);
    expect(winners).toEqual([0]);
  });

  it('between the last looks back to the round in which they differed', () => {
    // 1 and 2 are level in the second round, and 1 was behind in the first.
    const papers = [paper(5n, 0), paper(2n, 1), paper(3n, 2), paper(1n, 3, 1)];
    const { tieBreaks, rounds, winners } = count(4, papers, [3, 1, 2, 0]);
    expect(rounds.map(({ eliminated }) => eliminated)).toEqual([[3], [1], []]);
    expect(tieBreaks).toEqual([{ among: [1, 2], chosen: 1, by: 'behind in round 1', eliminates: true }]);
    expect(winners).toEqual([0]);
  });

  it('and then to the lot, whose later option goes', () => {
    const papers = [paper(5n, 0), paper(3n, 1), paper(3n, 2)];
    expect(count(3, papers, [0, 2, 1]).tieBreaks).toEqual([{ among: [1, 2], chosen: 1, by: 'lot', eliminates: true }]);
    expect(count(3, papers, [0, 1, 2]).tieBreaks).toEqual([{ among: [1, 2], chosen: 2, by: 'lot', eliminates: true }]);
  });

  it('asks the lot only between those whom no round tells apart', () => {
    // Level at 4 in the second round: 1 and 2 had 3 in the first, 3 had 4.
    const papers = [paper(9n, 0), paper(3n, 1), paper(3n, 2), paper(4n, 3), paper(1n, 4, 1), paper(1n, 4, 2)];
    const { tieBreaks } = count(5, papers, [3, 0, 1, 2, 4]);
    expect(tieBreaks[0]).toEqual({ among: [1, 2, 3], chosen: 2, by: 'behind in round 1, then lot', eliminates: true });
  });
});
