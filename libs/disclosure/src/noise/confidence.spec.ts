import { seeded } from '../../test/seeded';
import { confidenceInterval, halfWidth } from './confidence';
import { exact, type Exact } from './exact';
import { samplerOf } from './mechanism';
import { noisyMean } from './mean';
import type { ColumnNoise } from './plan';

const gaussian = (variance: string | Exact): ColumnNoise => ({
  distribution: 'gaussian',
  sensitivity: 1n,
  variance: exact(variance.toString()),
});
const laplace = (scale: string): ColumnNoise => ({ distribution: 'laplace', sensitivity: 1n, scale: exact(scale) });

/** The least width by sums of floats. */
function widthBySum(weight: (x: number) => number, outside: number): number {
  let all = weight(0);
  for (let x = 1; x < 4_000; x += 1) all += 2 * weight(x);
  let inside = weight(0);
  let width = 0;
  while ((all - inside) / all > outside) {
    width += 1;
    inside += 2 * weight(width);
  }
  return width;
}

describe('confidence intervals', () => {
  it.each(['0.5', '0.9', '0.95', '0.99', '0.999999'])(
    'are the narrowest that hold %s, for small noise',
    (confidence) => {
      const outside = 1 - Number(confidence);
      for (const scale of ['0.5', '4', '37.5'])
        expect(Number(halfWidth(laplace(scale), exact(confidence)))).toBe(
          widthBySum((x) => Math.exp(-x / Number(scale)), outside),
        );
      for (const variance of ['0.2', '1', '83', '2499'])
        expect(Number(halfWidth(gaussian(variance), exact(confidence)))).toBe(
          widthBySum((x) => Math.exp((-x * x) / (2 * Number(variance))), outside),
        );
    },
  );
  it.each([
    ['0.6826894921', 1],
    ['0.95', 1.959963985],
    ['0.99', 2.575829304],
    ['0.999999', 4.891638475],
  ])('hold %s within %d standard deviations, for large noise', (confidence, deviations) => {
    for (const deviation of [1_000, 123_456_789]) {
      const width = Number(halfWidth(gaussian(exact(BigInt(deviation) ** 2n)), exact(confidence)));
      expect(width).toBeGreaterThanOrEqual(Math.floor(deviations * deviation));
      expect(width).toBeLessThanOrEqual(Math.ceil(deviations * deviation * (1 + 1e-8)) + 1);
    }
    expect(halfWidth(gaussian('1e40'.replace('1e40', `1${'0'.repeat(40)}`)), exact(confidence))).toBeGreaterThan(0n);
  });
  it('grow with confidence up to any', () => {
    const widths = ['0.9', '0.999999999', `0.${'9'.repeat(60)}`].map((confidence) =>
      halfWidth(gaussian('10000'), exact(confidence)),
    );
    expect(widths[0]).toBeLessThan(widths[1] ?? 0n);
    expect(widths[1]).toBeLessThan(widths[2] ?? 0n);
  });
  it('hold as often as they say', () => {
    const random = seeded(31);
    for (const noise of [gaussian('83'), gaussian('40000'), laplace('8')]) {
      const sampler = samplerOf(noise);
      const width = halfWidth(noise, exact('0.9'));
      let held = 0;
      for (let i = 0; i < 20_000; i += 1) {
        const drawn = sampler(random);
        if (drawn <= width && drawn >= -width) held += 1;
      }
      expect(held / 20_000).toBeGreaterThan(0.9 - 0.01);
      expect(held / 20_000).toBeLessThan(0.95);
    }
  });
  it.each(['0', '1', '-1'])('refuse a confidence of %s', (confidence) => {
    expect(() => confidenceInterval(3n, laplace('1'), exact(confidence))).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error,
    );
  });
});

describe('a noisy mean', () => {
  const pair = { sumNoise: gaussian('1000000'), countNoise: gaussian('83') };
  it('is the sum by the count, with both their doubts', () => {
    const mean = noisyMean({ ...pair, sum: 500_000n, count: 1_000n }, exact('0.95'));
    if (mean === 'tooFew') throw new Error('there are enough');
    expect(mean.mean).toMatchObject(exact(500));
    expect(mean.least.compare(485)).toBeGreaterThan(0);
    expect(mean.most.compare(520)).toBeLessThan(0);
    expect(mean.least.compare(mean.mean)).toBeLessThan(0);
  });
  it('is not said where the count may be nothing', () => {
    expect(noisyMean({ ...pair, sum: 500n, count: 20n }, exact('0.95'))).toBe('tooFew');
    expect(noisyMean({ ...pair, sum: 500n, count: -3n }, exact('0.95'))).toBe('tooFew');
  });
  it('is known less well where its numbers were rounded besides', () => {
    const numbers = { ...pair, sum: 500_000n, count: 1_000n };
    const [plain, rounded] = [{}, { moved: { sum: 50n, count: 5n } }].map((more) =>
      noisyMean({ ...numbers, ...more }, exact('0.95')),
    );
    if (!plain || !rounded || plain === 'tooFew' || rounded === 'tooFew') throw new Error('there are enough');
    expect(rounded.least.compare(plain.least)).toBeLessThan(0);
    expect(rounded.most.compare(plain.most)).toBeGreaterThan(0);
  });
  it('holds the true mean as often as it says', () => {
    const random = seeded(32);
    const [ofSum, ofCount] = [samplerOf(pair.sumNoise), samplerOf(pair.countNoise)];
    let held = 0;
    for (let i = 0; i < 500; i += 1) {
      const noisy = { sum: -9_000n + ofSum(random), count: 90n + ofCount(random) };
      const mean = noisyMean({ ...pair, ...noisy }, exact('0.9'));
      if (mean !== 'tooFew' && mean.least.compare(-100) <= 0 && mean.most.compare(-100) >= 0) held += 1;
    }
    expect(held / 500).toBeGreaterThan(0.9);
  });
});
