import fc from 'fast-check';
import type { QuantileShare } from '../noise/quantile';
import { quantileOnGrid, type GridBin } from './quantile';

const MEDIAN: QuantileShare = { part: 1, of: 2 };

/** Persons by interval of the grid, from their values; an interval reaches from its step to below the next. */
function binsOf(values: readonly bigint[], step: bigint): GridBin[] {
  const persons = new Map<bigint, bigint>();
  for (const value of values) {
    const at = value >= 0n ? value / step : -((-value + step - 1n) / step);
    persons.set(at, (persons.get(at) ?? 0n) + 1n);
  }
  return [...persons].map(([at, of]) => ({ step: at, persons: of })).sort((a, b) => (a.step < b.step ? -1 : 1));
}

/** What an engine without the rule would publish. */
const naiveQuantile = (values: readonly bigint[], { part, of }: QuantileShare): bigint => {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  return sorted[Math.ceil((sorted.length * part) / of) - 1] ?? 0n;
};

const values = fc.array(fc.bigInt(-100n, 100n), { minLength: 1, maxLength: 60 });
const share = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 10 })).filter(([a, b]) => a < b);

describe('a quantile', () => {
  it('is somebody’s own income for a naive engine, and an interval or nothing here', () => {
    const incomes = [1_000n, 1_200n, 87_654n]; // the median of three is the income of the one in the middle
    expect(naiveQuantile(incomes, MEDIAN)).toBe(1_200n);
    expect(quantileOnGrid(binsOf(incomes, 100n), MEDIAN, 10)).toBeNull();
    const many = Array.from({ length: 31 }, (_, i) => BigInt(1_000 + 100 * i));
    expect(quantileOnGrid(binsOf(many, 100n), MEDIAN, 10)).toBe(25n);
  });

  it('is no extreme, however near the share is to one', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => BigInt(i));
    expect(naiveQuantile(many, { part: 999, of: 1_000 })).toBe(998n);
    expect(quantileOnGrid(binsOf(many, 1n), { part: 999, of: 1_000 }, 10)).toBeNull();
  });

  it('tells nothing of a group that is alike', () => {
    expect(quantileOnGrid([{ step: 7n, persons: 500n }], MEDIAN, 1)).toBeNull();
  });

  it('has k persons on both sides, and is the interval of the exact quantile', () => {
    fc.assert(
      fc.property(values, share, fc.integer({ min: 1, max: 10 }), (of, [part, all], k) => {
        const found = quantileOnGrid(binsOf(of, 7n), { part, of: all }, k);
        const [exact] = binsOf([naiveQuantile(of, { part, of: all })], 7n);
        const below = of.filter((value) => value < 7n * (exact?.step ?? 0n)).length;
        const above = of.filter((value) => value >= 7n * ((exact?.step ?? 0n) + 1n)).length;
        expect(found).toBe(below >= k && above >= k ? exact?.step : null);
      }),
    );
  });

  it('is not to be had by who puts rows of their own around the value of somebody else', () => {
    const of = (contributor: number, persons: bigint) => ({ contributor, persons });
    const padded = [
      { step: 0n, persons: 11n, contributors: [of(0, 10n), of(1, 1n)] },
      { step: 5n, persons: 1n, contributors: [of(1, 1n)] },
      { step: 9n, persons: 11n, contributors: [of(0, 10n), of(2, 1n)] },
    ];
    expect(quantileOnGrid(padded, MEDIAN, 10)).toBe(5n); // where nobody asks who brought them
    expect(quantileOnGrid(padded, MEDIAN, 10, 2)).toBeNull();
    expect(quantileOnGrid(padded, MEDIAN, 10, 1)).toBe(5n);
    const unknown = padded.map(({ step, persons }) => ({ step, persons }));
    expect(() => quantileOnGrid(unknown, MEDIAN, 10, 1)).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_TABLE' }) as Error,
    );
  });

  it('counts persons, not the rows that one of them has on a side, or on both', () => {
    const rows = [0n, 5n, 9n].map((step) => ({ step, persons: 10n }));
    expect(quantileOnGrid(rows, MEDIAN, 10)).toBe(5n);
    const ofFew = rows.map((one) => ({ ...one, lowest: 2n, highest: 2n }));
    expect(quantileOnGrid(ofFew, MEDIAN, 2)).toBe(5n);
    expect(quantileOnGrid(ofFew, MEDIAN, 3)).toBeNull();
    const onBothSides = rows.map(({ step, persons }) => ({
      ...{ step, persons, lowest: step === 0n ? 10n : 0n, highest: step === 9n ? 10n : 0n },
    }));
    expect(quantileOnGrid(onBothSides, MEDIAN, 1)).toBeNull();
  });

  it.each<[string, QuantileShare, number, GridBin[]]>([
    ['the minimum', { part: 0, of: 1 }, 10, []],
    ['the maximum', { part: 1, of: 1 }, 10, []],
    ['nobody on a side', MEDIAN, 0, []],
    ['intervals in no order', MEDIAN, 1, [{ step: 2n, persons: 1n }, { step: 1n, persons: 1n }]], // prettier-ignore
    ['persons that are fewer than none', MEDIAN, 1, [{ step: 2n, persons: -1n }]],
  ])('is not of %s', (_, of, k, bins) => {
    expect(() => quantileOnGrid(bins, of, k)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^DISCLOSURE\.INVALID_/) as string }) as Error,
    );
  });
});
