import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dimension } from '../../test/tables';
import { seeded } from '../../test/seeded';
import { TOTAL, type Dimension } from '../suppression/table';
import { roundControlled } from './controlled';
import type { Figures } from './figures';

const FOLDER = join(__dirname, '../../../../../shared/data/disclosure');
const present = existsSync(FOLDER);
const itWithData = present ? it : it.skip;

const absolute = (value: bigint) => (value < 0n ? -value : value);
const membersOf = ({ leaves, groups }: Dimension, code: string): readonly string[] =>
  code === TOTAL ? leaves : (groups.find((group) => group.code === code)?.leaves ?? [code]);
const codesOf = ({ leaves, groups }: Dimension) => [...leaves, ...groups.map(({ code }) => code), TOTAL];
const crossed = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((heads, list) => heads.flatMap((head) => list.map((code) => [...head, code])), [[]]);
const keyOf = (codes: readonly string[]) => codes.join('|');

/** A table with all margins. */
function figuresOf(dimensions: readonly Dimension[], valueOf: (codes: readonly string[]) => bigint): Figures {
  const cells = crossed(dimensions.map(codesOf)).map((codes) => {
    const inner = crossed(dimensions.map((of, i) => membersOf(of, codes[i] ?? '')));
    return { codes, value: inner.reduce((sum, of) => sum + valueOf(of), 0n) };
  });
  return { dimensions, cells };
}

/** Every margin against the sum of its rounded inner cells, from the definition. */
function addsUp({ dimensions, cells }: Figures, rounded: readonly bigint[]): boolean {
  const shown = new Map(cells.map(({ codes }, i) => [keyOf(codes), rounded[i] ?? 0n]));
  return cells.every(({ codes }) => {
    const inner = crossed(dimensions.map((of, i) => membersOf(of, codes[i] ?? '')));
    return inner.reduce((sum, of) => sum + (shown.get(keyOf(of)) ?? 0n), 0n) === shown.get(keyOf(codes));
  });
}

const axis = (name: string, size: number, groups: Record<string, string[]> = {}) =>
  dimension(
    name,
    Array.from({ length: size }, (_, i) => `${name}${i}`),
    groups,
  );
const randomly = (seed: number, most: number) => {
  const random = seeded(seed);
  const values = new Map<string, bigint>();
  return (codes: readonly string[]) => {
    const value = values.get(keyOf(codes)) ?? BigInt(random.word() % (most + 1));
    values.set(keyOf(codes), value);
    return value;
  };
};

