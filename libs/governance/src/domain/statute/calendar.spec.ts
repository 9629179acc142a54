import fc from 'fast-check';
import { addDays, assertSecondCall, civilDay, daysBetween, earliestCall, localClock, localTime } from './calendar';
import { cooperativeSpa } from './presets/cooperative-spa';
import type { StatuteDocument } from './statute-language';

const ZONES = ['Europe/Rome', 'Europe/Madrid', 'Europe/Riga', 'Europe/Vilnius', 'Europe/Stockholm', 'UTC'] as const;
const zone = fc.constantFrom(...ZONES);
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const day = instant.map((date) => date.toISOString().slice(0, 10));
const days = fc.integer({ min: -4_000, max: 4_000 });

describe('days of the calendar', () => {
  it.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-02-29', 366, '2029-03-01'],
    ['2027-03-27', 2, '2027-03-29'],
    ['2027-01-01', -1, '2026-12-31'],
  ])('%s and %i days is %s', (from, n, to) => {
    expect(addDays(from, n)).toBe(to);
    expect(daysBetween(from, to)).toBe(n);
  });

  it('are counted back to where one started', () => {
    fc.assert(
      fc.property(day, days, (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n);
        expect(addDays(addDays(from, n), -n)).toBe(from);
      }),
    );
  });

  it('add up, whichever day one stops at in between', () => {
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
      }),
    );
  });

  it('begin at midnight of the body’s own zone', () => {
    const at = new Date('2027-06-30T22:30:00Z');
    expect(civilDay(at, 'UTC')).toBe('2027-06-30');
    expect(civilDay(at, 'Europe/Rome')).toBe('2027-07-01');
    expect(civilDay(new Date('2027-12-31T23:30:00Z'), 'Europe/Rome')).toBe('2028-01-01');
  });
});

describe('earliestCall', () => {
  it.each([
    ['neither the first nor the last day counts', '2027-06-01T07:00:00Z', 8, '2027-06-10'],
    ['the hour of the notice does not matter', '2027-06-01T21:59:00Z', 8, '2027-06-10'],
    ['after midnight in Rome it is the next day', '2027-06-01T22:00:00Z', 8, '2027-06-11'],
    ['over the end of February in a leap year', '2028-02-20T12:00:00Z', 15, '2028-03-07'],
    ['over the end of February in another', '2027-02-20T12:00:00Z', 15, '2027-03-08'],
    ['over the spring clock change', '2027-03-22T12:00:00Z', 8, '2027-03-31'],
    ['over the autumn clock change', '2027-10-25T12:00:00Z', 8, '2027-11-03'],
    ['over the end of the year', '2027-12-28T12:00:00Z', 8, '2028-01-06'],
    ['without notice days, the same day', '2027-06-01T07:00:00Z', 0, '2027-06-01'],
  ])('%s', (_, noticeAt, noticeDays, earliest) => {
    expect(earliestCall(new Date(noticeAt), noticeDays, 'Europe/Rome')).toBe(earliest);
  });

  it('leaves as many whole days between the notice and the meeting, in every zone', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 400 }), zone, (noticeAt, noticeDays, timeZone) => {
        const earliest = earliestCall(noticeAt, noticeDays, timeZone);
        expect(daysBetween(civilDay(noticeAt, timeZone), earliest) - 1).toBe(noticeDays);
      }),
    );
  });

  it('never comes earlier for a later notice or a longer term', () => {
    const term = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(instant, instant, term, zone, (a, b, noticeDays, timeZone) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const first = earliestCall(early, noticeDays, timeZone);
        expect(earliestCall(late, noticeDays, timeZone) >= first).toBe(true);
        expect(earliestCall(early, noticeDays + 1, timeZone) > first).toBe(true);
      }),
    );
  });
});

