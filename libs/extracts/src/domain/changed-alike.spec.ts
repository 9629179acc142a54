import { exact, perturb, perturbationTable, roundToMultiple, type PerturbationTable } from '#disclosure';
import { seeded } from '../../../disclosure/test/seeded';
import { changedAlike } from './changed-alike';
import type { Terms } from './permit';

const to = (...roundingBases: number[]): Partial<Terms> => ({ roundingBases });
const together = (base: number): Partial<Terms> => ({ roundingBases: [base], rounding: 'controlled' });
const keyed = (maxNoise: number, variance: string): Partial<Terms> => ({ cellKey: { maxNoise, variance, tables: 9 } });
const range = (from: number, upTo: number) => Array.from({ length: upTo - from }, (_, at) => BigInt(from + at));

/** Pairs of terms of which no two may be out of the same cells. */
const areAllKept = (all: readonly Partial<Terms>[]) =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => changedAlike(one, other))).every((alike) => !alike);

describe('numbers that are changed in two ways', () => {
  it.each<[string, Partial<Terms>, Partial<Terms>]>([
    ['exact beside anything', {}, { ...to(10), ...keyed(5, '3') }],
    ['to one base, said in two ways', to(2, 5), { ...to(10), rounding: 'independent' }],
    ['to three times the base', to(5), to(15)],
    ['together, to any multiple of the base', together(5), together(10)],
    ['by the same keys, of more tables', keyed(5, '3'), { cellKey: { maxNoise: 5, variance: '3.0', tables: 2 } }],
    ['by the same keys, and rounded then', keyed(5, '3'), { ...keyed(5, '3'), ...to(10) }],
    ['by keys and rounded, whatever is said of rounding together', { ...keyed(5, '3'), ...together(5) }, { ...keyed(5, '3'), ...to(15) }], // prettier-ignore
  ])('are told no more nearly: %s', (_, one, other) => {
    expect([changedAlike(one, other), changedAlike(other, one)]).toEqual([true, true]);
  });

  it.each<[string, Partial<Terms>, Partial<Terms>]>([
    ['to twice the base', to(5), to(10)],
    ['to bases of which neither divides the other', to(4), to(6)],
    ['the same, together', together(4), together(6)],
    ['by themselves and together', to(5), together(5)],
    ['by keys of another variance', keyed(5, '3'), keyed(5, '4')],
    ['by keys that go further', keyed(5, '3'), keyed(6, '3')],
    ['rounded, and by keys', to(5), keyed(5, '3')],
  ])('are told more nearly: %s', (_, one, other) => {
    expect([changedAlike(one, other), changedAlike(other, one)]).toEqual([false, false]);
  });

  it('are told as by the finer base alone just where this says so, for all bases up to 16', () => {
    const numbers = range(-120, 121);
    const fitting = (base: bigint, value: bigint) =>
      numbers.filter((other) => roundToMultiple(other, base) === roundToMultiple(value, base));
    for (const finer of range(2, 17)) {
      for (const coarser of range(Number(finer), 17)) {
        const isTold = range(-60, 61).some((value) => {
          const both = fitting(coarser, value);
          return fitting(finer, value).some((other) => !both.includes(other));
        });
        expect(changedAlike(to(Number(finer)), to(Number(coarser)))).toBe(!isTold);
      }
    }
  });

  it('are told as by the finer base alone just where this says so, where they are rounded together', () => {
    // A number goes to either multiple beside it, and a table with other cells may tell the other: so the step in between.
    const isNear = (base: bigint, shown: bigint, value: bigint) => shown - base < value && value < shown + base;
    for (const finer of range(2, 17)) {
      for (const coarser of range(Number(finer), 17)) {
        const isTold = range(60, 120).some((value) => {
          const below = value - (value % finer);
          const left = range(Number(value === below ? below - finer : below) + 1, Number(below + finer));
          const shown = range(0, 200).filter((one) => one % coarser === 0n && isNear(coarser, one, value));
          return shown.some((one) => left.some((other) => !isNear(coarser, one, other)));
        });
        expect(changedAlike(together(Number(finer)), together(Number(coarser)))).toBe(!isTold);
      }
    }
  });
});

describe('whoever has the same cell from several permissions', () => {
  it('knows half of all numbers exactly of five rounding bases, which no two tables of ours have', () => {
    const bases = [3n, 4n, 5n, 7n, 10n];
    const fitting = (value: bigint) =>
      range(Number(value) - 15, Number(value) + 16).filter((other) =>
        bases.every((base) => roundToMultiple(other, base) === roundToMultiple(value, base)),
      );
    expect(range(20, 1_020).filter((value) => fitting(value).length === 1).length).toBeGreaterThan(450);
    expect(areAllKept(bases.map((base) => to(Number(base))))).toBe(true);
  });

  it('guesses most counts rightly of five perturbation tables, and few of the one that leaves with us', () => {
    const variances = ['1', '2', '3', '4', '4.5'];
    const tables = variances.map((variance) => perturbationTable({ maxNoise: 5, variance: exact(variance) }));
    const random = seeded(7);
    const people = 20n;
    const rightOf = (known: readonly PerturbationTable[]) =>
      range(0, 500).filter(() => {
        const key = (BigInt(random.word()) << 32n) | BigInt(random.word());
        return bestGuess(known, known.map((table) => perturb(people, key, table))) === people; // prettier-ignore
      }).length;
    expect(rightOf(tables)).toBeGreaterThan(300);
    expect(rightOf(tables.slice(2, 3))).toBeLessThan(150);
    expect(areAllKept(variances.map((variance) => keyed(5, variance)))).toBe(true);
  });
});

/** The count for which most keys show what was seen: a key falls into one step of each perturbation table. */
function bestGuess(tables: readonly PerturbationTable[], seen: readonly bigint[]): bigint | undefined {
  const keysOf = (count: bigint) => {
    const steps = tables.map(({ rows }, at) => {
      const row = rows[Math.min(Number(count), rows.length - 1)] ?? [];
      const step = row.findIndex(({ by }) => by === (seen[at] ?? 0n) - count);
      return { from: row[step - 1]?.upTo ?? 0n, upTo: row[step]?.upTo ?? 0n };
    });
    const from = steps.reduce((most, step) => (step.from > most ? step.from : most), 0n);
    return steps.reduce((least, { upTo }) => (upTo < least ? upTo : least), 1n << 64n) - from;
  };
  return range(0, 40).toSorted((one, other) => Number(keysOf(other) - keysOf(one)))[0];
}