describe('controlled rounding', () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 7 }),
    columns: fc.integer({ min: 1, max: 7 }),
    base: fc.integer({ min: 2, max: 12 }).map(BigInt),
    seed: fc.integer(),
  });

  it('of two dimensions adds up, every number on a multiple next to it; a multiple stays', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ rows, columns, base, seed }) => {
        const north: Record<string, string[]> = rows > 2 ? { north: ['r0', 'r1'] } : {};
        const figures = figuresOf([axis('r', rows, north), axis('c', columns)], randomly(seed, 30));
        const { rounded, unbalanced, furthest } = await roundControlled(figures, base);
        expect(unbalanced).toEqual([]);
        expect(addsUp(figures, rounded)).toBe(true);
        expect(furthest).toBeLessThan(base);
        figures.cells.forEach(({ value }, i) => {
          expect((rounded[i] ?? 1n) % base).toBe(0n);
          if (value % base === 0n) expect(rounded[i]).toBe(value);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of three dimensions adds up, no number as far off as two multiples', async () => {
    let strict = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      const figures = figuresOf([axis('a', 3), axis('b', 3), axis('c', 3)], randomly(seed, 20));
      const { rounded, unbalanced, furthest } = await roundControlled(figures, 5n);
      expect(unbalanced).toEqual([]);
      expect(addsUp(figures, rounded)).toBe(true);
      expect(furthest).toBeLessThan(10n);
      if (furthest < 5n) strict += 1;
    }
    expect(strict).toBeGreaterThan(25);
  });

  it('moves numbers no further in all than any table that adds up could', async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const figures = figuresOf([axis('a', 2), axis('b', 3)], randomly(seed, 12));
      const { rounded } = await roundControlled(figures, 5n);
      const far = (all: readonly bigint[]) =>
        all.reduce((sum, value, i) => sum + absolute(value - (figures.cells[i]?.value ?? 0n)), 0n);
      expect(far(rounded)).toBe(leastDistance(figures, 5n, far));
    }
  });

  it('takes sums in large units, and sums below zero', async () => {
    const figures = figuresOf(
      [axis('a', 3), axis('b', 3)],
      (codes) => BigInt(keyOf(codes).length) * -(10n ** 30n) + 7n,
    );
    const { rounded, furthest } = await roundControlled(figures, 1_000n);
    expect(addsUp(figures, rounded)).toBe(true);
    expect(furthest).toBeLessThan(1_000n);
  });

  it('tells nothing when it is asked again, in any order of cells, codes and dimensions', async () => {
    const random = seeded(11);
    const valueOf = randomly(12, 9);
    const [a, b] = [axis('a', 4), axis('b', 5)];
    const shuffled = <T>(all: readonly T[]): T[] =>
      all
        .map((one) => ({ one, at: random.word() }))
        .sort((x, y) => x.at - y.at)
        .map(({ one }) => one);
    const seen = new Map<string, Set<bigint>>();
    for (let repeat = 0; repeat < 40; repeat += 1) {
      const [one, other] = [a, b].map((of) => ({ ...of, leaves: shuffled(of.leaves) }));
      if (!one || !other) throw new Error('two dimensions');
      const turned = repeat % 2 === 1;
      const table = figuresOf(turned ? [other, one] : [one, other], (codes) =>
        valueOf(turned ? codes.toReversed() : codes),
      );
      const figures = { ...table, cells: shuffled(table.cells) };
      const { rounded } = await roundControlled(figures, 5n);
      figures.cells.forEach(({ codes }, i) => {
        const key = keyOf(turned ? codes.toReversed() : codes);
        seen.set(key, (seen.get(key) ?? new Set()).add(rounded[i] ?? -1n));
      });
    }
    expect([...seen.values()].every((values) => values.size === 1)).toBe(true);
  });

  it('is averaged out where chance decides anew each time', () => {
    const random = seeded(13);
    const naive = (value: number) => 5 * Math.floor(value / 5) + (random.word() % 5 < value % 5 ? 5 : 0);
    const answers = Array.from({ length: 1_000 }, () => naive(7));
    expect(Math.round(answers.reduce((sum, answer) => sum + answer, 0) / 1_000)).toBe(7);
  });

  it('says which totals do not add up where a table is too large to search', async () => {
    const figures = figuresOf([axis('a', 260), axis('b', 270)], randomly(14, 4));
    const { rounded, unbalanced, furthest } = await roundControlled(figures, 5n);
    expect(furthest).toBe(2n);
    expect(unbalanced.length).toBeGreaterThan(0);
    expect(rounded.every((value) => value % 5n === 0n)).toBe(true);
  });

  it.each([
    ['a margin that is not its parts', { codes: [TOTAL], value: 3n }, 5n, 'DISCLOSURE.INVALID_TABLE'],
    ['a code that nobody knows', { codes: ['x'], value: 3n }, 5n, 'DISCLOSURE.INVALID_TABLE'],
    ['a cell listed twice', { codes: ['a0'], value: 1n }, 5n, 'DISCLOSURE.INVALID_TABLE'],
    ['a base of nothing', { codes: [TOTAL], value: 2n }, 0n, 'DISCLOSURE.INVALID_RULE'],
  ])('refuses %s', async (_, cell, base, code) => {
    const cells = [{ codes: ['a0'], value: 1n }, { codes: ['a1'], value: 1n }, cell];
    await expect(roundControlled({ dimensions: [axis('a', 2)], cells }, base)).rejects.toMatchObject({ code });
  });

  itWithData('z2 to base 5: as near as the peer, and every number a multiple', async () => {
    const rows = readFileSync(join(FOLDER, 'pls_z2_base5.csv'), 'utf8').replaceAll('"', '').trim().split('\n').slice(1);
    const theirs = rows.map((row) => {
      const [region = '', income = '', original = '', shown = ''] = row.split(',');
      const codes = [region, income].map((code) => (code === 'Total' ? TOTAL : code));
      return { codes, value: BigInt(original), shown: BigInt(shown) };
    });
    const leaves = (at: number) =>
      [...new Set(theirs.map(({ codes }) => codes[at] ?? ''))].filter((code) => code !== TOTAL);
    const figures = { dimensions: [dimension('region', leaves(0)), dimension('income', leaves(1))], cells: theirs };
    const { rounded, furthest } = await roundControlled(figures, 5n);
    expect(addsUp(figures, rounded)).toBe(true);
    expect(
      addsUp(
        figures,
        theirs.map(({ shown }) => shown),
      ),
    ).toBe(true);
    const theirFurthest = theirs.reduce(
      (most, { value, shown }) => (absolute(shown - value) > most ? absolute(shown - value) : most),
      0n,
    );
    expect(theirFurthest).toBe(4n);
    expect(furthest).toBeLessThanOrEqual(theirFurthest);
    // Theirs rounds inner cells below the base only, and adds the others up as they are: most of its numbers are exact,
    // and the true counts of five and more are published. Ours is asked to leave no number exact that is no multiple.
    expect(theirs.filter(({ shown }) => shown % 5n !== 0n).length).toBe(42);
    expect(rounded.filter((value) => value % 5n !== 0n)).toEqual([]);
    const changed = theirs.filter(({ value, shown }) => value !== shown);
    expect(changed.filter(({ codes }) => !codes.includes(TOTAL)).every(({ value }) => value < 5n)).toBe(true);
  });
});

/** Tries every way to round the inner cells up or down. */
function leastDistance(figures: Figures, base: bigint, far: (all: readonly bigint[]) => bigint): bigint {
  const inner = figures.cells.filter(({ codes, value }) => !codes.includes(TOTAL) && value % base !== 0n);
  let least: bigint | null = null;
  for (let choice = 0; choice < 2 ** inner.length; choice += 1) {
    const ups = new Set(inner.filter((_, i) => (choice >> i) & 1).map(({ codes }) => keyOf(codes)));
    const shown = figuresOf(figures.dimensions, (codes) => {
      const value = figures.cells.find((cell) => keyOf(cell.codes) === keyOf(codes))?.value ?? 0n;
      return value - (value % base) + (ups.has(keyOf(codes)) ? base : 0n);
    }).cells.map(({ value }) => value);
    const near = shown.every((value, i) => absolute(value - (figures.cells[i]?.value ?? 0n)) < base);
    if (near && (least === null || far(shown) < least)) least = far(shown);
  }
  return least ?? -1n;
}
