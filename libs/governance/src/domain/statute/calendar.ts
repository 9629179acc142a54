import { Temporal } from 'temporal-polyfill';
import { insideClockChange, secondCallNotAllowed, unreadableDate } from './errors';
import type { StatuteDocument } from './statute-language';

/** A day of the calendar as people write it, `2027-03-14`, without a time and so without a time zone. */
export type CivilDay = string;

/** On which day an instant falls for people in a time zone. */
export const civilDay = (at: Date, timeZone: string): CivilDay =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** What the clock of a body shows at an instant: `2027-04-20 18:00 (Europe/Rome)`. */
export function localClock(at: Date, timeZone: string): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return `${shown.toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${timeZone})`;
}

/** @param days whole, may be negative */
export const addDays = (day: CivilDay, days: number): CivilDay => Temporal.PlainDate.from(day).add({ days }).toString();

/** How many midnights lie between two days: 1 from today to tomorrow, less than 0 if `to` is earlier. */
export const daysBetween = (from: CivilDay, to: CivilDay): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/**
 * The earliest day on which a meeting may be, by the days of notice it needs.
 *
 * Counted in free days: neither the day of the notice nor that of the meeting is one of them, whatever the hours. That
 * the first is not counted is the code's general rule on terms; leaving out the last as well is the careful reading,
 * under which no notice is ever a day short. Days are those of the body's calendar, so a clock change takes nothing
 * away. No notice days, no term: the meeting may be on the day itself.
 *
 * @param noticeAt when the last recipient's notice was sent (or received, where the statute counts from there)
 * @param noticeDays whole days ≥ 0
 * @see Codice civile, art. 2963 co. 2; 2366 co. 2-3; 2479-bis co. 1
 */
export function earliestCall(noticeAt: Date, noticeDays: number, timeZone: string): CivilDay {
  const noticed = civilDay(noticeAt, timeZone);
  return noticeDays === 0 ? noticed : addDays(noticed, noticeDays + 1);
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/**
 * The instant at which the clocks of a time zone show what somebody wrote.
 *
 * A time that the clocks skip in spring, or show twice in autumn, is refused instead of guessed: members would come an
 * hour apart.
 *
 * @param text `YYYY-MM-DDTHH:mm`, with `:ss` if need be
 * @throws DATE.INVALID if it is not written so, or no calendar has that day
 * @throws DATE.CLOCK_CHANGE if that time comes never or twice
 */
export function localTime(text: string, timeZone: string): Date {
  const written = readLocalTime(text);
  const earlier = written.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = written.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return new Date(earlier.epochMilliseconds);
  const isShown = earlier.toPlainDateTime().equals(written);
  throw insideClockChange(text, timeZone, isShown ? 'repeated' : 'skipped');
}

function readLocalTime(text: string): Temporal.PlainDateTime {
  if (!LOCAL_TIME.test(text) || Number.isNaN(Date.parse(`${text}Z`))) throw unreadableDate(text);
  const utc = new Date(`${text}Z`).toISOString();
  // Days that a month does not have run over into the next month, and so come back written differently.
  if (!utc.startsWith(text)) throw unreadableDate(text);
  return Temporal.PlainDateTime.from(text);
}

/**
 * Checks that a second call is after the first, on another civil day where the statute asks so, and within its days.
 *
 * The days are those of the body's time zone: shortly before and after midnight are two of them.
 *
 * @throws ASSEMBLY.SECOND_CALL naming the days that the statute allows
 * @see Codice civile, art. 2369 co. 2
 */
export function assertSecondCall(statute: StatuteDocument, first: Date, second: Date): void {
  const { timeZone, secondCall } = statute;
  const firstDay = civilDay(first, timeZone);
  const earliest = addDays(firstDay, secondCall.anotherDay ? 1 : 0);
  const latest = addDays(firstDay, secondCall.withinDays);
  const day = civilDay(second, timeZone);
  const isAllowed = second > first && day >= earliest && day <= latest;
  if (!isAllowed) throw secondCallNotAllowed(earliest, latest, secondCall.article);
}
