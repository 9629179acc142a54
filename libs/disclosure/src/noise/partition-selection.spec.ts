import fc from 'fast-check';
import { seeded } from '../../test/seeded';
import { exact, ratio } from './exact';
import { chancesOf, selectPartitions } from './partition-selection';

describe('partition selection', () => {
  it.each([
    ['2', ['0', '0.1', '0.3', '0.7', '0.9', '1', '1']],
    ['1.5', ['0', '0.1', '0.25', '0.475', '43/60', '79/90', '133/135', '1']],
  ])('with e^ε = %s and δ = 0.1 shows groups as often as known', (growth, chances) => {
    const chance = chancesOf(exact(growth), exact('0.1'));
    chances.forEach((known, persons) => {
      expect(chance(BigInt(persons))).toMatchObject(exact(known));
    });
    expect(chance(10n ** 30n)).toMatchObject(exact(1));
  });

  it('tells one person’s presence by no more than e^ε and δ, exactly, both ways', () => {
    const rule = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(rule, ([percent, digits]) => {
        const [growth, delta] = [ratio(BigInt(100 + percent), 100n), ratio(1n, 10n ** BigInt(digits))];
        const chance = chancesOf(growth, delta);
        for (let persons = 0n; persons < 60n; persons += 1n) {
          const [without, withOne] = [chance(persons), chance(persons + 1n)];
          const atMost = (one: typeof without, other: typeof without) => one.compare(other.mul(growth).add(delta)) <= 0;
          expect(atMost(withOne, without) && atMost(without, withOne)).toBe(true);
          expect(atMost(exact(1).sub(without), exact(1).sub(withOne))).toBe(true);
          expect(atMost(exact(1).sub(withOne), exact(1).sub(without))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shows large groups for certain and single persons hardly ever, sharing among the groups of a person', () => {
    const budget = { epsilon: exact(1), delta: exact('0.000001') };
    const [one, four] = [selectPartitions(budget, 1), selectPartitions(budget, 4)];
    expect(one.chance(0n)).toMatchObject(exact(0));
    expect(one.chance(1n)).toMatchObject(exact('0.000001'));
    expect(one.chance(100n)).toMatchObject(exact(1));
    expect(four.chance(1n)).toMatchObject(exact('0.00000025'));
    expect(four.chance(20n).compare(one.chance(20n))).toBeLessThan(0);
    expect(four.charge).toMatchObject({ epsilon: exact(1), rho: ratio(1n, 8n), delta: exact('0.000001') });
  });

  it('draws as often as it says', () => {
    const selection = selectPartitions({ epsilon: exact('0.5'), delta: exact('0.1') }, 1);
    const random = seeded(41);
    for (const persons of [0n, 1n, 3n, 50n]) {
      let shown = 0;
      for (let i = 0; i < 20_000; i += 1) if (selection.shows(persons, random)) shown += 1;
      expect(shown / 20_000).toBeCloseTo(selection.chance(persons).valueOf(), 1.8);
    }
  });

  it('betrays one person where groups appear as soon as somebody is in them', () => {
    const naive = (persons: bigint) => persons > 0n;
    expect([naive(0n), naive(1n)]).toEqual([false, true]);
    const selection = selectPartitions({ epsilon: exact(1), delta: exact('0.000001') }, 1);
    const random = seeded(42);
    expect(Array.from({ length: 10_000 }, () => selection.shows(1n, random))).not.toContain(true);
  });

  it.each([
    ['0', '0.1', 1],
    ['1', '0', 1],
    ['1', '1', 1],
    ['1', '0.1', 0],
  ])('refuses ε = %s, δ = %s, %i groups', (epsilon, delta, groups) => {
    expect(() => selectPartitions({ epsilon: exact(epsilon), delta: exact(delta) }, groups)).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error,
    );
  });
});
