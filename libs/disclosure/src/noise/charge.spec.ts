import fc from 'fast-check';
import { epsilonOf, rhoOf } from './accounting';
import { affordable, compose, epsilonSpent, type Spending } from './charge';
import { exact, NOTHING, ratio } from './exact';
import { planNoise, type Distribution } from './plan';
import { selectPartitions } from './partition-selection';

const DELTA = exact('0.000001');
const budgetOf = (epsilon: number) => ({ epsilon: exact(epsilon), delta: DELTA });
const release = (distribution: Distribution, epsilon = 1): Spending => ({
  charge: planNoise({ cellsPerRow: 4, rowsPerPerson: 1, measures: [], distribution, budget: budgetOf(epsilon) }).charge,
});
const times = (count: number, spending: Spending) => Array.from({ length: count }, () => spending);
const pure = (epsilon: string, partition?: Spending['partition']): Spending => ({
  charge: { rho: exact(epsilon).mul(epsilon).div(2), epsilon: exact(epsilon), delta: NOTHING },
  partition,
});
/** How many of them a budget takes, one after the other. */
function howMany(spending: Spending, epsilon: number): number {
  let count = 0;
  while (affordable(times(count, spending), spending, budgetOf(epsilon))) count += 1;
  return count;
}

describe('a ledger', () => {
  it('takes exactly the release that was planned for all of it', () => {
    for (const distribution of ['gaussian', 'laplace'] as const)
      expect(affordable([], release(distribution, 4), budgetOf(4))).toBe(true);
    expect(affordable([], release('gaussian', 4.1), budgetOf(4))).toBe(false);
    expect(affordable([], release('laplace', 4.1), budgetOf(1))).toBe(false);
  });
  it('takes at least four releases of 1 within 4: pure ones add up, Gaussian ones cost less together', () => {
    expect(howMany(release('gaussian'), 4)).toBe(
      Math.floor(rhoOf(exact(4), DELTA).valueOf() / release('gaussian').charge.rho.valueOf()),
    );
    expect(howMany(release('gaussian'), 4)).toBe(12);
    expect(howMany(release('laplace'), 4)).toBeGreaterThanOrEqual(4);
  });
  it('says what was spent, never less than was', () => {
    expect(epsilonSpent([], DELTA)).toMatchObject(NOTHING);
    expect(epsilonSpent(times(3, pure('0.5')), DELTA)).toMatchObject(exact('1.5'));
    // Many small pure charges cost less as zCDP than their sum.
    const many = epsilonSpent(times(1_000, pure('0.01')), DELTA);
    expect(many).toMatchObject(epsilonOf(exact('0.05'), DELTA));
    expect(many?.compare(10)).toBeLessThan(0);
    const mixed = epsilonSpent([pure('0.5'), release('gaussian')], DELTA);
    expect(mixed?.compare(1)).toBeGreaterThan(0);
  });
  it('never gets cheaper by one more charge', () => {
    const spending = fc.oneof(
      fc.integer({ min: 1, max: 300 }).map((hundredths) => pure(String(hundredths / 100))),
      fc.integer({ min: 1, max: 3 }).map((epsilon) => release('gaussian', epsilon)),
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('a', 'b'))
        .map(([tenths, part]) => pure(String(tenths / 10), { of: 'district', part })),
    );
    fc.assert(
      fc.property(fc.array(spending, { maxLength: 6 }), spending, (spent, next) => {
        const [before, after] = [epsilonSpent(spent, DELTA), epsilonSpent([...spent, next], DELTA)];
        expect(after?.compare(before ?? NOTHING)).toBeGreaterThanOrEqual(0);
        const [first, ...others] = [...spent, next];
        if (!affordable(spent, next, budgetOf(2))) expect(affordable([...spent, next], first, budgetOf(2))).toBe(false);
        expect(affordable(others, first, budgetOf(2))).toBe(affordable(spent, next, budgetOf(2)));
      }),
      { numRuns: 40 },
    );
  });
  it('counts the dearest part of a partition only, and adds partitions up', () => {
    const inPart = (epsilon: string, part: string, of = 'district') => pure(epsilon, { of, part });
    const { epsilon } = compose([inPart('1', 'a'), inPart('0.5', 'a'), inPart('1.2', 'b'), pure('0.25')]);
    expect(epsilon).toMatchObject(exact('1.75'));
    expect(compose([inPart('1', 'a'), inPart('1', 'x', 'age')]).epsilon).toMatchObject(exact(2));
  });
  it('takes the larger of each figure where one part is dear in ρ and the other in ε', () => {
    const one = { charge: { rho: exact(1), epsilon: null, delta: NOTHING }, partition: { of: 'd', part: 'a' } };
    expect(compose([one, pure('3', { of: 'd', part: 'b' })])).toMatchObject({ rho: exact('4.5'), epsilon: null });
  });
  it('gives what partition selection takes of δ to nothing else', () => {
    const selection = (delta: bigint) => ({
      charge: selectPartitions({ epsilon: exact('0.1'), delta: ratio(1n, delta) }, 1).charge,
    });
    expect(affordable([], selection(2_000_000n), budgetOf(1))).toBe(true);
    expect(affordable([], selection(1_000_000n), budgetOf(1))).toBe(false);
    expect(epsilonSpent([selection(1_000_000n)], DELTA)).toBeNull();
  });
});
