/** What a mail says; to whom it goes is known where it is sent. */
export type MailText = { readonly subject: string; readonly text: string };
