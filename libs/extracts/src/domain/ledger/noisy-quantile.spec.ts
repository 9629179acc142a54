import { exact } from '#disclosure';
import { seeded } from '../../../../disclosure/test/seeded';
import { quantilesIn } from '../asked-statistic';
import { drawnQuantile, isTooFewFor, noisyQuantilesOf, type Grid } from './noisy-quantile';

const GRID: Grid = { from: 100n, step: 25n, intervals: 20 };
const GRIDS = new Map([['hours', GRID]]);
const DRAW = { epsilon: exact('1/2'), valuesPerPerson: 1 };
const names = ['hours.median', 'hours.quartile3'];
const of = (step: number, persons: number) => ({ step: BigInt(step), persons: BigInt(persons), contributors: [] });

describe('quantiles with noise', () => {
  const [median, upper] = noisyQuantilesOf(names, GRIDS, DRAW);
  const [asked, askedUpper] = quantilesIn(names);
  if (!median || !upper || !asked || !askedUpper) throw new Error('both are asked for');
  const draws = (intervals: readonly ReturnType<typeof of>[], times = 200, one = { asked, noise: median }) => {
    const random = seeded(71);
    return Array.from({ length: times }, () => drawnQuantile(one.asked, one.noise, { grid: GRID, intervals }, random));
  };

  it('say how they are drawn, and how many people they may be off, from the grid and the schema alone', () => {
    // ln(19 / 0.05) · 2 · 2 / 0.5 · (1, 3) / (2, 4), rounded up
    expect(median).toEqual({ name: 'hours.median', epsilon: '1/2', valuesPerPerson: 1, peopleMargin95: '12' });
    expect(upper.peopleMargin95).toBe('18');
    expect(() => noisyQuantilesOf(['cost.median'], GRIDS, DRAW)).toThrow(
      expect.objectContaining({ code: 'QUANTILE.NO_GRID' }) as Error,
    );
  });

  it('are near where there are many, by their own share', () => {
    const many = [of(2, 300), of(3, 400), of(9, 300)];
    expect(new Set(draws(many))).toEqual(new Set([175n]));
    const ofUpper = draws(many, 200, { asked: askedUpper, noise: upper });
    expect(new Set(ofUpper)).toEqual(new Set([325n]));
  });

  it('are anything of the grid where there is nobody, so that it tells nobody apart from somebody', () => {
    const found = new Set(draws([], 500));
    expect(found.size).toBe(20);
    expect([...found].every((value) => value >= 100n && value <= 575n)).toBe(true);
    expect(new Set(draws([of(5, 1)], 500)).size).toBeGreaterThan(15);
  });

  it('are not said of too few: of as many as the margin on either side', () => {
    const few = (people: bigint, one = asked) => isTooFewFor(one, median, { people, margin: 10n });
    expect([few(34n), few(35n), few(-3n)]).toEqual([true, false, true]);
    expect([few(58n, askedUpper), few(59n, askedUpper)]).toEqual([true, false]);
  });
});
