import { assertThresholds, isBelow } from './threshold';

const RULE = { minPeople: 10, minContributors: 3 };

describe('the threshold rule', () => {
  it.each([
    [10n, 3, false],
    [9n, 3, true],
    [10n, 2, true],
    [0n, 0, true],
    [10n ** 30n, 3, false],
  ])('%s people from %s contributors: below is %s', (people, contributors, below) => {
    expect(isBelow({ people, contributors }, RULE)).toBe(below);
  });

  it('hides an absence even when the thresholds are zero', () => {
    expect(isBelow({ people: 0n, contributors: 0 }, { minPeople: 0, minContributors: 0 })).toBe(true);
  });

  it.each([{ minPeople: -1 }, { minPeople: 2.5 }, { minContributors: NaN }, { minContributors: 2 ** 53 }])(
    'refuses %j',
    (part) => {
      expect(() => {
        assertThresholds({ ...RULE, ...part });
      }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'DISCLOSURE.INVALID_RULE' }) as Error);
    },
  );
});
