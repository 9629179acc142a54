import fc from 'fast-check';
import { countOptions } from './count';
import type { WeightedPaper } from './method';

const paper = (weight: bigint, ...ranking: number[][]): WeightedPaper => ({ marks: { ranking }, weight });
const schulze = (optionCount: number, papers: readonly WeightedPaper[], lot?: number[]) =>
  countOptions({ kind: 'schulze' }, optionCount, papers, lot ?? [...Array(optionCount).keys()]);

describe('the Schulze method', () => {
  it('reproduces the example of 45 voters: E > A > C > B > D', () => {
    const [A, B, C, D, E] = [[0], [1], [2], [3], [4]];
    const count = schulze(5, [
      paper(5n, A, C, B, E, D),
      paper(5n, A, D, E, C, B),
      paper(8n, B, E, D, A, C),
      paper(3n, C, A, B, E, D),
      paper(7n, C, A, E, B, D),
      paper(2n, C, B, A, D, E),
      paper(7n, D, C, E, B, A),
      paper(8n, E, B, A, D, C),
    ]);
    expect(count.pairwise?.[0]).toEqual(['0', '20', '26', '30', '22']);
    expect(count.winners).toEqual([4]);
    expect(count.rounds.map(({ elected, eliminated }) => [...elected, ...eliminated])).toEqual([
      [3],
      [1],
      [2],
      [0],
      [4],
    ]);
    expect(count.rounds.map(({ totals }) => totals.map(Number).reduce((a, b) => a + b))).toEqual([10, 6, 3, 1, 0]);
    expect(count.tieBreaks).toEqual([]);
  });

  it('puts what a paper leaves out after all it names, and those equal to each other', () => {
    expect(schulze(4, [paper(1n, [2], [0])]).pairwise).toEqual([
      ['0', '1', '0', '1'],
      ['0', '0', '0', '0'],
      ['1', '1', '0', '1'],
      ['0', '0', '0', '0'],
    ]);
  });

  it('of two defeats with the same votes for takes the one with more votes against for the weaker', () => {
    // 0 beats 1 by 6 to 4, 1 beats 2 by 6 to 3, 2 beats 0 by 6 to 3.
    const papers = [
      paper(3n, [0], [1], [2]),
      paper(2n, [1], [2], [0]),
      paper(3n, [2], [0], [1]),
      paper(1n, [1, 2], [0]),
      paper(1n, [1], [2, 0]),
    ];
    const { pairwise, winners, tieBreaks } = schulze(3, papers, [2, 1, 0]);
    expect(pairwise).toEqual([
      ['0', '6', '3'],
      ['4', '0', '6'],
      ['6', '3', '0'],
    ]);
    expect({ winners, tieBreaks }).toEqual({ winners: [1], tieBreaks: [] });
  });

  it('breaks a perfect tie by the lot, which only the first place needs', () => {
    const cycle = [paper(1n, [0], [1], [2]), paper(1n, [1], [2], [0]), paper(1n, [2], [0], [1])];
    const { winners, tieBreaks, rounds } = schulze(3, cycle, [1, 2, 0]);
    expect({ winners, tieBreaks }).toEqual({ winners: [1], tieBreaks: [{ among: [0, 1, 2], chosen: 1, by: 'lot' }] });
    expect(rounds.map(({ elected, eliminated }) => ({ elected, eliminated }))).toEqual([
      { elected: [], eliminated: [0, 2] },
      { elected: [1], eliminated: [] },
    ]);
  });

  it('tells apart rankings of more options than a number has room for', () => {
    const all = Array.from({ length: 40 }, (_, option) => [option]);
    const { winners, pairwise } = schulze(40, [
      paper(2n, ...all),
      paper(3n, ...all.toReversed()),
      paper(1n, all.flat()),
    ]);
    expect(winners).toEqual([39]);
    expect([pairwise?.[0]?.[39], pairwise?.[39]?.[0]]).toEqual(['2', '3']);
  });

  it('elects whoever beats every other one to one', () => {
    const papers = fc.array(
      fc
        .tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), fc.bigInt(1n, 4n))
        .map(([order, weight]) => paper(weight, ...order.map((option) => [option]))),
      { minLength: 1, maxLength: 9 },
    );
    let found = 0;
    fc.assert(
      fc.property(papers, (all) => {
        const { pairwise = [], winners } = schulze(4, all);
        const beats = (a: number, b: number) => BigInt(pairwise[a]?.[b] ?? 0) > BigInt(pairwise[b]?.[a] ?? 0);
        const condorcet = [0, 1, 2, 3].find((a) => [0, 1, 2, 3].every((b) => a === b || beats(a, b)));
        if (condorcet === undefined) return;
        found += 1;
        expect(winners).toEqual([condorcet]);
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
