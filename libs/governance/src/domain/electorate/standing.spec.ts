import { newId } from '#kernel';
import { parseStanding } from './standing';

const standing = (changes: object = {}) => ({
  ...{ memberId: newId(), category: 'exchange', isSuspended: false, isInArrears: true },
  ...{ shares: 0, ownMembers: 0, exchange: Number.MAX_SAFE_INTEGER },
  ...changes,
});

describe('parseStanding', () => {
  it('takes whole amounts up to the largest that is exact', () => {
    const input = standing();
    expect(parseStanding(input)).toEqual(input);
  });

  it.each([
    ['a member that is none', { memberId: 'Ada' }],
    ['an unknown category', { category: 'honorary' }],
    ['fewer than none', { shares: -1 }],
    ['half a share', { shares: 0.5 }],
    ['more than can be exact', { exchange: 2 ** 53 }],
    ['what nobody asked for', { votes: 100 }],
  ])('refuses %s', (_, changes) => {
    expect(() => parseStanding(standing(changes))).toThrow(expect.objectContaining({ code: 'STANDING.INVALID' }));
  });
});
