import fc from 'fast-check';
import { closenessTo } from './closeness';
import { hasEntropyOf } from './diversity';
import { Histogram } from './histogram';

const histogram = (counts: readonly number[]) => {
  const made = new Histogram(counts.length);
  for (const [value, count] of counts.entries()) if (count > 0) made.add(value, count);
  return made;
};

describe('entropy l-diversity', () => {
  it('holds at the very edge, where logarithms can not tell', () => {
    for (const l of [2, 3, 5, 7, 11])
      for (const each of [1, 3, 1_000]) expect(hasEntropyOf(histogram(Array<number>(l).fill(each)), l)).toBe(true);
    expect(hasEntropyOf(histogram([100_000, 100_000, 99_999]), 3)).toBe(false);
    expect(hasEntropyOf(histogram([1_000, 1_000, 999]), 3)).toBe(false);
  });

  it('is what whole numbers say', () => {
    const power = (n: number) => BigInt(n) ** BigInt(n);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (counts, l) => {
          const n = counts.reduce((sum, count) => sum + count, 0);
          fc.pre(n > 0);
          const exact =
            power(n) >= BigInt(l) ** BigInt(n) * counts.reduce((product, count) => product * power(count), 1n);
          expect(hasEntropyOf(histogram(counts), l)).toBe(exact);
        },
      ),
    );
  });
});

describe('t-closeness', () => {
  const salaries = { name: 'salary', codes: Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]), values: 9, ordered: true };
  const group = (...values: number[]) =>
    histogram(salaries.codes.map((code) => (values.includes(code) ? 1 : 0)) as never);

  it('has the distances of its authors’ example', () => {
    const apart = (part: number, of: number) => closenessTo(salaries, { part, of });
    expect(apart(375, 1_000)(group(0, 1, 2))).toBe(true);
    expect(apart(374, 1_000)(group(0, 1, 2))).toBe(false);
    expect(apart(167, 1_000)(group(3, 5, 8))).toBe(true);
    expect(closenessTo(salaries, { part: 1, of: 6 })(group(2, 5, 8))).toBe(true);
  });

  it('is exact at the very edge, with or without an order', () => {
    const column = { name: 'need', codes: Uint32Array.of(0, 0, 1, 1, 1, 1), values: 2 };
    const [edge, below] = [
      { part: 2, of: 3 },
      { part: 666_666_666, of: 1_000_000_000 },
    ];
    for (const ordered of [true, false]) {
      expect(closenessTo({ ...column, ordered }, edge)(histogram([4, 0]))).toBe(true);
      expect(closenessTo({ ...column, ordered }, below)(histogram([4, 0]))).toBe(false);
    }
  });

  it('asks nothing of a column with one value', () => {
    const alone = { name: 'need', codes: Uint32Array.of(0, 0), values: 1, ordered: true };
    expect(closenessTo(alone, { part: 0, of: 1 })(histogram([2]))).toBe(true);
  });

  it('refuses what whole numbers can not hold', () => {
    const many = { name: 'need', codes: new Uint32Array(2 ** 20), values: 2 ** 14 };
    expect(() => closenessTo(many, { part: 1, of: 5 })).toThrow(
      expect.objectContaining({ code: 'MICRODATA.TOO_MUCH' }) as Error,
    );
  });
});
