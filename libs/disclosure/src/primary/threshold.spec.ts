import { causesOf } from './primary';
import { assertOutsideGiven, assertThresholds } from './threshold';

const RULE = { minPeople: 10, minContributors: 3 };

describe('the threshold rule', () => {
  it.each([
    [10n, 3, []],
    [9n, 3, ['people']],
    [10n, 2, ['contributors']],
    [9n, 2, ['people', 'contributors']],
    [0n, 0, ['zero']],
    [10n ** 30n, 3, []],
  ])('%s people from %s contributors: %j', (people, contributors, causes) => {
    expect(causesOf({ people, contributors }, RULE)).toEqual(causes);
  });

  it('hides an absence even when the thresholds are zero', () => {
    expect(causesOf({ people: 0n, contributors: 0 }, { minPeople: 0, minContributors: 0 })).toEqual(['zero']);
  });

  it('counts persons where they are told apart from rows', () => {
    expect(causesOf({ people: 50n, persons: 9n, contributors: 3 }, RULE)).toEqual(['people']);
    expect(causesOf({ people: 50n, persons: 10n, contributors: 3 }, RULE)).toEqual([]);
  });

  it('asks for persons outside the largest contributor, and for nobody where it is left out', () => {
    const asking = { ...RULE, minPeopleOutside: 5 };
    expect(causesOf({ people: 50n, contributors: 3, outside: 4n }, asking)).toEqual(['outside']);
    expect(causesOf({ people: 50n, contributors: 3, outside: 5n }, asking)).toEqual([]);
    expect(causesOf({ people: 50n, contributors: 3 }, RULE)).toEqual([]);
  });

  it('refuses a table that does not say who is outside, where it asks', () => {
    const cells = [{ codes: ['a'], people: 50n, contributors: 3 }, { codes: ['b'], people: 0n, contributors: 0 }]; // prettier-ignore
    expect(() => {
      assertOutsideGiven(cells, { ...RULE, minPeopleOutside: 1 });
    }).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_TABLE' }) as Error);
    assertOutsideGiven(cells, RULE);
    assertOutsideGiven(cells.slice(1), { ...RULE, minPeopleOutside: 1 });
  });

  it.each([
    { minPeople: -1 },
    { minPeople: 2.5 },
    { minContributors: NaN },
    { minContributors: 2 ** 53 },
    { minPeopleOutside: -1 },
  ])('refuses %j', (part) => {
    expect(() => {
      assertThresholds({ ...RULE, ...part });
    }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'DISCLOSURE.INVALID_RULE' }) as Error);
  });
});
