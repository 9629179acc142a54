import fc from 'fast-check';
import { anyRequirement, anySmall } from '../../test/arbitrary-microdata';
import { grouped, holdsByHand, toMicrodata, type Small } from '../../test/small-microdata';
import { anonymise, anonymiseAt, type Anonymised } from './anonymise';
import type { Requirement } from './table';

const attempt = (small: Small, requirement: Requirement) => {
  try {
    return anonymise(toMicrodata(small), requirement);
  } catch (error) {
    expect(error).toMatchObject({ code: 'MICRODATA.INFEASIBLE' });
    return undefined;
  }
};
const shownAt = (small: Small, requirement: Requirement, levels: readonly number[]) => {
  try {
    return shownIn(anonymiseAt(toMicrodata(small), requirement, levels));
  } catch (error) {
    expect(error).toMatchObject({ code: 'MICRODATA.INFEASIBLE' });
    return [];
  }
};
const withStars = (requirement: Requirement): Requirement => ({ ...requirement, suppression: 'values' });
/** What each row shows; undefined: it does not leave. */
const shownIn = ({ codes, starred, suppressed }: Omit<Anonymised, 'search'>) =>
  [...suppressed.keys()].map((row) =>
    suppressed[row] === 1
      ? undefined
      : codes.map((column, at) => (starred[at]?.[row] === 1 ? '*' : String(column[row]))).join(),
  );
const hasStar = (shown = '') => shown.includes('*');

describe('rows that leave with some values starred', () => {
  it('are in groups that look alike, of which each keeps what is asked', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, requirement) => {
        const found = attempt(small, withStars(requirement));
        if (!found) return;
        const shown = shownIn(found);
        const left = [...shown.keys()].filter((row) => shown[row] !== undefined);
        expect(found.suppressedRows).toBe(small.rows.length - left.length);
        const groups = grouped(left, (row) => shown[row] as string);
        for (const group of groups) expect(holdsByHand(small, requirement, group)).toBe(true);
        const sizes = groups.map(({ length }) => length);
        expect(found.risk).toMatchObject({ groups: groups.length, smallest: Math.min(...sizes) });
      }),
      { numRuns: 1000 },
    );
  });

  it('would have been left out: the levels, the loss and all others are as without stars', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, requirement) => {
        const [rows, found] = [attempt(small, requirement), attempt(small, withStars(requirement))];
        expect(found === undefined).toBe(rows === undefined);
        if (!rows || !found) return;
        const { levels, loss, codes } = found;
        expect({ levels, loss, codes }).toEqual({ levels: rows.levels, loss: rows.loss, codes: rows.codes });
        const after = shownIn(found);
        for (const [row, before] of shownIn(rows).entries())
          if (before !== undefined) expect(after[row]).toBe(before);
          else if (after[row] !== undefined) expect(hasStar(after[row])).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are all, but for fewer than k persons, where nothing sensitive is protected', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, { k, mostSuppressedPercent }) => {
        const found = attempt(small, { k, mostSuppressedPercent, suppression: 'values' });
        const out = small.rows.filter((_, row) => found?.suppressed[row] === 1);
        expect(new Set(out.map((row) => (small.countPersons ? row.person : row))).size).toBeLessThan(k);
      }),
    );
  });

  it('are the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, requirement) => {
        const [found, turned] = [small, { ...small, rows: small.rows.toReversed() }].map((one) => {
          return attempt(one, withStars(requirement));
        });
        expect(turned && shownIn(turned).toReversed()).toEqual(found && shownIn(found));
      }),
    );
  });

  it('have stars that nothing sensitive decides: whoever knows who is there can tell them', () => {
    const anyNeeds = fc.array(fc.nat({ max: 3 }), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(anySmall, anyNeeds, anyRequirement, (small, needs, requirement) => {
        const asked = { ...withStars(requirement), mostSuppressedPercent: 100 };
        const other = { ...small, rows: small.rows.map((row, at) => ({ ...row, sensitive: needs[at] as number })) };
        const [one = [], another = []] = [small, other].map((of) => shownAt(of, asked, [0, 0, 1]));
        for (const [row, shown] of one.entries())
          if (shown !== undefined && another[row] !== undefined) expect(another[row]).toBe(shown);
      }),
      { numRuns: 500 },
    );
  });

  it('have a star of their own: nobody is hidden among rows that may have the value', () => {
    const small: Small = {
      ...{ hierarchies: [[[0, 1]], [[0, 1]]], ordered: false, countPersons: false },
      rows: [
        [0, 0],
        [0, 0],
        [0, 1],
      ].map((values, person) => ({ values, person, sensitive: 0 })),
    };
    const asked: Requirement = { k: 2, mostSuppressedPercent: 50, suppression: 'values' };
    expect(shownIn(anonymise(toMicrodata(small), asked))).toEqual(['0,0', '0,0', undefined]);
  });
});
