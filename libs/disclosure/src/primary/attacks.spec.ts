import fc from 'fast-check';
import { causesOf, type PrimaryRule } from './primary';

/** What the policy asks for by default. */
const RULE: PrimaryRule = { minPeople: 10, minContributors: 3, pPercent: 10, minPeopleOutside: 5 };

/** One contributor's part of a cell. */
type Part = { readonly people: number; readonly value: number };

const absolute = (value: bigint) => (value < 0n ? -value : value);
const descending = (one: bigint, other: bigint) => (one < other ? 1 : -1);

/** The cell as it is counted: contributors without people are none, values count without their signs. */
function cellOf(parts: readonly Part[]) {
  const people = parts.reduce((sum, part) => sum + BigInt(part.people), 0n);
  const most = BigInt(Math.max(0, ...parts.map((part) => part.people)));
  const values = parts.map(({ value }) => absolute(BigInt(value))).sort(descending);
  const largest: [bigint, bigint] = [values[0] ?? 0n, values[1] ?? 0n];
  return {
    people,
    contributors: parts.filter((part) => part.people > 0).length,
    outside: people - most,
    magnitudes: [{ total: values.reduce((sum, value) => sum + value, 0n), largest }],
  };
}
const isHidden = (parts: readonly Part[]) => causesOf(cellOf(parts), RULE).length > 0;

/** A rule that counts whoever is registered, and adds values up with their signs. */
const naive = {
  hidesFewContributors: (parts: readonly Part[]) => parts.length < 3,
  hidesFewPeople: (parts: readonly Part[]) => parts.reduce((sum, { people }) => sum + people, 0) < 10,
  isBelowP: (parts: readonly Part[]) => {
    const values = parts.map(({ value }) => value).sort((one, other) => other - one);
    const total = Math.abs(values.reduce((sum, value) => sum + value, 0));
    return 100 * (total - (values[0] ?? 0) - (values[1] ?? 0)) < 10 * (values[0] ?? 0);
  },
};
const naiveHides = (parts: readonly Part[]) =>
  naive.hidesFewContributors(parts) || naive.hidesFewPeople(parts) || naive.isBelowP(parts);

describe('padding: who would be seen alone registers others beside itself', () => {
  const alone: Part = { people: 400, value: 0 };
  const padding = (people: number, times: number): Part[] =>
    Array.from({ length: times }, () => ({ people, value: 0 }));

  it.each([
    ['empty contributors', padding(0, 5)],
    ['contributors of one person', padding(1, 4)],
  ])('a naive rule shows the cell for %s, and ours does not', (_, others) => {
    expect(naiveHides([alone])).toBe(true);
    expect(naiveHides([alone, ...others])).toBe(false);
    expect(isHidden([alone, ...others])).toBe(true);
  });

  it('never shows what it would not show of the largest contributor with fewer than five other people', () => {
    const others = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1_000 }), others, (people, counts) => {
        const parts = [{ people, value: 0 }, ...counts.map((one) => ({ people: one, value: 0 }))];
        const outside = counts.reduce((sum, one) => sum + one, 0);
        if (outside < 5) expect(isHidden(parts)).toBe(true);
      }),
    );
  });
});

describe('sub-identities: one who splits itself', () => {
  const whole: Part = { people: 90, value: 900 };
  const thirds: Part[] = [whole, whole, whole].map(() => ({ people: 30, value: 300 }));

  it('is three contributors to any rule, which is why those of one control are put together before they are counted', () => {
    expect(naiveHides([whole])).toBe(true);
    expect(naiveHides(thirds)).toBe(false);
    expect(isHidden(thirds)).toBe(false); // no rule on numbers can tell: the federation's book has to say so
    const together = thirds.reduce((sum, { people, value }) => {
      return { people: sum.people + people, value: sum.value + value };
    });
    expect(isHidden([together])).toBe(true);
  });
});

describe('negative values that cancel', () => {
  const loss: Part = { people: 20, value: -1_000 };
  const gains: Part[] = [10, 10, 10].map((value) => ({ people: 20, value }));

  it('a naive rule takes the gains for the largest, and publishes the loss of one to within three per cent', () => {
    expect(naiveHides([loss, ...gains])).toBe(false);
    expect(causesOf(cellOf([loss, ...gains]), RULE)).toEqual(['pPercent']);
  });

  it('changes nothing to turn signs around', () => {
    const part = fc.record({ people: fc.integer({ min: 0, max: 50 }), value: fc.integer({ min: -100, max: 100 }) });
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (parts, flips) => {
          const turned = parts.map(({ people, value }, i) => ({ people, value: flips[i] ? -value : value }));
          expect(causesOf(cellOf(turned), RULE)).toEqual(causesOf(cellOf(parts), RULE));
        },
      ),
    );
  });
});

describe('zeros', () => {
  it('a rule of “fewer than ten, but not none” shows that nobody has a value; ours does not', () => {
    const naivelyHidden = (people: bigint) => people > 0n && people < 10n;
    expect(naivelyHidden(0n)).toBe(false);
    expect(causesOf({ people: 0n, contributors: 0 }, RULE)).toEqual(['zero']);
  });
});
