import fc from 'fast-check';
import { countOptions } from './count';
import type { WeightedPaper } from './method';

const paper = (weight: bigint, ...order: number[]): WeightedPaper => ({
  marks: { ranking: order.map((option) => [option]) },
  weight,
});
const stv = (seats: number, optionCount: number, papers: readonly WeightedPaper[], lot?: number[]) =>
  countOptions({ kind: 'stv', seats }, optionCount, papers, lot ?? [...Array(optionCount).keys()]);
const [A, B, C, D, E] = [0, 1, 2, 3, 4] as const;

describe('a single transferable vote', () => {
  it('passes a surplus on from all papers, each with five decimals of its value, the rest being lost', () => {
    // Quota 5; A has 9, so that each of its papers is worth 4/9.
    const { quota, rounds, winners } = stv(2, 3, [paper(3n, A, B), paper(3n, A, C), paper(3n, A), paper(4n, C)]);
    expect(quota).toBe('5');
    expect(rounds).toEqual([
      { totals: ['9', '0', '4'], elected: [A], eliminated: [], exhausted: '0' },
      { totals: ['5', '1.33332', '5.33332'], elected: [C], eliminated: [], exhausted: '1.33336' },
    ]);
    expect(winners).toEqual([A, C]);
  });

  it('passes papers of somebody eliminated on with the value they had there', () => {
    const papers = [paper(9n, A, B, C), paper(4n, C), paper(4n, D), paper(1n, B, D)];
    // Quota 7. A's 9 go on with 2/9 each: B has 1 + 1.99998, is eliminated, and its two heaps keep their values.
    expect(stv(2, 4, papers).rounds.slice(0, 3)).toEqual([
      { totals: ['9', '1', '4', '4'], elected: [A], eliminated: [], exhausted: '0' },
      { totals: ['7', '2.99998', '4', '4'], elected: [], eliminated: [B], exhausted: '0.00002' },
      { totals: ['7', '0', '5.99998', '5'], elected: [], eliminated: [D], exhausted: '0.00002' },
    ]);
  });

  it('of equal surpluses passes that first which was ahead in the stage before, then the one by lot', () => {
    // Quota 12. With D's papers B and C both have 13.
    const rest = [paper(9n, A), paper(9n, E)];
    const ahead = [paper(11n, B, A), paper(10n, C, E), paper(2n, D, B), paper(3n, D, C), ...rest];
    expect(stv(3, 5, ahead, [C, B, A, D, E]).tieBreaks[0]).toEqual({
      among: [B, C],
      chosen: B,
      by: 'ahead in round 1',
    });

    const level = [paper(11n, B, A), paper(11n, C, E), paper(2n, D, B), paper(2n, D, C), ...rest];
    const { quota, tieBreaks, rounds } = stv(3, 5, level, [C, B, A, D, E]);
    expect(quota).toBe('12');
    expect(tieBreaks[0]).toEqual({ among: [B, C], chosen: C, by: 'lot' });
    expect(rounds[2]?.totals).toEqual(['9', '13', '12', '0', '9.84612']);
  });

  it('between the last takes who was behind in the stage before, then the lot', () => {
    const papers = [paper(1n, A, B), paper(2n, B), paper(3n, C), paper(4n, D), paper(5n, E)];
    const { rounds, tieBreaks, winners } = stv(2, 5, papers, [B, A, C, D, E]);
    expect(rounds.map(({ eliminated }) => eliminated)).toEqual([[A], [B], [C], []]);
    expect(tieBreaks).toEqual([{ among: [B, C], chosen: B, by: 'behind in round 1', eliminates: true }]);
    expect(winners).toEqual([E, D]);

    const drawn = stv(1, 3, [paper(3n, A), paper(2n, B, A), paper(2n, C, B)], [A, C, B]);
    expect(drawn.tieBreaks).toEqual([{ among: [B, C], chosen: B, by: 'lot', eliminates: true }]);
  });

  it('elects all who are left when there is a seat for each, even without votes', () => {
    expect(stv(3, 3, [paper(1n, B)], [C, A, B])).toMatchObject({ winners: [B, C, A], tieBreaks: [] });
    expect(stv(9, 2, [paper(1n, B)])).toMatchObject({ winners: [B, A] });
  });

  it('stays exact beyond what a double can hold', () => {
    const huge = 10n ** 25n;
    const { quota, rounds } = stv(1, 2, [paper(huge + 1n, A), paper(huge, B)]);
    expect(quota).toBe(`${huge + 1n}`);
    expect(rounds).toMatchObject([{ totals: [`${huge + 1n}`, `${huge}`], elected: [A] }]);
  });

  it('gives a seat to those who have a quota and rank the same options first, in whatever order', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
    const instance = fc.record({
      seats: fc.integer({ min: 1, max: 3 }),
      coalition: fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 4 }),
      loyal: fc.array(order, { minLength: 1, maxLength: 12 }),
      others: fc.array(order, { maxLength: 20 }),
    });
    let tested = 0;
    fc.assert(
      fc.property(instance, ({ seats, coalition, loyal, others }) => {
        const isOurs = (option: number) => coalition.includes(option);
        const solid = loyal.map((each) => [...each.filter(isOurs), ...each.filter((option) => !isOurs(option))]);
        const { quota = '', winners } = stv(
          seats,
          5,
          [...solid, ...others].map((each) => paper(1n, ...each)),
        );
        if (BigInt(solid.length) < BigInt(quota)) return;
        tested += 1;
        expect(winners.filter(isOurs).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
    expect(tested).toBeGreaterThan(100);
  });

  it('always adds up to the valid votes', () => {
    const orders = fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }), { minLength: 1, maxLength: 30 });
    const parts = (text: string) => {
      const [whole = '', fraction = ''] = text.split('.');
      return BigInt(whole + fraction.padEnd(5, '0'));
    };
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 3 }), (all, seats) => {
        for (const { totals, exhausted } of stv(
          seats,
          5,
          all.map((each) => paper(1n, ...each)),
        ).rounds) {
          expect([...totals, exhausted].map(parts).reduce((a, b) => a + b)).toBe(BigInt(all.length) * 100_000n);
        }
      }),
    );
  });
});
