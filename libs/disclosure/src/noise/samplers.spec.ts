import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { seeded } from '../../test/seeded';
import { below, belowBig, happens, happensBig, happensExp, happensExpBig, SMALL } from './chance';
import { discreteGaussian } from './discrete-gaussian';
import { discreteLaplace, type Sampler } from './discrete-laplace';
import { exact, ratio, rootOf } from './exact';
import { cryptoRandom, type RandomInts } from './random-ints';

const FILE = join(__dirname, '../../../../../shared/data/disclosure/dp_kat.json');
const present = existsSync(FILE);
const itWithData = present ? it : it.skip;

/** Chances of 0, ±1, ±2, …, by the definition. */
const laplaceChance = (scale: number) => (x: number) =>
  ((1 - Math.exp(-1 / scale)) / (1 + Math.exp(-1 / scale))) * Math.exp(-Math.abs(x) / scale);
function gaussianChance(variance: number): (x: number) => number {
  let all = 1;
  for (let x = 1; x < 20 * Math.sqrt(variance) + 20; x += 1) all += 2 * Math.exp((-x * x) / (2 * variance));
  return (x) => Math.exp((-x * x) / (2 * variance)) / all;
}

type Group = { readonly expected: number; readonly count: number };

/** Values that should come up ten times or more, each by itself, and the rest as one. */
function groupsOf(draws: readonly bigint[], chance: (x: number) => number): Group[] {
  const counts = new Map<number, number>();
  for (const draw of draws) counts.set(Number(draw), (counts.get(Number(draw)) ?? 0) + 1);
  const groups: Group[] = [];
  for (let x = 0; chance(x) * draws.length >= 10; x += 1)
    for (const value of x === 0 ? [0] : [x, -x])
      groups.push({ expected: chance(value) * draws.length, count: counts.get(value) ?? 0 });
  const rest = (of: (group: Group) => number) => groups.reduce((left, group) => left - of(group), draws.length);
  return [
    ...groups,
    {
      expected: Math.max(
        1,
        rest(({ expected }) => expected),
      ),
      count: rest(({ count }) => count),
    },
  ];
}

/** Pearson's statistic of draws against chances, in standard deviations (Wilson & Hilferty): above 4 once in 30,000 times. */
function surprise(draws: readonly bigint[], chance: (x: number) => number): number {
  const groups = groupsOf(draws, chance);
  const statistic = groups.reduce((sum, { expected, count }) => sum + (count - expected) ** 2 / expected, 0);
  const spread = 2 / (9 * (groups.length - 1));
  return (Math.cbrt(statistic / (groups.length - 1)) - (1 - spread)) / Math.sqrt(spread);
}

const drawn = (sampler: Sampler, count: number, seed: number): bigint[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => sampler(random));
};
const DRAWS = 100_000;

describe('discrete Laplace', () => {
  it.each(['1', '4', '5/2', '1/3', '40', '0.7'])('of scale %s draws each number as often as it should', (scale) => {
    const draws = drawn(discreteLaplace(exact(scale)), DRAWS, 1);
    expect(surprise(draws, laplaceChance(exact(scale).valueOf()))).toBeLessThan(4);
  });
  it('draws alike where its numbers are beyond safe integers', () => {
    const wide = ratio(4n * 10n ** 30n + 1n, 10n ** 30n);
    expect(surprise(drawn(discreteLaplace(wide), DRAWS / 4, 2), laplaceChance(4))).toBeLessThan(4);
  });
  it('would be found out with a scale that is 3 % off', () => {
    expect(surprise(drawn(discreteLaplace(exact('4.12')), DRAWS, 1), laplaceChance(4))).toBeGreaterThan(4);
  });
});

describe('discrete Gaussian', () => {
  it.each(['1', '9', '5/2', '0.1', '400', '10000'])(
    'of variance %s draws each number as often as it should',
    (variance) => {
      const draws = drawn(discreteGaussian(exact(variance)), DRAWS, 3);
      expect(surprise(draws, gaussianChance(exact(variance).valueOf()))).toBeLessThan(4);
    },
  );
  it('draws alike where its numbers are beyond safe integers', () => {
    const wide = ratio(9n * 10n ** 30n + 1n, 10n ** 30n);
    expect(surprise(drawn(discreteGaussian(wide), DRAWS / 4, 4), gaussianChance(9))).toBeLessThan(4);
  });
  it.each(['1000000', '123456789012', '90000000000000000000000000'])(
    'of variance %s spreads as it should',
    (variance) => {
      const spread = Math.sqrt(Number(variance));
      const draws = drawn(discreteGaussian(exact(variance)), 20_000, 5).map((draw) => Number(draw) / spread);
      const within = (sizes: number) => draws.filter((draw) => Math.abs(draw) < sizes).length / draws.length;
      expect(within(1)).toBeCloseTo(0.6827, 1.7);
      expect(within(2)).toBeCloseTo(0.9545, 2);
      expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0, 1.3);
    },
  );
});

