import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { deltaOf, epsilonOf, rhoOf } from './accounting';
import { boundsOf, expOf, highest, logOf, lowest } from './bounds';
import { exact, ratio } from './exact';

/** Figures of a reference implementation; they stand beside the repository, not in it. */
const FILE = join(__dirname, '../../../../../shared/data/disclosure/dp_kat.json');
const present = existsSync(FILE);
const describeWithData = present ? describe : describe.skip;
const title = present ? 'known answers of peers' : `known answers of peers: skipped, there is no ${FILE}`;
type Answers = Record<'cdp_eps' | 'cdp_rho' | 'cdp_delta', number[][]>;
const answers = present ? (JSON.parse(readFileSync(FILE, 'utf8')) as Answers) : undefined;
const of = (value = 0) => exact(String(value).includes('e') ? value.toFixed(12) : String(value));
const relative = (ours: { valueOf(): number }, theirs = 0) => ours.valueOf() / theirs - 1;

describeWithData(title, () => {
  it.each(answers?.cdp_eps ?? [])('ρ = %d, δ = %d: ε = %d (%d by the simpler bound)', (rho, delta, tight, simple) => {
    const epsilon = epsilonOf(of(rho), of(delta));
    expect(Math.abs(relative(epsilon, tight))).toBeLessThan(1e-12);
    expect(epsilon.valueOf()).toBeLessThan(simple);
    // The second column is the bound of Bun and Steinke (2016), which needs no α: ρ + 2·√(ρ·log(1/δ)).
    expect(rho + 2 * Math.sqrt(rho * -Math.log(delta))).toBeCloseTo(simple, 9);
  });
  it.each(answers?.cdp_rho ?? [])('ε = %d, δ = %d: ρ = %d', (epsilon, delta, rho) => {
    expect(Math.abs(relative(rhoOf(of(epsilon), of(delta)), rho))).toBeLessThan(1e-9);
  });
  it.each(answers?.cdp_delta ?? [])(
    'ρ = %d, ε = %d: δ = %d (%d by the simpler bound)',
    (rho, epsilon, tight, simple) => {
      const delta = deltaOf(of(rho), of(epsilon));
      expect(Math.abs(relative(delta, tight))).toBeLessThan(1e-9);
      expect(Math.exp(-((epsilon - rho) ** 2) / (4 * rho))).toBeCloseTo(simple, 9);
    },
  );
});

describe('bounds of exp and log', () => {
  it('hold the number between them, and are narrow', () => {
    const parts = fc.tuple(fc.bigInt(1n, 10n ** 12n), fc.bigInt(1n, 10n ** 12n));
    fc.assert(
      fc.property(parts, ([numerator, denominator]) => {
        const value = ratio(numerator, denominator);
        const log = logOf(value);
        expect(log.most - log.least).toBeLessThan(2n ** 20n);
        expect(highest(log).valueOf()).toBeCloseTo(Math.log(value.valueOf()), 9);
        const back = expOf(log);
        expect(lowest(back).compare(value)).toBeLessThanOrEqual(0);
        expect(highest(back).compare(value)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  it('multiply: e^(a+b) lies where e^a · e^b lies', () => {
    const exponent = fc.integer({ min: -50_000, max: 50_000 }).map((value) => ratio(BigInt(value), 1_000n));
    fc.assert(
      fc.property(exponent, exponent, (a, b) => {
        const [one, other, both] = [a, b, a.add(b)].map((value) => expOf(boundsOf(value)));
        if (!one || !other || !both) throw new Error('three exponents');
        expect(lowest(one).mul(lowest(other)).compare(highest(both))).toBeLessThanOrEqual(0);
        expect(highest(one).mul(highest(other)).compare(lowest(both))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  it('know e to seventy digits', () => {
    const digits = exact('2.7182818284590452353602874713526624977572470936999595749669676277240766');
    const e = expOf(boundsOf(exact(1)));
    expect(
      lowest(e)
        .sub(digits)
        .abs()
        .compare(ratio(1n, 10n ** 69n)),
    ).toBeLessThan(0);
    expect(highest(e).compare(digits)).toBeGreaterThan(0);
  });
});

describe('converting between ρ and (ε, δ)', () => {
  const decimal = (min: number, max: number) =>
    fc.integer({ min, max }).map((thousandths) => ratio(BigInt(thousandths), 1_000n));
  const delta = fc.integer({ min: 2, max: 12 }).map((digits) => ratio(1n, 10n ** BigInt(digits)));

  it('never understates: what ρ(ε) allows costs at most ε, and loses little', () => {
    fc.assert(
      fc.property(decimal(10, 20_000), delta, (epsilon, at) => {
        const back = epsilonOf(rhoOf(epsilon, at), at);
        // Each way finds its own α, so the last digits may differ.
        expect(back.compare(epsilon.mul('1.000000000001'))).toBeLessThanOrEqual(0);
        expect(Math.abs(relative(back, epsilon.valueOf()))).toBeLessThan(1e-6);
      }),
      { numRuns: 50 },
    );
  });
  it('costs nothing where nothing was drawn', () => {
    expect(epsilonOf(exact(0), exact('0.000001')).equals(0)).toBe(true);
    expect(deltaOf(exact(0), exact(1)).equals(0)).toBe(true);
  });
});
