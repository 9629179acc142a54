import { invalidEvidence, reasonNeeded } from './errors';
import type { Evidence } from './obligation';

const MOST_CHARACTERS = 4_000;
const MOST_REASON_CHARACTERS = 2_000;
const MOST_URL_CHARACTERS = 1_000;
/** Control characters other than line breaks and tabs, and halves of surrogate pairs: no database keeps them. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

const isReadable = (text: string, most: number) =>
  text.trim().length > 0 && text.length <= most && !UNPRINTABLE.test(text);

/**
 * Evidence as it may be shown to others: a text and, where there is one, a link that a browser opens safely.
 *
 * @param url `https` alone, and without a user name or a password in it
 * @throws EVIDENCE.INVALID
 */
export function checkedEvidence({ text, url }: Pick<Evidence, 'text' | 'url'>): Pick<Evidence, 'text' | 'url'> {
  if (!isReadable(text, MOST_CHARACTERS)) {
    throw invalidEvidence('its text has 1 to 4,000 characters, and no control characters');
  }
  return { text: text.trim(), url: url === null ? null : checkedUrl(url) };
}

function checkedUrl(text: string): string {
  const url = text.length <= MOST_URL_CHARACTERS && URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw invalidEvidence('its link is a plain address that begins with https://, of at most 1,000 characters');
  }
  return url.href;
}

/** @throws EVIDENCE.REASON_NEEDED */
export function checkedReason(reason: string): string {
  if (!isReadable(reason, MOST_REASON_CHARACTERS)) throw reasonNeeded();
  return reason.trim();
}
