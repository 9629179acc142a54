import { wallClockIn } from './wall-clock';

describe('a wall clock', () => {
  const rome = wallClockIn('Europe/Rome');

  it('shows what the clocks of the zone show', () => {
    expect(rome('2026-11-22T17:30:00.000Z')).toEqual({ day: 22, month: 11, year: 2026, time: '18:30' });
    expect(wallClockIn('Europe/Vilnius')('2026-12-31T22:00:00Z')).toMatchObject({ day: 1, year: 2027, time: '00:00' });
    expect(wallClockIn('UTC')('2026-01-02T03:04:59.999Z')).toEqual({ day: 2, month: 1, year: 2026, time: '03:04' });
  });

  it('tells the two hours apart that a clock change makes alike', () => {
    expect(rome('2026-10-25T00:30:00Z').time).toBe('02:30 (UTC+02:00)');
    expect(rome('2026-10-25T01:30:00Z').time).toBe('02:30 (UTC+01:00)');
    expect(rome('2026-10-25T02:30:00Z').time).toBe('03:30');
    expect(rome('2026-03-29T00:59:00Z').time).toBe('01:59');
    expect(rome('2026-03-29T01:00:00Z').time).toBe('03:00');
  });

  it('shows nothing for what is no instant or no zone', () => {
    expect(() => rome('yesterday')).toThrow(RangeError);
    expect(() => wallClockIn('Europe/Atlantis')).toThrow(RangeError);
  });
});
