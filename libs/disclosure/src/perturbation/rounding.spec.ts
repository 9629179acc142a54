import fc from 'fast-check';
import { commonBase, roundToMultiple } from './rounding';

const aBase = fc.bigInt(1n, 1_000n);
const aValue = fc.bigInt(-(10n ** 40n), 10n ** 40n);
const absolute = (value: bigint) => (value < 0n ? -value : value);

describe('rounding to a base', () => {
  it.each([
    [0n, 5n, 0n],
    [2n, 5n, 0n],
    [3n, 5n, 5n],
    [5n, 10n, 10n],
    [15n, 10n, 20n],
    [-4n, 10n, 0n],
    [-5n, 10n, -10n],
    [499n, 1_000n, 0n],
    [7n, 1n, 7n],
  ])('%s to %s is %s', (value, base, rounded) => {
    expect(roundToMultiple(value, base)).toBe(rounded);
  });

  it('gives a multiple, none of which is nearer, and the same again', () => {
    fc.assert(
      fc.property(aValue, aBase, (value, base) => {
        const rounded = roundToMultiple(value, base);
        expect(rounded % base).toBe(0n);
        expect(2n * absolute(rounded - value)).toBeLessThanOrEqual(base);
        expect(roundToMultiple(rounded, base)).toBe(rounded);
      }),
    );
  });

  it('keeps order and sign', () => {
    fc.assert(
      fc.property(aValue, fc.bigInt(0n, 2_000n), aBase, (value, more, base) => {
        expect(roundToMultiple(value + more, base)).toBeGreaterThanOrEqual(roundToMultiple(value, base));
        expect(roundToMultiple(-value, base)).toBe(-roundToMultiple(value, base));
      }),
    );
  });

  it('leaves as many true values as the base has units behind every number but zero', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 20n), fc.bigInt(1n, 60n), (multiple, base) => {
        const published = multiple * base;
        const around = Array.from({ length: Number(2n * base) + 1 }, (_, i) => published - base + BigInt(i));
        const behind = around.filter((value) => roundToMultiple(value, base) === published);
        expect(BigInt(behind.length)).toBe(base);
      }),
    );
  });

  it('gives away what it hides when halves go to the even multiple', () => {
    const toEven = (value: number) => 2 * (value % 4 === 3 ? (value + 1) / 2 : Math.floor(value / 2));
    const behind = (round: (value: number) => number) => [0, 1, 2, 3, 4, 5].filter((value) => round(value) === 2);
    expect(behind(toEven)).toEqual([2]);
    expect(behind((value) => Number(roundToMultiple(BigInt(value), 2n)))).toEqual([1, 2]);
  });

  /** OpenSAFELY's midpoint of six: 0 is 0, 1–6 are 3, 7–12 are 9, … No policy asks for it, and rounding has it inside. */
  it('holds midpoint rounding: up by two, to the nearest six, and down by half of it', () => {
    const midpoint = (count: bigint) => (count === 0n ? 0n : roundToMultiple(count + 2n, 6n) - 3n);
    const expected = (count: number) => (count === 0 ? 0n : BigInt(6 * Math.ceil(count / 6) - 3));
    for (let count = 0; count <= 100; count += 1) expect(midpoint(BigInt(count))).toBe(expected(count));
    expect([1n, 6n, 7n, 12n, 13n, 18n].map(midpoint)).toEqual([3n, 3n, 9n, 9n, 15n, 15n]);
  });
});

describe('the common base', () => {
  it('is the least number that every base divides', () => {
    const bases = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(bases, (all) => {
        const common = Number(commonBase(all));
        const divides = (number: number) => all.every((base) => number % base === 0);
        const least = Array.from({ length: common }, (_, i) => i + 1).find(divides);
        expect(least).toBe(common);
      }),
    );
  });

  it('is exact beyond every float', () => {
    const primes = [997, 991, 983, 977, 971, 967, 953];
    expect(commonBase(primes)).toBe(primes.reduce((product, prime) => product * BigInt(prime), 1n));
  });

  it.each([0, -5, 2.5, NaN])('refuses %s', (base) => {
    expect(() => commonBase([base])).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error);
  });
});
