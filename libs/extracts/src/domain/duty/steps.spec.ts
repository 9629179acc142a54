import fc from 'fast-check';
import { anObligation } from './spec-support';
import { nextStepAt, stepDue } from './steps';

const dueAt = new Date('2027-03-31T00:00:00Z');
const daysFrom = (days: number) => new Date(dueAt.getTime() + days * 86_400_000);
const obligation = (lastStep: number | null = null) => anObligation({ dueAt, lastStep });

describe('the steps of a due date', () => {
  it.each([
    [-15, null],
    [-14, -14],
    [-4, -14],
    [-3, -3],
    [-1, -1],
    [-0.5, -1],
    [0, 0],
    [29, 0],
    [30, 30],
    [400, 30],
  ])('after %d days are at %s', (days, step) => {
    expect(stepDue(obligation(), daysFrom(days))).toBe(step);
  });

  it('are taken once, and the missed ones never', () => {
    expect(stepDue(obligation(-3), daysFrom(-2))).toBeNull();
    expect(stepDue(obligation(-14), daysFrom(-2))).toBe(-3);
    expect(stepDue(obligation(0), daysFrom(-2))).toBeNull();
  });

  it('do not remind of a report while an earlier one is to come', () => {
    const weekly = anObligation({ duty: { type: 'reportUse', everyDays: 7 }, dueAt });
    const daily = anObligation({ duty: { type: 'reportUse', everyDays: 1 }, dueAt });
    expect(nextStepAt(weekly, daysFrom(-20))).toEqual(daysFrom(-3));
    expect(nextStepAt(daily, daysFrom(-20))).toEqual(daysFrom(0));
  });

  it('are none where nothing is ever due', () => {
    const standing = anObligation({ dueAt: null, state: 'standing', duty: { type: 'cite' } });
    expect(stepDue(standing, daysFrom(0))).toBeNull();
    expect(nextStepAt(standing, daysFrom(0))).toBeNull();
  });

  it('are all reached by looking again whenever that is due, in their order', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 40 }), (from) => {
        const taken: number[] = [];
        for (let now: Date | null = daysFrom(from); now; now = nextStepAt(obligation(taken.at(-1) ?? null), now)) {
          const step = stepDue(obligation(taken.at(-1) ?? null), now);
          if (step !== null) taken.push(step);
        }
        const before = [-14, -3, -1, 0, 30].filter((step) => step <= from).slice(-1);
        expect(taken).toEqual([...before, ...[-14, -3, -1, 0, 30].filter((step) => step > from)]);
      }),
    );
  });
});
