import fc from 'fast-check';
import type { Duty } from '#policy';
import { atEarlyEnd, dueAgain, lastDay, obligationsOf } from './due-dates';
import { anObligation } from './spec-support';

const DAY_MS = 86_400_000;
const at = (text: string) => new Date(text);
const year = { startsAt: at('2027-01-10T10:30:00Z'), endsAt: at('2027-03-01T00:00:00Z') };
const lastDaysOf = (...duties: Duty[]) =>
  obligationsOf({ ...year, duties }).map(({ dueAt }) => (dueAt ? lastDay(dueAt) : null));

describe('what a grant obliges to', () => {
  it('is never due where it holds for good', () => {
    expect(lastDaysOf({ type: 'cite' }, { type: 'noReidentification' })).toEqual([null, null]);
  });

  it('is due so many days after its end, and nobody is late on that day', () => {
    const [deleting] = obligationsOf({ ...year, duties: [{ type: 'deleteAfter', days: 30 }] });
    expect(deleting?.dueAt).toEqual(at('2027-03-31T00:00:00Z'));
    expect(lastDaysOf({ type: 'deleteAfter', days: 30 }, { type: 'shareResults', days: 1 })).toEqual([
      '2027-03-30',
      '2027-03-01',
    ]);
  });

  it('is reported every so many days, and once more at the end', () => {
    expect(lastDaysOf({ type: 'reportUse', everyDays: 20 })).toEqual(['2027-01-30', '2027-02-19', '2027-02-28']);
    expect(lastDaysOf({ type: 'reportUse', everyDays: 3_650 })).toEqual(['2027-02-28']);
  });

  it('never falls due before the grant begins, twice on one day, or on another moment than a midnight', () => {
    const duty = fc.oneof(
      fc.record({
        type: fc.constantFrom('deleteAfter' as const, 'shareResults' as const),
        days: fc.integer({ min: 1, max: 3_650 }),
      }),
      fc.record({ type: fc.constant('reportUse' as const), everyDays: fc.integer({ min: 1, max: 3_650 }) }),
    );
    const time = fc.integer({ min: 0, max: 10_000 * DAY_MS });
    fc.assert(
      fc.property(duty, time, fc.integer({ min: 1, max: 400 * DAY_MS }), (one, start, length) => {
        const [startsAt, endsAt] = [new Date(start), new Date(start + length)];
        const dates = obligationsOf({ startsAt, endsAt, duties: [one] }).map(({ dueAt }) => dueAt?.getTime() ?? -1);
        expect(new Set(dates).size).toBe(dates.length);
        expect(dates).toEqual([...dates].sort((a, b) => a - b));
        for (const date of dates) {
          expect(date % DAY_MS).toBe(0);
          expect(date).toBeGreaterThan(start);
        }
        if (one.type === 'reportUse') {
          expect(dates.at(-1)).toBe(Math.ceil((start + length) / DAY_MS) * DAY_MS);
          const gaps = dates.map((date, i) => date - (dates[i - 1] ?? start));
          expect(Math.max(...gaps)).toBeLessThanOrEqual((one.everyDays + 1) * DAY_MS);
        } else {
          expect(dates[0]).toBeGreaterThanOrEqual(start + length + one.days * DAY_MS);
        }
      }),
    );
  });
});

describe('at an early end', () => {
  const endedAt = at('2027-02-01T12:00:00Z');

  it('what is due after it is due sooner, and only the next report remains', () => {
    const deleting = anObligation({ duty: { type: 'deleteAfter', days: 30 }, dueAt: at('2027-03-31T00:00:00Z') });
    const report = (number: number, dueAt: string) =>
      anObligation({ duty: { type: 'reportUse', everyDays: 20 }, number, dueAt: at(dueAt) });
    const [past, next, later] = [
      report(1, '2027-01-31T00:00:00Z'),
      report(2, '2027-02-20T00:00:00Z'),
      report(3, '2027-03-01T00:00:00Z'),
    ];
    expect(atEarlyEnd([later, past, next, deleting], endedAt)).toEqual([
      { obligation: deleting, dueAt: at('2027-03-04T00:00:00Z') },
      { lapsed: later },
    ]);
  });

  it('nothing changes for what was fulfilled, rejected or accepted, stands, or is due no later', () => {
    const duty = { type: 'shareResults', days: 10 } as const;
    const dueAt = at('2027-03-31T00:00:00Z');
    const kept = (['fulfilled', 'rejected', 'accepted', 'lapsed'] as const).map((state) =>
      anObligation({ duty, dueAt, state }),
    );
    const standing = anObligation({ state: 'standing', duty: { type: 'cite' }, dueAt: null });
    expect(atEarlyEnd([...kept, standing, anObligation({ duty, dueAt })], at('2027-03-21T00:00:00Z'))).toEqual([]);
  });
});

describe('after a rejection', () => {
  it('holders have 14 days, or until it was due anyway', () => {
    const rejectedAt = at('2027-02-01T12:00:00Z');
    expect(dueAgain(at('2027-02-03T00:00:00Z'), rejectedAt)).toEqual(at('2027-02-16T00:00:00Z'));
    expect(dueAgain(at('2027-06-01T00:00:00Z'), rejectedAt)).toEqual(at('2027-06-01T00:00:00Z'));
  });
});
