import { Allowance } from './allowance';

describe('an allowance', () => {
  it('is spent after so many questions in all', () => {
    const allowance = new Allowance(2, 9);
    allowance.spend(true);
    expect(allowance.isSpent).toBe(false);
    allowance.spend(true);
    expect(allowance.isSpent).toBe(true);
  });

  it('is spent after so many in a row without gain', () => {
    const allowance = new Allowance(9, 2);
    for (const isUseful of [false, true, false]) allowance.spend(isUseful);
    expect(allowance.isSpent).toBe(false);
    allowance.spend(false);
    expect(allowance.isSpent).toBe(true);
  });
});
