import fc from 'fast-check';
import { DateScalar, DateTimeScalar } from './date-time.scalar';

describe('DateTime', () => {
  it('reads every moment it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (moment) => {
          expect(DateTimeScalar.parseValue(DateTimeScalar.serialize(moment))).toEqual(moment);
        },
      ),
    );
  });

  it('reads offsets, fractions, and what Postgres writes into JSON', () => {
    expect(DateTimeScalar.parseValue('2026-11-22T11:00:00+01:00')).toEqual(new Date('2026-11-22T10:00:00Z'));
    expect(DateTimeScalar.serialize('2026-11-22T10:00:00.123456+00:00')).toBe('2026-11-22T10:00:00.123Z');
  });

  it.each([
    '2026-11-22',
    '2026-11-22T10:00:00',
    '2026-02-30T10:00:00Z',
    '0000-01-01T10:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:60:00Z',
    '2026-11-22 10:00:00Z',
    '+002026-11-22T10:00:00Z',
    'tomorrow',
    '',
    1_700_000_000,
    null,
    {},
  ])('refuses %j', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow();
  });

  it('writes no moment that does not exist', () => {
    expect(() => DateTimeScalar.serialize(new Date(Number.NaN))).toThrow();
  });
});

describe('Date', () => {
  it('is a day that exists', () => {
    expect(DateScalar.parseValue('2028-02-29')).toBe('2028-02-29');
  });

  it.each(['2026-02-29', '2026-11-22T00:00:00Z', '22/11/2026', '', 20261122, null])('refuses %j', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow();
  });
});