describe('localTime', () => {
  it.each([
    ['2027-01-15T18:30', 'Europe/Rome', '2027-01-15T17:30:00.000Z'],
    ['2027-07-15T18:30', 'Europe/Rome', '2027-07-15T16:30:00.000Z'],
    ['2028-02-29T00:00', 'Europe/Riga', '2028-02-28T22:00:00.000Z'],
    ['2027-03-28T01:59', 'Europe/Rome', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28T03:00', 'Europe/Rome', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31T01:59', 'Europe/Rome', '2027-10-30T23:59:00.000Z'],
    ['2027-10-31T03:00', 'Europe/Rome', '2027-10-31T02:00:00.000Z'],
    ['2027-03-28T02:30', 'UTC', '2027-03-28T02:30:00.000Z'],
  ])('reads %s in %s', (text, timeZone, expected) => {
    expect(localTime(text, timeZone).toISOString()).toBe(expected);
  });

  it.each([
    ['2027-03-28T02:00', 'Europe/Rome', 'skipped'],
    ['2027-03-28T02:59', 'Europe/Rome', 'skipped'],
    ['2027-10-31T02:00', 'Europe/Rome', 'repeated'],
    ['2027-10-31T02:59', 'Europe/Rome', 'repeated'],
    ['2027-03-28T03:30', 'Europe/Vilnius', 'skipped'],
    ['2027-10-31T03:30', 'Europe/Vilnius', 'repeated'],
  ])('refuses %s in %s, which is %s', (text, timeZone, change) => {
    expect(() => localTime(text, timeZone)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'DATE.CLOCK_CHANGE',
        details: { text, timeZone, change },
      }) as Error,
    );
  });

  it.each([
    ...['', 'tomorrow', '2027-02-29T10:00', '2027-13-01T10:00', '2027-00-10T10:00', '2027-04-31T10:00'],
    ...['2027-04-30T24:00', '2027-04-30T10:60', '2027-04-30 10:00', '2027-04-30T10:00Z'],
    ...['2027-04-30', ' 2027-04-30T10:00', '2027-04-30T10:00\n', '+02027-04-30T10:00', '２０27-04-30T10:00'],
  ])('does not understand %j', (text) => {
    expect(() => localTime(text, 'Europe/Rome')).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'DATE.INVALID' }) as Error,
    );
  });

  it('is what the clocks show, or a clock change', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const shown = clock(at, timeZone);
        try {
          const read = localTime(shown, timeZone);
          expect(clock(read, timeZone)).toBe(shown);
          expect(Math.abs(at.getTime() - read.getTime())).toBeLessThan(60_000);
        } catch (error) {
          // Only an hour that comes twice is ever shown by a clock and yet refused.
          expect(error).toMatchObject({ code: 'DATE.CLOCK_CHANGE', details: { change: 'repeated' } });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('assertSecondCall', () => {
  const second =
    (first: string, later: string, change: Partial<StatuteDocument['secondCall']> = {}) =>
    () => {
      const statute = { ...cooperativeSpa, secondCall: { ...cooperativeSpa.secondCall, ...change } };
      assertSecondCall(statute, new Date(first), new Date(later));
    };
  const refusal = (earliest: string, latest: string) =>
    expect.objectContaining({
      kind: 'refused',
      code: 'ASSEMBLY.SECOND_CALL',
      details: { earliest, latest, article: cooperativeSpa.secondCall.article },
    }) as Error;

  it('takes the next day, even minutes later, and the thirtieth', () => {
    expect(second('2027-06-01T21:55:00Z', '2027-06-01T22:05:00Z')).not.toThrow();
    expect(second('2027-06-01T16:00:00Z', '2027-07-01T21:59:00Z')).not.toThrow();
  });

  it.each([
    ['the same day', '2027-06-01T08:00:00Z', '2027-06-01T21:59:00Z'],
    ['a day too late', '2027-06-01T08:00:00Z', '2027-07-01T22:00:00Z'],
    ['before the first', '2027-06-01T08:00:00Z', '2027-05-31T08:00:00Z'],
  ])('refuses %s, naming the days', (_, first, later) => {
    expect(second(first, later)).toThrow(refusal('2027-06-02', '2027-07-01'));
  });

  it('takes the same day where the statute does, but never the same moment', () => {
    const sameDay = { anotherDay: false };
    expect(second('2027-06-01T08:00:00Z', '2027-06-01T09:00:00Z', sameDay)).not.toThrow();
    expect(second('2027-06-01T08:00:00Z', '2027-06-01T08:00:00Z', sameDay)).toThrow('2027-06-01');
  });

  it('counts days, not hours, over a clock change', () => {
    expect(second('2027-03-27T22:30:00Z', '2027-04-26T21:59:00Z')).not.toThrow();
    expect(second('2027-03-27T22:30:00Z', '2027-04-26T22:00:00Z')).toThrow('2027-04-26');
  });

  it('agrees with the calendar on every pair of moments', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -2 * 24 * 60, max: 35 * 24 * 60 }), (first, minutes) => {
        const later = new Date(first.getTime() + minutes * 60_000);
        const apart = daysBetween(civilDay(first, 'Europe/Rome'), civilDay(later, 'Europe/Rome'));
        const attempt = expect(second(first.toISOString(), later.toISOString()));
        if (apart >= 1 && apart <= 30) attempt.not.toThrow();
        else attempt.toThrow(expect.objectContaining({ code: 'ASSEMBLY.SECOND_CALL' }) as Error);
      }),
    );
  });
});

function clock(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  }).format(at);
  return parts.replace(' ', 'T');
}

it('the clock of a body shows its own time, in summer and in winter', () => {
  const shown = ['2027-04-20T16:00:00Z', '2027-12-20T16:00:00Z'].map((at) => localClock(new Date(at), 'Europe/Rome'));
  expect(shown).toEqual(['2027-04-20 18:00 (Europe/Rome)', '2027-12-20 17:00 (Europe/Rome)']);
});
