import type { Language } from '#identity';
import { Temporal } from 'temporal-polyfill';

/** The zone on whose clocks mornings begin and times are told. */
const CIVIL_ZONE = 'Europe/Rome';
const DIGEST_HOUR = 7;
/** An hour earlier than the mail, so that a unit of work under way has committed before the mail is written. */
const LAST_HOUR = 6;

/** The mail of a morning: its day (`2026-11-22`) and the moment at which it is due. */
export type DigestTime = { readonly day: string; readonly at: Date };

/** The mail that tells what happens now: at seven in the morning in Rome, if it is not yet six there; or of the next day. */
export function nextDigest(now: Date): DigestTime {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(CIVIL_ZONE);
  const day = here.toPlainDate().add({ days: here.hour < LAST_HOUR ? 0 : 1 });
  const at = day.toZonedDateTime({ timeZone: CIVIL_ZONE, plainTime: { hour: DIGEST_HOUR } });
  return { day: day.toString(), at: new Date(at.epochMilliseconds) };
}

const MONTHS = {
  it: new Intl.DateTimeFormat('it', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
} satisfies Record<Language, Intl.DateTimeFormat>;

/**
 * A date in words: a day as it is, a moment as clocks in Rome show it, with their distance from UTC.
 *
 * @param date `2026-11-22`, or a moment such as `2026-11-22T10:00:00Z`
 */
export function dateInWords(date: string, language: Language): string {
  if (!date.includes('T')) return MONTHS[language].format(new Date(`${date}T00:00:00Z`));
  const here = Temporal.Instant.from(date).toZonedDateTimeISO(CIVIL_ZONE);
  const time = here.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dateInWords(here.toPlainDate().toString(), language)}, ${time} (UTC${here.offset})`;
}
