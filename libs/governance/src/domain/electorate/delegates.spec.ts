import { delegatesDue } from './delegates';

describe('delegatesDue', () => {
  it('sends one delegate for every so many members or part of them', () => {
    expect([0, 1, 49, 50, 51, 100, 101].map((members) => delegatesDue(members, 50))).toEqual([0, 1, 1, 1, 2, 2, 3]);
  });
});
