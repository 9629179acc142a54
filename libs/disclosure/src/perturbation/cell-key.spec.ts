import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { seeded } from '../../test/seeded';
import { exact, ratio } from '../noise/exact';
import { cellKeyOf, perturb, perturbationTable, type CellKeyTerms, type PerturbationTable } from './cell-key';

/** Figures of the peers ptable and cellKey; they stand beside the repository, not in it. */
const FOLDER = join(__dirname, '../../../../../shared/data/disclosure');
const present = existsSync(FOLDER);
const describeWithData = present ? describe : describe.skip;
const title = present ? 'known answers of peers' : `known answers of peers: skipped, there is no ${FOLDER}`;

const KEYS = 2n ** 64n;
const rowsOf = (file: string) =>
  readFileSync(join(FOLDER, file), 'utf8')
    .replaceAll('"', '')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const table = (maxNoise: number, variance: string, neverShown = 0) =>
  perturbationTable({ maxNoise, variance: exact(variance), neverShown });
const chancesOf = ({ rows }: PerturbationTable, count: number) =>
  (rows[count] ?? []).map(({ by, upTo }, i, all) => ({ by, chance: upTo - (all[i - 1]?.upTo ?? 0n) }));
const key = fc.bigInt(0n, KEYS - 1n);

describe('perturbation tables', () => {
  const terms = fc.integer({ min: 1, max: 20 }).chain((maxNoise) =>
    fc.record({
      maxNoise: fc.constant(maxNoise),
      variance: fc.integer({ min: 5, max: 95 }).map((percent) => ratio(BigInt(percent * maxNoise), 100n)),
    }),
  );

  it('move by 0 on average, exactly, and spread as asked for, for every count', () => {
    fc.assert(
      fc.property(terms, (asked: CellKeyTerms) => {
        const made = perturbationTable(asked);
        made.rows.slice(1).forEach((_, i) => {
          const chances = chancesOf(made, i + 1);
          const moment = (order: bigint) => chances.reduce((sum, { by, chance }) => sum + by ** order * chance, 0n);
          expect(moment(0n)).toBe(KEYS);
          expect(moment(1n)).toBe(0n);
          expect(
            ratio(moment(2n), KEYS)
              .sub(asked.variance)
              .abs()
              .compare(ratio(1n, 10n ** 9n)),
          ).toBeLessThan(0);
          expect(chances.every(({ chance }) => chance >= 0n)).toBe(true);
        });
      }),
    );
  });
  it('never make a count negative, never move it far, and leave nobody nobody', () => {
    const made = table(5, '3');
    fc.assert(
      fc.property(fc.bigInt(0n, 40n), key, (count, cellKey) => {
        const shown = perturb(count, cellKey, made);
        expect(shown >= 0n && shown >= count - 5n && shown <= count + 5n).toBe(true);
        if (count === 0n) expect(shown).toBe(0n);
      }),
    );
  });
  it('never show what is never to be shown', () => {
    const made = table(5, '3', 2);
    fc.assert(
      fc.property(fc.bigInt(0n, 20n), key, (count, cellKey) => {
        expect([1n, 2n]).not.toContain(perturb(count, cellKey, made));
      }),
    );
  });
  it.each([
    ['no noise', 0, '1', 0],
    ['too much noise', 21, '1', 0],
    ['half a number', 2.5, '1', 0],
    ['a variance that a count of one cannot have', 5, '5', 0],
    ['no variance', 5, '0', 0],
    ['a variance too small to jump over what is never shown', 5, '2', 2],
    ['more that is never shown than noise can jump', 3, '2', 4],
  ])('refuse %s', (_, maxNoise, variance, neverShown) => {
    expect(() => table(maxNoise, variance, neverShown)).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error,
    );
  });
  it('say which variances there are', () => {
    expect(() => table(5, '7')).toThrow(/counts of 1 can only have a variance between 0 and 5/);
  });
});

describe('cell keys', () => {
  it('of the whole are the sum of those of its parts, in any order, and a record counted twice does not vanish', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(key), (some, others) => {
        const whole = cellKeyOf([...some, ...others]);
        expect(cellKeyOf([cellKeyOf(others), cellKeyOf(some)])).toBe(whole);
        expect(whole >= 0n && whole < KEYS).toBe(true);
      }),
    );
    expect(cellKeyOf([5n, 5n])).toBe(10n);
  });
  it.each([-1n, KEYS])('refuse %s', (wrong) => {
    expect(() => perturb(3n, wrong, table(5, '3'))).toThrow();
  });
});

