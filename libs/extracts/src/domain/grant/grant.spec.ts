import fc from 'fast-check';
import { assertRetention, dutiesWithin } from '../application/retention';
import { covers, isLive, nextMoment, type Grant } from './grant';
import { grantPeriod } from './grant-period';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-22T10:00:00Z');
const dayAfter = (days: number) => new Date(NOW.getTime() + days * DAY_MS).toISOString().slice(0, 10);
const aDay = fc.option(
  fc.integer({ min: -20, max: 400 }).map((days) => dayAfter(days)),
  { nil: null },
);
const form = fc.record({ startsOn: aDay, endsOn: aDay, retentionDays: fc.integer({ min: 1, max: 3_650 }) });
const item = fc.record({
  endsOn: aDay,
  until: aDay,
  grantDays: fc.option(fc.integer({ min: 1, max: 3_650 }), { nil: null }),
});
const endOf = (day: string) => Date.parse(`${day}T00:00:00Z`) + DAY_MS;
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('the period of a grant', () => {
  it('is within every limit, touches one of them, and is none only where nothing is left', () => {
    fc.assert(
      fc.property(form, item, (asked, approved) => {
        const start = Math.max(NOW.getTime(), asked.startsOn ? Date.parse(`${asked.startsOn}T00:00:00Z`) : 0);
        const limits = [
          ...[asked.endsOn, approved.endsOn, approved.until].flatMap((day) => (day ? [endOf(day)] : [])),
          ...[asked.retentionDays, approved.grantDays].flatMap((days) => (days ? [start + days * DAY_MS] : [])),
        ];
        const attempt = () => grantPeriod(asked, approved, { now: NOW, place: 0 });
        if (Math.min(...limits) <= start) expect(attempt).toThrow(code('APPLICATION.NOTHING_LEFT'));
        else expect(attempt()).toEqual({ startsAt: new Date(start), endsAt: new Date(Math.min(...limits)) });
      }),
    );
  });

  it('counts the last day of the policies whole, in UTC', () => {
    const asked = { startsOn: null, endsOn: null, retentionDays: 365 };
    const { endsAt } = grantPeriod(
      asked,
      { endsOn: null, until: '2026-11-22', grantDays: null },
      { now: NOW, place: 0 },
    );
    expect(endsAt).toEqual(new Date('2026-11-23T00:00:00Z'));
  });
});

describe('a grant', () => {
  const grant = { startsAt: NOW, endsAt: new Date(NOW.getTime() + 3 * DAY_MS), endedAt: null } as Grant;
  const at = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

  it('holds from its first moment to before its last, unless it was ended', () => {
    expect([isLive(grant, at(-0.1)), isLive(grant, at(0)), isLive(grant, at(2.9)), isLive(grant, at(3))]).toEqual([
      ...[false, true, true, false],
    ]);
    expect(isLive({ ...grant, endedAt: at(1) }, at(2))).toBe(false);
  });

  it('is looked at when it begins, every day, and when it ends', () => {
    expect([nextMoment(grant, at(-5)), nextMoment(grant, at(0)), nextMoment(grant, at(2.5))]).toEqual([
      ...[at(0), at(1), at(3)],
    ]);
  });

  it('covers the same use for the same purpose, by its columns or fewer', () => {
    const right = {
      action: 'requestExtract',
      purpose: 'AcademicResearch',
      dimensions: ['a', 'b'],
      measures: ['m'],
    } as const;
    expect(covers(right, { ...right, dimensions: ['b'], measures: [] })).toBe(true);
    expect(covers(right, { ...right, dimensions: ['c'] })).toBe(false);
    expect(covers(right, { ...right, measures: ['n'] })).toBe(false);
    expect(covers(right, { ...right, action: 'exportRecords' })).toBe(false);
    expect(covers(right, { ...right, purpose: 'NonCommercialResearch' })).toBe(false);
  });

  it('is not given to who wants to keep what it draws for longer than the duty to delete it allows', () => {
    const duties = [{ type: 'deleteAfter', days: 30 }, { type: 'cite' }] as const;
    const keepFor = (days: number) => () => {
      assertRetention(days, [{ duties }, { duties: [] }]);
    };
    expect(keepFor(30)).not.toThrow();
    expect(keepFor(31)).toThrow(code('APPLICATION.RETENTION_TOO_LONG'));
  });

  it('obliges to delete what it drew when it was to be kept, or when the policies say so, whichever is sooner', () => {
    const duties = [
      { type: 'deleteAfter', days: 30 },
      { type: 'shareResults', days: 90 },
    ] as const;
    expect(dutiesWithin(20, duties)).toEqual([{ type: 'deleteAfter', days: 20 }, duties[1]]);
    expect(dutiesWithin(40, duties)).toEqual(duties);
  });
});
