import type { ContributionId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import type { UsedPart } from './earlier-table';
import { isolates } from './isolation';

const part = (name: string): UsedPart => ({
  contributionId: name as ContributionId,
  organisationId: name.replace(/\d+$/, '') as OrganisationId,
});
const tableOf = (names: string): UsedPart[] => names.split('').map(part);
const everybody = ({ organisationId }: UsedPart) => organisationId;
const isolated = (later: string, earlier: readonly string[], minContributors = 3) =>
  isolates({ parts: tableOf(later), earlier: earlier.map(tableOf) }, everybody, minContributors);

/** Goes through all small whole coefficients: what could anybody make of these tables? */
function fewestLeft(tables: readonly string[]): number {
  const all = [...new Set(tables.join(''))];
  const choices = tables.reduce<number[][]>(
    (heads) => heads.flatMap((head) => [-3, -2, -1, 0, 1, 2, 3].map((by) => [...head, by])),
    [[]],
  );
  const left = choices
    .filter(([ofLater]) => ofLater !== 0)
    .map((by) =>
      all.filter((name) => by.reduce((sum, of, at) => sum + (tables[at]?.includes(name) ? of : 0), 0) !== 0),
    );
  // What can be made without any of the later table is nothing that it tells.
  return left.some(({ length }) => length === 0) ? Infinity : Math.min(...left.map(({ length }) => length));
}

describe('tables with the same cells', () => {
  it('leave too few contributors over where they differ by fewer than the terms ask for', () => {
    expect(isolated('abcd', ['abc'])).toBe(true);
    expect(isolated('abcde', ['abc'])).toBe(true);
    expect(isolated('abcdef', ['abc'])).toBe(false);
    expect(isolated('abc', ['abcd'])).toBe(true);
    expect(isolated('abcdef', ['abc'], 4)).toBe(true);
  });

  it('are compared with each earlier one, not with the latest alone', () => {
    expect(isolated('abcdefg', ['abcd', 'abcdefg'.slice(0, 6)])).toBe(true);
    expect(isolated('abcdefghi', ['abc', 'abcdef'])).toBe(false);
  });

  it('give one contributor away by four tables of which any two differ by many', () => {
    const earlier = ['xyz', 'xyzabc', 'xyzcde'];
    expect(earlier.map((one) => isolated('xyzabde', [one]))).toEqual([false, false, false]);
    expect(isolated('xyzabde', earlier)).toBe(true);
  });

  it('tell nothing where the later one is the sum of what is out already', () => {
    expect(isolated('abcdef', ['abc', 'def'])).toBe(false);
    expect(isolated('abc', ['abc'])).toBe(false);
  });

  it('are not hidden by rows that were taken back', () => {
    const gone = (part: UsedPart) => (part.organisationId === 'd' ? null : part.organisationId);
    const rows = { parts: tableOf('abc'), earlier: [tableOf('abcd')] };
    expect(isolates(rows, gone, 1)).toBe(true);
    expect(isolates({ ...rows, parts: tableOf('abce') }, gone, 1)).toBe(false);
  });

  it('count a file that was replaced as one contributor', () => {
    const [before, after] = [['a1', 'b1', 'c1'].map(part), ['a2', 'b2', 'c1'].map(part)];
    expect(isolates({ parts: after, earlier: [before] }, everybody, 2)).toBe(false);
    expect(isolates({ parts: after, earlier: [before] }, everybody, 3)).toBe(true);
  });

  it('are never fewer than somebody finds who goes through all sums and differences', () => {
    const rows = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1 }).map((names) => names.join(''));
    const earlier = fc.array(rows, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rows, earlier, fc.integer({ min: 1, max: 4 }), (later, before, minContributors) => {
        const found = fewestLeft([later, ...before]) < minContributors;
        expect(isolated(later, before, minContributors)).toBe(found);
      }),
    );
  });
});
