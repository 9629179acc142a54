/** A moment as a clock on the wall shows it; month 1 … 12. */
export type WallClock = {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** `18:30`, and `02:30 (UTC+01:00)` in the hour that a clock change repeats. */
  readonly time: string;
};

const HOUR = 60 * 60 * 1000;

/**
 * A clock of a time zone: takes an instant (ISO 8601, in UTC), gives what the clocks show there.
 *
 * @param timeZone `Europe/Rome`
 * @throws RangeError if there is no such zone or instant
 */
export function wallClockIn(timeZone: string): (instant: string) => WallClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', timeZoneName: 'longOffset' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const clockAt = (at: number) =>
    new Map<string, string>(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return (instant) => {
    const at = Date.parse(instant);
    const here = clockAt(at);
    const isRepeated = [at - HOUR, at + HOUR].some((other) => timeOf(clockAt(other)) === timeOf(here));
    const offset = here.get('timeZoneName')?.replace('GMT', 'UTC') ?? '';
    return {
      day: Number(here.get('day')),
      month: Number(here.get('month')),
      year: Number(here.get('year')),
      time: isRepeated ? `${timeOf(here)} (${offset})` : timeOf(here),
    };
  };
}

const timeOf = (parts: ReadonlyMap<string, string>) => `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`;
