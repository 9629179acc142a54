import { seeded } from '../../test/seeded';
import { affordable, type Spending } from './charge';
import { discreteLaplace } from './discrete-laplace';
import { exact } from './exact';
import { samplerOf } from './mechanism';
import { clamped, planNoise, type MeasureBounds } from './plan';

const budgetOf = (epsilon: number) => ({ epsilon: exact(epsilon), delta: exact('0.000001') });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mironov (2012), On Significance of the Least Significant Bits for Differential Privacy. */
describe('an attacker who reads the low bits', () => {
  const uniform = (random: ReturnType<typeof seeded>) =>
    ((random.word() >>> 6) * 2 ** 27 + (random.word() >>> 5)) / 2 ** 53;
  /** How a textbook does it. */
  const naive = (truth: number, share: number) =>
    share < 0.5 ? truth + Math.log(2 * share) : truth - Math.log(2 - 2 * share);
  /** Whether a share of 53 bits near the one that fits leads from the truth to exactly this answer. */
  function reachable(truth: number, answer: number): boolean {
    const size = Math.exp(-Math.abs(answer - truth)) / 2;
    const share = answer < truth ? size : 1 - size;
    const around = Math.round(share * 2 ** 53);
    for (let step = -4; step <= 4; step += 1) if (naive(truth, (around + step) / 2 ** 53) === answer) return true;
    return false;
  }

  it('often knows which of two counts it was, from floats', () => {
    const random = seeded(61);
    let certain = 0;
    for (let i = 0; i < 1_000; i += 1) {
      const truth = i % 2;
      const answer = naive(truth, uniform(random));
      expect(reachable(truth, answer)).toBe(true);
      if (!reachable(1 - truth, answer)) certain += 1;
    }
    expect(certain).toBeGreaterThan(300);
  });
  it('never does from ours: both counts reach every answer, about as often', () => {
    const random = seeded(62);
    const sampler = discreteLaplace(exact(2));
    const answers = [0n, 1n].map((truth) => {
      const counts = new Map<bigint, number>();
      for (let i = 0; i < 200_000; i += 1) {
        const answer = truth + sampler(random);
        counts.set(answer, (counts.get(answer) ?? 0) + 1);
      }
      return counts;
    });
    for (let answer = -8n; answer <= 9n; answer += 1n) {
      const [ofNone = 0, ofOne = 0] = answers.map((counts) => counts.get(answer) ?? 0);
      expect(Math.min(ofNone, ofOne)).toBeGreaterThan(200);
      const slack = 4 * Math.sqrt(1 / ofNone + 1 / ofOne);
      expect(Math.abs(Math.log(ofNone / ofOne))).toBeLessThanOrEqual(0.5 + slack);
    }
  });
});

describe('an attacker who asks often', () => {
  const plan = planNoise({
    cellsPerRow: 1,
    rowsPerPerson: 1,
    measures: [],
    distribution: 'gaussian',
    budget: budgetOf(1),
  });
  it('averages a thousand fresh answers to the truth where nobody keeps a ledger', () => {
    const [random, sampler] = [seeded(63), samplerOf(plan.count)];
    const answers = Array.from({ length: 1_000 }, () => Number(37n + sampler(random)));
    expect(Math.round(mean(answers))).toBe(37);
  });
  it('is stopped by the ledger while the average is still no better than one answer for the whole budget', () => {
    const spent: Spending[] = [];
    while (affordable(spent, { charge: plan.charge }, budgetOf(4))) spent.push({ charge: plan.charge });
    const once = planNoise({
      cellsPerRow: 1,
      rowsPerPerson: 1,
      measures: [],
      distribution: 'gaussian',
      budget: budgetOf(4),
    });
    if (plan.count.distribution !== 'gaussian' || once.count.distribution !== 'gaussian') throw new Error('Gaussian');
    expect(plan.count.variance.div(spent.length).compare(once.count.variance)).toBeGreaterThanOrEqual(0);
  });
});

describe('an attacker who puts one large value in, or knows of one', () => {
  const others = Array.from({ length: 200 }, (_, i) => BigInt(i % 50));
  const large = 1_000_000n;
  const bounds: MeasureBounds = { name: 'spent', least: 0n, most: 100n };
  const noiseFor = (of: MeasureBounds) =>
    samplerOf(
      planNoise({ cellsPerRow: 1, rowsPerPerson: 1, measures: [of], distribution: 'laplace', budget: budgetOf(1) })
        .sums[0] ?? fail(),
    );
  const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
  const honest = Number(sumOf(others));
  const found = (answers: readonly bigint[]) =>
    answers.filter((answer) => Math.abs(Number(answer) - honest) > 20_000).length;

  it('sees it where bounds come from the data: noise and sum grow with it', () => {
    const random = seeded(64);
    const naive = (values: readonly bigint[]) => {
      const most = values.reduce((largest, value) => (value > largest ? value : largest), 1n);
      return sumOf(values) + noiseFor({ name: 'spent', least: 0n, most })(random);
    };
    expect(found(Array.from({ length: 100 }, () => naive([...others, large])))).toBeGreaterThan(90);
    expect(found(Array.from({ length: 100 }, () => naive(others)))).toBe(0);
  });
  it('does not where they come from the schema', () => {
    const random = seeded(65);
    const ours = (values: readonly bigint[]) =>
      sumOf(values.map((value) => clamped(value, bounds))) + noiseFor(bounds)(random);
    expect(found(Array.from({ length: 100 }, () => ours([...others, large])))).toBe(0);
  });
});

const fail = (): never => {
  throw new Error('There is one sum.');
};