itWithData('the chances that are drawn are those of the reference', () => {
  const { pmf } = JSON.parse(readFileSync(FILE, 'utf8')) as { pmf: Record<string, number[]> };
  const ours: Record<string, (x: number) => number> = {
    laplace_t1: laplaceChance(1),
    laplace_t4: laplaceChance(4),
    gauss_s2_1: gaussianChance(1),
    gauss_s2_9: gaussianChance(9),
    'gauss_s2_5/2': gaussianChance(2.5),
  };
  for (const [name, chances] of Object.entries(pmf))
    chances.forEach((chance, x) => {
      expect(ours[name]?.(x)).toBeCloseTo(chance, 14);
    });
});

/** Words that are told, then zeros; counts how many were taken. */
function told(...words: number[]): RandomInts & { taken: number } {
  const source = {
    taken: 0,
    word() {
      source.taken += 1;
      return words[source.taken - 1] ?? 0;
    },
  };
  return source;
}

describe('chances of whole numbers', () => {
  it('are exact: of all words, the share that says yes is the chance, as far as a word tells', () => {
    for (const [part, of] of [
      [1, 3],
      [5, 7],
      [0, 4],
      [4, 4],
      [1, 65_536],
      [65_535, 65_537],
    ] as const) {
      let [yes, open] = [0, 0];
      for (let digit = 0; digit < 65_536; digit += 1) {
        const source = told(digit * 65_536, 0xffff_ffff);
        const answer = happens(source, part, of);
        if (source.taken > 1) open += 1;
        else if (answer) yes += 1;
      }
      expect(yes).toBe(part === of ? 65_536 : Math.floor((part * 65_536) / of));
      expect(open).toBeLessThanOrEqual(1);
    }
  });
  it('are the same in safe integers and in BigInt, word by word', () => {
    const small = fc.integer({ min: 1, max: SMALL - 1 });
    fc.assert(
      fc.property(small, fc.nat(), fc.integer(), (of, draw, seed) => {
        const part = draw % of;
        const both = [seeded(seed), seeded(seed)] as const;
        expect(happens(both[0], part, of)).toBe(happensBig(both[1], BigInt(part), BigInt(of)));
        expect(happensExp(both[0], part, of)).toBe(happensExpBig(both[1], BigInt(part), BigInt(of)));
        expect(both[0].word()).toBe(both[1].word());
      }),
    );
  });
  it.each([
    [0, 1],
    [1, 4],
    [1, 1],
    [5, 2],
    [7, 1],
  ])('come true as often as e^(−%d/%d)', (part, of) => {
    const random = seeded(6);
    let count = 0;
    for (let i = 0; i < DRAWS; i += 1) if (happensExpBig(random, BigInt(part), BigInt(of))) count += 1;
    const chance = Math.exp(-part / of);
    expect(Math.abs(count - chance * DRAWS)).toBeLessThanOrEqual(4 * Math.sqrt(DRAWS * chance * (1 - chance)));
  });
});

describe('numbers below a bound', () => {
  it.each([1, 2, 3, 7, 1_000])('are all as likely below %i', (bound) => {
    const random = seeded(7);
    for (const draw of [() => below(random, bound), () => Number(belowBig(random, BigInt(bound)))]) {
      const counts = new Array<number>(bound).fill(0);
      for (let i = 0; i < 50 * bound; i += 1) {
        const drawnNumber = draw();
        counts[drawnNumber] = (counts[drawnNumber] ?? 0) + 1;
      }
      const statistic = counts.reduce((sum, count) => sum + (count - 50) ** 2 / 50, 0);
      expect(statistic).toBeLessThan(bound + 5 * Math.sqrt(2 * bound));
    }
  });
  it('have no modulo bias: a word too large is thrown away, not folded', () => {
    const tooLarge = told(0xffff_ffff, 0x8000_0000);
    expect(below(tooLarge, 3)).toBe(2);
    expect(tooLarge.taken).toBe(2);
  });
  it('stay below large bounds and reach their upper half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 32 + 1, max: Number.MAX_SAFE_INTEGER }), fc.integer(), (bound, seed) => {
        const random = seeded(seed);
        const draws = Array.from({ length: 60 }, () => below(random, bound));
        expect(Math.max(...draws)).toBeLessThan(bound);
        expect(Math.max(...draws)).toBeGreaterThan(bound / 2);
        expect(belowBig(random, BigInt(bound) ** 3n)).toBeLessThan(BigInt(bound) ** 3n);
      }),
    );
  });
  it('have roots that are whole', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 60n), (value) => {
        const root = rootOf(value);
        expect(root * root <= value && (root + 1n) ** 2n > value).toBe(true);
      }),
    );
  });
});

it('the generator of the operating system gives words of all sizes, and none twice in a row', () => {
  const random = cryptoRandom();
  const words = Array.from({ length: 10_000 }, () => random.word());
  expect(words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true);
  expect(new Set(words).size).toBeGreaterThan(9_980);
  expect(words.filter((word) => word >= 2 ** 31).length / 10_000).toBeCloseTo(0.5, 1);
});
