import fc from 'fast-check';
import {
  assertConcentrationRule,
  assertMagnitudesGiven,
  concentrationBroken,
  type ConcentrationRule,
  type Dominance,
} from './concentration';
import { layOutTable } from '../suppression/lay-out-table';
import type { Cell, Magnitude } from '../suppression/table';
import { dimension } from '../../test/tables';

/** What contributors of these values add up to. */
function magnitudeOf(values: readonly bigint[]): Magnitude {
  const sorted = values.map((value) => (value < 0n ? -value : value)).sort((a, b) => (a < b ? 1 : -1));
  return { total: sorted.reduce((sum, value) => sum + value, 0n), largest: [sorted[0] ?? 0n, sorted[1] ?? 0n] };
}

const someValues = fc.array(fc.bigInt(0n, 10n ** 30n), { minLength: 1, maxLength: 6 });
const perCent = fc.integer({ min: 1, max: 99 });
const unsafe = (values: readonly bigint[], rule: ConcentrationRule) =>
  concentrationBroken(magnitudeOf(values), rule).length > 0;

describe('the (n,k) rule', () => {
  it.each<[string, bigint[], Dominance, boolean]>([
    ['exactly k', [80n, 10n, 10n], { n: 1, k: 80 }, false],
    ['more than k', [81n, 10n, 9n], { n: 1, k: 80 }, true],
    ['two with exactly k', [50n, 30n, 20n], { n: 2, k: 80 }, false],
    ['two with more than k', [50n, 31n, 19n], { n: 2, k: 80 }, true],
    ['one contributor', [5n], { n: 1, k: 99 }, true],
    ['one contributor, of two that are asked about', [5n], { n: 2, k: 99 }, true],
    ['nothing at all', [0n, 0n], { n: 1, k: 1 }, false],
    ['losses as large as gains', [-90n, 10n], { n: 1, k: 80 }, true],
    ['a share that floats cannot tell from k', [8n * 10n ** 29n + 1n, 2n * 10n ** 29n - 1n], { n: 1, k: 80 }, true],
  ])('%s', (_, values, rule, answer) => {
    expect(unsafe(values, { dominance: [rule] })).toBe(answer);
  });

  it('leaves no one, or no two, with more than k per cent of what it calls safe', () => {
    fc.assert(
      fc.property(someValues, fc.constantFrom(1, 2), perCent, (values, n, k) => {
        const total = values.reduce((sum, value) => sum + value, 0n);
        const groups = values.flatMap((one, i) =>
          n === 1 ? [one] : [one, ...values.slice(i + 1).map((two) => one + two)],
        );
        const anyDominates = groups.some((held) => held * 100n > total * BigInt(k));
        expect(unsafe(values, { dominance: [{ n, k }] })).toBe(anyDominates);
      }),
    );
  });

  it('holds wherever several are asked for', () => {
    const both = { dominance: [{ n: 1, k: 60 }, { n: 2, k: 80 }] }; // prettier-ignore
    expect(unsafe([55n, 20n, 25n], both)).toBe(false);
    expect(unsafe([61n, 10n, 10n, 19n], both)).toBe(true);
    expect(unsafe([45n, 45n, 10n], both)).toBe(true);
  });
});

describe('the p% rule', () => {
  it.each<[string, bigint[], boolean]>([
    ['the rest is exactly p of the largest', [100n, 50n, 10n], false],
    ['the rest is less', [100n, 50n, 9n], true],
    ['one contributor', [1n], true],
    ['two contributors', [1n, 1n], true],
    ['nothing at all', [0n, 0n, 0n], false],
  ])('%s', (_, values, answer) => {
    expect(unsafe(values, { pPercent: 10 })).toBe(answer);
  });

  it('lets no contributor come nearer than p per cent to another in what it calls safe, and some in all else', () => {
    fc.assert(
      fc.property(someValues, perCent, (values, p) => {
        const total = values.reduce((sum, value) => sum + value, 0n);
        const intruders = [...values.keys(), null];
        const isTooNear = intruders.some((intruder) =>
          values.some((value, victim) => {
            const estimate = total - (intruder === null ? 0n : (values[intruder] ?? 0n));
            return victim !== intruder && (estimate - value) * 100n < value * BigInt(p);
          }),
        );
        expect(unsafe(values, { pPercent: p })).toBe(isTooNear);
      }),
    );
  });
});

describe('what cannot be judged', () => {
  const cell = (magnitudes?: Magnitude[]): Cell => ({ codes: ['a'], people: 9n, contributors: 3, magnitudes });
  const one: Magnitude = { total: 9n, largest: [4n, 3n] };

  it.each<[string, Cell[]]>([
    ['no magnitudes', [cell()]],
    ['magnitudes of some measures only', [cell([one, one]), cell([one])]],
  ])('is refused, where a rule asks: %s', (_, cells) => {
    expect(() => {
      assertMagnitudesGiven(cells, { pPercent: 10 });
    }).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_TABLE' }) as Error);
    assertMagnitudesGiven(cells, { dominance: [] });
  });

  it('is not a table without measures that says so', () => {
    assertMagnitudesGiven([cell([])], { pPercent: 10 });
    expect(concentrationBroken(one, {})).toEqual([]);
  });

  it.each([[[-1n, 0n]], [[0n, -1n]], [[3n, 4n]], [[8n, 2n]]] as [[bigint, bigint]][])(
    'is a sum of nine whose largest are %s',
    (largest) => {
      const table = { dimensions: [dimension('zone', ['a'])], cells: [cell([{ total: 9n, largest }])] };
      expect(() => layOutTable(table)).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_TABLE' }) as Error);
    },
  );

  it.each<[string, ConcentrationRule]>([
    ['three contributors', { dominance: [{ n: 3, k: 80 }] }],
    ['two answers to one question', { dominance: [{ n: 1, k: 80 }, { n: 1, k: 90 }] }], // prettier-ignore
    ['no contributor', { dominance: [{ n: 0, k: 80 }] }],
    ['all of it', { dominance: [{ n: 1, k: 100 }] }],
    ['none of it', { pPercent: 0 }],
    ['half a per cent', { pPercent: 0.5 }],
    ['not a number', { pPercent: NaN }],
  ])('is a rule of %s', (_, rule) => {
    expect(() => {
      assertConcentrationRule(rule);
    }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'DISCLOSURE.INVALID_RULE' }) as Error);
  });
});
