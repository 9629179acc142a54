import fc from 'fast-check';
import { apportionDelegates, delegatesDue } from './delegates';

const lists = (...votes: number[]) => votes.map((it) => ({ votes: BigInt(it) }));
const inOrder = (count: number) => Array.from({ length: count }, (_, i) => i);
const seatsOf = (votes: readonly number[], seats: number) =>
  apportionDelegates(lists(...votes), seats, inOrder(votes.length)).seats;

describe('delegatesDue', () => {
  it('sends one delegate for every so many members or part of them', () => {
    expect([0, 1, 49, 50, 51, 100, 101].map((members) => delegatesDue(members, 50))).toEqual([0, 1, 1, 1, 2, 2, 3]);
  });
});

describe('apportionDelegates', () => {
  it('gives a minority its part', () => {
    expect(seatsOf([47_000, 16_000, 15_800, 12_000, 6_100, 3_100], 10)).toEqual([5, 2, 1, 1, 1, 0]);
    expect(seatsOf([70, 30], 10)).toEqual([7, 3]);
    expect(seatsOf([100, 0], 3)).toEqual([3, 0]);
  });

  it('decides equal remainders by the lot drawn, and records it', () => {
    expect(apportionDelegates(lists(5, 5), 3, [1, 0])).toEqual({
      seats: [1, 2],
      tieBreaks: [{ among: [0, 1], chosen: 1, by: 'lot' }],
    });
    expect(apportionDelegates(lists(1, 1, 1, 1), 2, [3, 0, 2, 1])).toEqual({
      seats: [1, 0, 0, 1],
      tieBreaks: [
        { among: [0, 1, 2, 3], chosen: 3, by: 'lot' },
        { among: [0, 1, 2], chosen: 0, by: 'lot' },
      ],
    });
    expect(apportionDelegates(lists(4, 4), 2, [1, 0]).tieBreaks).toEqual([]);
  });

  it('names its price: more seats may cost one of three lists a seat', () => {
    expect([seatsOf([6, 6, 2], 10), seatsOf([6, 6, 2], 11)]).toEqual([
      [4, 4, 2],
      [5, 5, 1],
    ]);
  });

  it('refuses to divide by no votes, or by a lot that does not name every list', () => {
    expect(() => apportionDelegates(lists(0, 0), 3, [0, 1])).toThrow(
      expect.objectContaining({ code: 'DELEGATES.NO_VOTES' }) as Error,
    );
    expect(() => apportionDelegates(lists(1, 1), 3, [0, 0])).toThrow(RangeError);
  });

  const anyVotes = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1, maxLength: 9 })
    .filter((votes) => votes.some((it) => it > 0n));

  it('gives every list its exact share rounded down or up, and all seats', () => {
    fc.assert(
      fc.property(anyVotes, fc.integer({ min: 0, max: 300 }), (votes, seats) => {
        const all = votes.reduce((sum, it) => sum + it, 0n);
        const result = apportionDelegates(
          votes.map((it) => ({ votes: it })),
          seats,
          inOrder(votes.length),
        ).seats;
        expect(result.reduce((sum, it) => sum + it, 0)).toBe(seats);
        result.forEach((got, list) => {
          const exact = (votes[list] ?? 0n) * BigInt(seats);
          const [floor, isWhole] = [Number(exact / all), exact % all === 0n];
          expect(got === floor || (!isWhole && got === floor + 1)).toBe(true);
        });
      }),
    );
  });

  it('knows lists by their votes and the lot only', () => {
    fc.assert(
      fc.property(anyVotes, fc.integer({ min: 0, max: 60 }), (votes, seats) => {
        const last = votes.length - 1;
        const there = apportionDelegates(
          votes.map((it) => ({ votes: it })),
          seats,
          inOrder(votes.length),
        ).seats;
        const back = apportionDelegates(
          votes.map((it) => ({ votes: it })).reverse(),
          seats,
          inOrder(votes.length).map((list) => last - list),
        ).seats;
        expect([...back].reverse()).toEqual(there);
      }),
    );
  });

  it('never takes a seat from one of two lists for more votes', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1, max: 200 }),
        count,
        fc.integer({ min: 0, max: 40 }),
        (a, b, more, seats) => {
          expect(seatsOf([a + more, b], seats)[0]).toBeGreaterThanOrEqual(seatsOf([a, b], seats)[0] ?? 0);
        },
      ),
    );
  });
});
