import fc from 'fast-check';
import { seeded } from '../../test/seeded';
import { exact, ratio } from './exact';
import { noisyQuantile, quantileCharge, quantileMargin, type QuantileQuestion } from './quantile';

const GRID = Array.from({ length: 11 }, (_, i) => i * 10);
const asked = (values: readonly number[], change: Partial<QuantileQuestion> = {}): QuantileQuestion => ({
  ranks: GRID.map((point) => ({
    below: BigInt(values.filter((value) => value < point).length),
    upTo: BigInt(values.filter((value) => value <= point).length),
  })),
  values: BigInt(values.length),
  share: { part: 1, of: 2 },
  valuesPerPerson: 1,
  epsilon: exact(1),
  ...change,
});
/** Chances of the exponential mechanism, by its definition. */
function chancesOf({ ranks, values, share, epsilon }: QuantileQuestion): number[] {
  const wanted = (share.part / share.of) * Number(values);
  const moved = Math.max(share.part, share.of - share.part) / share.of;
  const weights = ranks.map(({ below, upTo }) =>
    Math.exp((-epsilon.valueOf() * Math.max(0, Number(below) - wanted, wanted - Number(upTo))) / (2 * moved)),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}
const somebody = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 });

describe('noisy quantiles', () => {
  it('are drawn as often as the exponential mechanism says', () => {
    const random = seeded(51);
    const values = Array.from({ length: 15 }, (_, i) => (i * 7) % 100);
    for (const share of [
      { part: 1, of: 2 },
      { part: 9, of: 10 },
    ]) {
      const question = asked(values, { share, epsilon: exact('0.4') });
      const counts = GRID.map(() => 0);
      for (let i = 0; i < 40_000; i += 1) {
        const point = noisyQuantile(question, random);
        counts[point] = (counts[point] ?? 0) + 1;
      }
      const statistic = chancesOf(question).reduce(
        (sum, chance, i) => sum + ((counts[i] ?? 0) - 40_000 * chance) ** 2 / (40_000 * chance),
        0,
      );
      expect(statistic).toBeLessThan(10 + 4 * Math.sqrt(20));
    }
  });
  it('tell one person’s presence by no more than e^ε', () => {
    fc.assert(
      fc.property(somebody, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 9 }), (values, more, part) => {
        const share = { part, of: 10 };
        const [before, after] = [chancesOf(asked(values, { share })), chancesOf(asked([...values, more], { share }))];
        before.forEach((chance, i) => {
          expect(Math.abs(Math.log(chance / (after[i] ?? 0)))).toBeLessThanOrEqual(1 + 1e-9);
        });
      }),
    );
  });
  it('are near where there are many', () => {
    const random = seeded(52);
    const values = Array.from({ length: 2_000 }, (_, i) => i % 101);
    expect(Array.from({ length: 50 }, () => noisyQuantile(asked(values), random)).every((point) => point === 5)).toBe(
      true,
    );
  });
  it('say how many values they may be off, and are as often as they say', () => {
    const random = seeded(53);
    const values = Array.from({ length: 101 }, (_, i) => i);
    for (const share of [
      { part: 1, of: 2 },
      { part: 1, of: 4 },
    ]) {
      const question = asked(values, { share, epsilon: exact('0.5'), valuesPerPerson: 2 });
      const margin = Number(quantileMargin(question, GRID.length, exact('0.95')));
      let within = 0;
      for (let i = 0; i < 2_000; i += 1) {
        const { below = 0n, upTo = 0n } = question.ranks[noisyQuantile(question, random)] ?? {};
        const wanted = (101 * share.part) / share.of;
        if (wanted >= Number(below) - margin && wanted <= Number(upTo) + margin) within += 1;
      }
      expect(within).toBeGreaterThanOrEqual(1_900);
      expect(margin).toBe(
        Math.ceil((Math.log(10 / 0.05) * 4 * Math.max(share.part, share.of - share.part)) / (0.5 * share.of)),
      );
    }
    expect(quantileMargin(asked([]), 1, exact('0.95'))).toBe(0n);
  });
  it('cost ε²/8 in each cell', () => {
    expect(quantileCharge(exact(1), 3)).toMatchObject({ rho: ratio(3n, 8n), epsilon: exact(3) });
  });
  it.each([
    ['the least', { share: { part: 0, of: 1 } }],
    ['the most', { share: { part: 1, of: 1 } }],
    ['no grid', { ranks: [] }],
  ])('refuse %s', (_, change) => {
    expect(() => noisyQuantile(asked([1], change), seeded(1))).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error,
    );
  });
});
