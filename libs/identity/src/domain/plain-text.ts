import { dateInvalid, emailInvalid, nameInvalid } from './errors';

const MAX_NAME_CHARACTERS = 200;
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Nothing that could end a header, start a second recipient or hide in a log. */
const ADDRESS = /^[^\s@\p{C}",:;<>()[\]\\]{1,64}@[^\s@\p{C}",:;<>()[\]\\]{1,189}$/u;

/**
 * The one spelling of an e-mail address: what differs only in case, in outer spaces or in Unicode form is the same.
 *
 * @throws EMAIL.INVALID
 */
export function normaliseEmail(text: string): string {
  const email = text.trim().normalize('NFC').toLowerCase();
  if (!ADDRESS.test(email)) throw emailInvalid();
  return email;
}

/**
 * A name as people may read it: one line, no control characters, nothing that turns the writing direction.
 *
 * @throws NAME.INVALID
 */
export function checkedName(text: string): string {
  const name = text.trim().normalize('NFC');
  if (name.length === 0 || name.length > MAX_NAME_CHARACTERS || INVISIBLE.test(name)) {
    throw nameInvalid(MAX_NAME_CHARACTERS);
  }
  return name;
}

/**
 * A day of the civil calendar, with no time and no zone.
 *
 * @param text `2026-11-22`
 * @throws DATE.INVALID, also for days that no month has
 */
export function checkedDay(text: string): string {
  const time = /^[12]\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) throw dateInvalid(text);
  return text;
}
