import { conflictBetween, contradictionsAmong } from './conflict';
import type { Amendment, Operation } from './operation';

const of = (operations: Operation[], baseHash = 'a'.repeat(64)): Amendment => ({ baseHash, operations });
const replacing = (path: string, value: unknown) =>
  of([
    { op: 'test', path, value: 'old' },
    { op: 'replace', path, value },
  ]);
const removing = (path: string) =>
  of([
    { op: 'test', path, value: 'old' },
    { op: 'remove', path },
  ]);
const adding = (path: string, value: unknown) => of([{ op: 'add', path, value }]);

describe('conflictBetween', () => {
  it.each([
    ['two changes of a clause', replacing('/title', 'A'), replacing('/title', 'B'), 'title', 'bothChange'],
    ['the same change twice', replacing('/title', 'A'), replacing('/title', 'A'), 'title', 'sameChange'],
    [
      'a change and a removal',
      replacing('/permissions/1', 'A'),
      removing('/permissions/1'),
      'permissions/1',
      'oneRemoves',
    ],
    ['two removals', removing('/permissions/1'), removing('/permissions/1'), 'permissions/1', 'sameChange'],
    [
      'the same clause added twice',
      adding('/permissions/-', 'A'),
      adding('/permissions/-', 'A'),
      'permissions',
      'sameAddition',
    ],
  ])('names %s', (...[, a, b, address, reason]) => {
    expect([conflictBetween(a, b), conflictBetween(b, a)]).toEqual([
      { address, reason },
      { address, reason },
    ]);
  });

  it.each([
    ['different clauses', replacing('/permissions/1', 'A'), removing('/permissions/2')],
    ['clauses whose addresses begin alike', removing('/permissions/1'), removing('/permissions/11')],
    ['different additions', adding('/permissions/-', 'A'), adding('/permissions/-', 'B')],
    ['an addition and a removal', adding('/permissions/-', 'A'), removing('/permissions/0')],
  ])('finds none between %s', (_, a, b) => {
    expect(conflictBetween(a, b)).toBeNull();
  });

  it('does not compare amendments of two texts', () => {
    const other = { ...removing('/permissions/1'), baseHash: 'b'.repeat(64) };
    expect(() => conflictBetween(removing('/permissions/1'), other)).toThrow(
      expect.objectContaining({ code: 'AMENDMENT.OTHER_TEXT' }) as Error,
    );
  });
});

describe('contradictionsAmong', () => {
  it('names of each amendment those that cannot be adopted with it', () => {
    const all = [
      { id: 1, amendment: replacing('/title', 'A') },
      { id: 2, amendment: replacing('/title', 'B') },
      { id: 3, amendment: removing('/permissions/1') },
      { id: 4, amendment: adding('/permissions/-', 'A') },
      { id: 5, amendment: adding('/permissions/-', 'B') },
      { id: 6, amendment: adding('/permissions/-', 'A') },
    ];
    expect([...contradictionsAmong(all)]).toEqual([
      [1, [2]],
      [2, [1]],
      [4, [6]],
      [6, [4]],
    ]);
  });
});
