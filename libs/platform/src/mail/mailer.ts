import { mailAddressInvalid } from './errors';

/** One mail to one address, in plain text. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** By which a mail is found again at whoever took it over: the proof that it was sent. */
export type SentMail = { readonly messageId: string };

/** Sends mails. Whoever is told by mail is told again by whatever sent it: a mail may arrive twice, or late. */
export abstract class Mailer {
  /**
   * @throws MAIL.ADDRESS_INVALID unless `to` is exactly one bare address; MAIL.RECIPIENT_REFUSED; MAIL.UNAVAILABLE
   */
  abstract send(mail: Mail): Promise<SentMail>;
}

const PART = String.raw`[^\s@,;:<>()[\]"\\\p{Cc}]+`;
const ONE_ADDRESS = new RegExp(`^${PART}@${PART}$`, 'u');

/**
 * What is handed to the mail library: an address that can only be one, and a subject that can only be one line, so that
 * nothing a person typed becomes a header or a second recipient.
 *
 * @throws MAIL.ADDRESS_INVALID
 */
export function envelopeOf({ to, subject, text }: Mail) {
  if (to.length > 254 || !ONE_ADDRESS.test(to)) throw mailAddressInvalid();
  return {
    to: { name: '', address: to },
    subject: subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    text,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
