import { dateInWords, nextDigest } from './civil-time';

describe('the next mail of a morning', () => {
  it.each([
    ['in the evening, is that of tomorrow', '2026-11-22T19:00:00Z', '2026-11-23', '2026-11-23T06:00:00Z'],
    ['after midnight in Rome, is that of the new day', '2026-11-22T23:30:00Z', '2026-11-23', '2026-11-23T06:00:00Z'],
    ['just before six, is an hour away', '2026-11-22T04:59:59Z', '2026-11-22', '2026-11-22T06:00:00Z'],
    ['from six on, is that of tomorrow', '2026-11-22T05:00:00Z', '2026-11-23', '2026-11-23T06:00:00Z'],
    ['in summer, is an hour earlier', '2026-07-01T12:00:00Z', '2026-07-02', '2026-07-02T05:00:00Z'],
    ['before clocks go forward', '2026-03-28T12:00:00Z', '2026-03-29', '2026-03-29T05:00:00Z'],
    ['before clocks go back', '2026-10-24T12:00:00Z', '2026-10-25', '2026-10-25T06:00:00Z'],
    ['on the last of a year', '2026-12-31T12:00:00Z', '2027-01-01', '2027-01-01T06:00:00Z'],
  ])('%s', (_, now, day, at) => {
    expect(nextDigest(new Date(now))).toEqual({ day, at: new Date(at) });
  });
});

describe('a date in words', () => {
  it('is a day as it is', () => {
    expect(dateInWords('2026-11-22', 'it')).toBe('22 novembre 2026');
    expect(dateInWords('2026-03-01', 'en')).toBe('1 March 2026');
  });

  it('is a moment by the clocks of Rome', () => {
    expect(dateInWords('2026-12-31T23:30:00Z', 'it')).toBe('1 gennaio 2027, 00:30 (UTC+01:00)');
    expect(dateInWords('2026-07-01T12:00:00+05:00', 'en')).toBe('1 July 2026, 09:00 (UTC+02:00)');
  });
});
