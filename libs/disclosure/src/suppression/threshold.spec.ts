import { assertRule, isPrimary } from './threshold';

const RULE = { minPeople: 10, minContributors: 3 };

describe('the threshold rule', () => {
  it.each([
    [10n, 3, false],
    [9n, 3, true],
    [10n, 2, true],
    [0n, 0, true],
    [10n ** 30n, 3, false],
  ])('%s people from %s contributors: primary is %s', (people, contributors, primary) => {
    expect(isPrimary({ people, contributors }, RULE)).toBe(primary);
  });

  it('hides an absence even when the thresholds are zero', () => {
    expect(isPrimary({ people: 0n, contributors: 0 }, { minPeople: 0, minContributors: 0 })).toBe(true);
  });

  it.each([{ minPeople: -1 }, { minPeople: 2.5 }, { minContributors: NaN }, { minContributors: 2 ** 53 }])(
    'refuses %j',
    (part) => {
      expect(() => {
        assertRule({ ...RULE, ...part });
      }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'DISCLOSURE.INVALID_RULE' }) as Error);
    },
  );
});
