import type { PolicyDocument } from '#policy';
import fc from 'fast-check';
import { addDays } from '../statute/calendar';
import { dataCommittee } from '../statute/presets';
import { withSunset } from './sunset';

const NOW = new Date('2026-11-22T10:00:00Z');
const LATE = new Date('2200-01-01T00:00:00Z');
const policy = (validUntil: string | null) => ({ title: 'Regola', validUntil }) as PolicyDocument;
const atMost = (maxDays: number) => dataCommittee({ sunset: { maxDays, reviewDaysBefore: 0 } });

describe('a policy', () => {
  it('ends on the latest day that the statute allows, if it names none', () => {
    expect(withSunset(policy(null), atMost(30), NOW).validUntil).toBe('2026-12-22');
  });

  it('ends when it says, up to that day and not one later', () => {
    for (const day of ['2026-11-23', '2026-12-22']) {
      expect(withSunset(policy(day), atMost(30), NOW)).toEqual(policy(day));
    }
    expect(() => withSunset(policy('2026-12-23'), atMost(30), NOW)).toThrow(
      expect.objectContaining({ code: 'POLICY.SUNSET_TOO_FAR', details: { latest: '2026-12-22' } }) as Error,
    );
  });

  it('starts before it ends', () => {
    const from = (validFrom: string) => ({ ...policy(null), validFrom });
    expect(withSunset(from('2026-12-22'), atMost(30), NOW)).toEqual({
      ...from('2026-12-22'),
      validUntil: '2026-12-22',
    });
    expect(() => withSunset(from('2026-12-23'), atMost(30), NOW)).toThrow(
      expect.objectContaining({ code: 'POLICY.SUNSET_TOO_FAR' }) as Error,
    );
  });

  it.each<[string, object]>([
    ['was over yesterday', { validUntil: '2026-11-21' }],
    ['is over before its first day', { validFrom: '2026-12-03', validForDays: 10 }],
    ['is over before its first day, by both', { validFrom: '2026-12-03', validForDays: 10, validUntil: '2026-12-20' }],
  ])('is none where it %s', (_, dates) => {
    expect(() => withSunset({ ...policy(null), ...dates }, atMost(30), NOW)).toThrow(
      expect.objectContaining({ code: 'POLICY.OVER_BEFORE_START' }) as Error,
    );
  });

  it('may be for one day only', () => {
    for (const dates of [
      { validUntil: '2026-11-22' },
      { validFrom: '2026-12-02', validForDays: 10, validUntil: '2026-12-02' },
    ]) {
      expect(withSunset({ ...policy(null), ...dates }, atMost(30), NOW)).toEqual({ ...policy(null), ...dates });
    }
  });

  it('always has an end, and deciding on it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_660 }),
        fc.date({ noInvalidDate: true, min: NOW, max: LATE }),
        (maxDays, now) => {
          const statute = atMost(maxDays);
          const once = withSunset(policy(null), statute, now);
          expect(once.validUntil).toBe(addDays(now.toISOString().slice(0, 10), maxDays));
          expect(withSunset(once, statute, now)).toEqual(once);
        },
      ),
    );
  });
});