describe('an attacker who asks often', () => {
  const random = seeded(21);
  const anyKey = () => (BigInt(random.word()) << 32n) | BigInt(random.word());
  const made = table(5, '3');
  const people = Array.from({ length: 37 }, anyKey);
  const mean = (answers: readonly bigint[]) =>
    answers.reduce((sum, answer) => sum + Number(answer), 0) / answers.length;

  it('averages noise away that is drawn anew, and not noise that sticks', () => {
    const naive = Array.from({ length: 1_000 }, () => perturb(37n, anyKey(), made));
    expect(Math.round(mean(naive))).toBe(37);
    const sticky = Array.from({ length: 1_000 }, () => perturb(37n, cellKeyOf(people), made));
    expect(new Set(sticky).size).toBe(1);
  });
  it('learns from many ways to split the same people: that is why tables are capped', () => {
    // Each split adds a complement up again with a new key: the law of large numbers works on the attacker's side.
    const splits = (count: number) =>
      Array.from({ length: count }, () => {
        const [one, other]: [bigint[], bigint[]] = [[], []];
        for (const person of people) (random.word() % 2 === 0 ? one : other).push(person);
        return [one, other].reduce((sum, part) => sum + perturb(BigInt(part.length), cellKeyOf(part), made), 0n);
      });
    expect(Math.round(mean(splits(3_000)))).toBe(37);
    const few = Array.from({ length: 200 }, () => Math.round(mean(splits(3))));
    expect(few.filter((guess) => guess !== 37).length).toBeGreaterThan(100);
    // Without sticky keys no splitting is needed, and two questions differ although nobody came or left.
    expect(new Set(Array.from({ length: 100 }, () => perturb(37n, anyKey(), made))).size).toBeGreaterThan(3);
  });
  it('does not see by a difference of two tables whether one person is there', () => {
    const seen = new Map<bigint, number>();
    for (let repeat = 0; repeat < 2_000; repeat += 1) {
      const others = Array.from({ length: 20 }, anyKey);
      const without = perturb(20n, cellKeyOf(others), made);
      const difference = perturb(21n, cellKeyOf([...others, anyKey()]), made) - without;
      seen.set(difference, (seen.get(difference) ?? 0) + 1);
    }
    expect(seen.get(1n) ?? 0).toBeLessThan(2_000 / 4);
    expect(seen.size).toBeGreaterThan(8);
  });
});

describeWithData(title, () => {
  it('ptable, D = 5, V = 3, js = 2: the same chances', () => {
    const made = table(5, '3', 2);
    expect(made.rows.length).toBe(9);
    const theirs = rowsOf('ptable_D5_V3_js2.csv').map(([count, , chance, by]) => ({
      count: Number(count),
      chance: Number(chance),
      by: BigInt(by ?? 0),
    }));
    for (const { count, chance, by } of theirs.filter((row) => row.count !== 4)) {
      const ours = chancesOf(made, count).find((move) => move.by === by);
      expect(Math.abs(Number(ours?.chance ?? 0n) / 2 ** 64 - chance)).toBeLessThan(5e-8);
    }
    // For a count of 4 the peer also wants no move to be likelier than none, and makes −1 and 0 equally likely. Ours does
    // not: with the same mean and variance it has the larger entropy, which is what is asked for.
    const four = theirs.filter(({ count }) => count === 4);
    const entropy = (chances: readonly number[]) =>
      -chances.reduce((sum, chance) => sum + chance * Math.log(chance), 0);
    const ours = chancesOf(made, 4).map(({ chance }) => Number(chance) / 2 ** 64);
    expect(four.find(({ by }) => by === -1n)?.chance).toBeCloseTo(four.find(({ by }) => by === 0n)?.chance ?? 0, 7);
    expect(entropy(ours)).toBeGreaterThan(entropy(four.map(({ chance }) => chance)) + 0.0005);
    ours.forEach((chance, i) => {
      expect(Math.abs(chance - (four[i]?.chance ?? 0))).toBeLessThan(0.0123);
    });
  });

  it('cellKey: the same lookup gives its perturbed counts', () => {
    const made = table(5, '3', 2);
    const header = 'urbrur,roof,walls,water,electcon,relat,sex,age'.split(',');
    const people = rowsOf('cellkey_input.csv').map((row) => ({
      sex: row[header.indexOf('sex')],
      age: row[header.indexOf('age')],
      // Its keys are fractions of eight digits; ours are as many 2⁶⁴ths.
      digits: BigInt(Math.round(Number(row.at(-1)) * 1e8)),
    }));
    for (const [sex, age, , count = '', , shown = ''] of rowsOf('cellkey_freqtab.csv')) {
      const inside = people.filter((one) => (sex === 'Tot' || one.sex === sex) && (age === 'Tot' || one.age === age));
      expect(inside.length).toBe(Number(count));
      const digits = inside.reduce((sum, one) => sum + one.digits, 0n) % 10n ** 8n;
      expect(perturb(BigInt(inside.length), (digits * KEYS) / 10n ** 8n, made)).toBe(BigInt(shown));
    }
  });
});
