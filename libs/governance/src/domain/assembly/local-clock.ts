import { Temporal } from 'temporal-polyfill';

/** What the clock of a body shows at an instant: `2027-04-20 18:00 (Europe/Rome)`. */
export function localClock(at: Date, timeZone: string): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return `${shown.toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${timeZone})`;
}
