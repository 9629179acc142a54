import { CommonsError } from '#kernel';

export const mailAddressInvalid = () =>
  new CommonsError('invalid', 'MAIL.ADDRESS_INVALID', 'This is not one mail address.');

/** The mail server will never take mail for this address; which address, the caller knows. */
export const mailRecipientRefused = () =>
  new CommonsError('refused', 'MAIL.RECIPIENT_REFUSED', 'The mail server refuses this recipient.');

/** @param reason the library's or the system's own code (`ECONNREFUSED`), never an address or a server's answer */
export const mailUnavailable = (reason: string) =>
  new CommonsError('unavailable', 'MAIL.UNAVAILABLE', 'Mail cannot be sent at the moment.', { reason });
